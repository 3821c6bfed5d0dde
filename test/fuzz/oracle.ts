/**
 * What a graph must come to, computed the naive way: look again and again for the first node in
 * own-key order whose sources have settled. Knows nothing of plans, ranks or slots.
 */
import type { NodeSketch } from '../src/run/support.js';

export interface Expected {
  readonly status: 'success' | 'error' | 'skipped';
  readonly value?: string;
  readonly cause?: { readonly nodeId: string; readonly reason: string };
}

/** The ports of the fuzz's node types, and what they do with texts. */
export const KINDS: Readonly<
  Record<string, { readonly inputs: number; readonly act: (inputs: readonly string[]) => Acted }>
> = {
  source: { inputs: 0, act: () => ({ yes: 's' }) },
  join: { inputs: 3, act: (inputs) => ({ yes: `(${inputs.join('')})` }) },
  pass: { inputs: 1, act: ([input]) => ({ yes: `${input!}.` }) },
  fails: { inputs: 1, act: () => ({ throws: true }) },
  fork: {
    inputs: 1,
    act: ([input]) => ({ [input!.length % 2 === 0 ? 'yes' : 'no']: `${input!}?` }),
  },
  lenient: { inputs: 2, act: (inputs) => ({ yes: `[${inputs.join('|')}]` }) },
};

export interface Acted {
  readonly yes?: string;
  readonly no?: string;
  readonly throws?: true;
}

type Sketches = Readonly<Record<string, NodeSketch>>;

interface Settled extends Expected {
  readonly outputs: Acted;
}

export function expectedOf(sketches: Sketches): {
  readonly nodes: Readonly<Record<string, Expected>>;
  readonly order: readonly string[];
} {
  const cyclic = new Set(Object.keys(sketches).filter((id) => reaches(sketches, id, id)));
  const settled = new Map<string, Settled>();
  const order: string[] = [];
  while (settled.size < Object.keys(sketches).length) {
    const id = Object.keys(sketches).find(
      (each) =>
        !settled.has(each) &&
        (isBad(sketches[each]!, cyclic.has(each)) ||
          sourcesOf(sketches[each]!).every(({ from }) => settled.has(from))),
    )!;
    settled.set(id, settle(sketches, id, cyclic.has(id), settled, order));
    order.push(id);
  }
  return { nodes: Object.fromEntries(settled), order };
}

function isBad(sketch: NodeSketch, cyclic: boolean): boolean {
  return cyclic || !Object.hasOwn(KINDS, sketch.type);
}

function sourcesOf(sketch: NodeSketch): readonly { port: string; from: string; output: string }[] {
  return Object.entries(sketch.wires ?? {}).map(([port, end]) => {
    const [from, output] = (end as string).split('.') as [string, string];
    return { port, from, output };
  });
}

function reaches(sketches: Sketches, from: string, to: string): boolean {
  const seen = new Set<string>();
  const queue = [from];
  for (const id of queue) {
    // Wires into a node that is bad anyway do not count: it waits for nothing.
    if (!Object.hasOwn(KINDS, sketches[id]!.type)) continue;
    for (const source of sourcesOf(sketches[id]!)) {
      if (source.from === to) return true;
      if (!seen.has(source.from)) queue.push(source.from);
      seen.add(source.from);
    }
  }
  return false;
}

function settle(
  sketches: Sketches,
  id: string,
  cyclic: boolean,
  settled: ReadonlyMap<string, Settled>,
  order: readonly string[],
): Settled {
  const sketch = sketches[id]!;
  if (sketch.disabled === true) {
    return { status: 'skipped', cause: { nodeId: id, reason: 'disabled' }, outputs: {} };
  }
  if (isBad(sketch, cyclic)) return { status: 'error', outputs: {} };
  const wires = sourcesOf(sketch);
  const missing = wires.filter(({ from, output }) => valueOf(settled, from, output) === undefined);
  const lenient = sketch.type === 'lenient';
  if (missing.length > 0 && (!lenient || missing.length === wires.length)) {
    const causes = missing.map(({ from }) => causeOf(settled, from));
    const [cause] = causes.sort((a, b) => order.indexOf(a.nodeId) - order.indexOf(b.nodeId));
    return { status: 'skipped', cause: cause!, outputs: {} };
  }
  const kind = KINDS[sketch.type]!;
  const inputs = Array.from({ length: kind.inputs }, (_, index) => {
    const wire = wires.find(({ port }) => port === `i${index}`);
    const value = wire && valueOf(settled, wire.from, wire.output);
    return value ?? (sketch.values?.[`i${index}`] as string | undefined) ?? '-';
  });
  const acted = kind.act(inputs);
  if (acted.throws === true) return { status: 'error', outputs: {} };
  return { status: 'success', value: JSON.stringify(acted), outputs: acted };
}

function valueOf(
  settled: ReadonlyMap<string, Settled>,
  from: string,
  output: string,
): string | undefined {
  return settled.get(from)!.outputs[output as 'yes' | 'no'];
}

function causeOf(
  settled: ReadonlyMap<string, Settled>,
  id: string,
): { nodeId: string; reason: string } {
  const { status, cause } = settled.get(id)!;
  if (status === 'skipped') return cause!;
  return { nodeId: id, reason: status === 'error' ? 'error' : 'branch' };
}
