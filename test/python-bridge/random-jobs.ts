/** Random graphs of Python and TypeScript nodes, and what each of their nodes has to come to. */
import { parseConfig } from 'millrace';
import type { JobResult, NodeResult } from 'millrace';
import type { Random } from '../fuzz/random.js';
import { graphOf } from '../src/run/support.js';
import type { NodeSketch } from '../src/run/support.js';

/** The Python module of {@link config}. */
export const SOURCE = `
import asyncio, gc, time

class Box:
    def __init__(self, x): self.x = x

def box(x: int): return Box(x)
def more(b, x: int): return Box(b.x + x)
def open_box(b) -> int: return b.x
def add(a: int, b: int) -> int:
    print(a, b)
    return a + b
async def nap(x: int) -> int:
    await asyncio.sleep(0.003)
    return x
async def nap_box(b):
    await asyncio.sleep(0.001)
    return Box(b.x)
def busy(x: int) -> int:
    end = time.monotonic() + 0.0005
    while time.monotonic() < end: pass
    return x
def objects() -> int:
    gc.collect()
    return len(gc.get_objects())
def numbers(x: int) -> list[float]: return [x * 0.5] * 200
def total(items: list[float]) -> int: return round(sum(items) / 100)
`;

/** A function: what it takes, what it gives, and what it does to numbers. */
interface Kind {
  readonly takes: readonly ('number' | 'box' | 'list')[];
  readonly gives: 'number' | 'box' | 'list';
  readonly compute: (...values: number[]) => number;
}

const same = (x: number): number => x;
const sum = (a: number, b: number): number => a + b;

const KINDS: Readonly<Record<string, Kind>> = {
  box: { takes: ['number'], gives: 'box', compute: same },
  more: { takes: ['box', 'number'], gives: 'box', compute: sum },
  open_box: { takes: ['box'], gives: 'number', compute: same },
  add: { takes: ['number', 'number'], gives: 'number', compute: sum },
  nap: { takes: ['number'], gives: 'number', compute: same },
  nap_box: { takes: ['box'], gives: 'box', compute: same },
  busy: { takes: ['number'], gives: 'number', compute: same },
  numbers: { takes: ['number'], gives: 'list', compute: same },
  total: { takes: ['list'], gives: 'number', compute: same },
  double: { takes: ['number'], gives: 'number', compute: (x) => x * 2 },
  later: { takes: ['number'], gives: 'number', compute: (x) => x + 1 },
};

/** The functions that are not Python's. */
export const functions = {
  double: (x: number) => x * 2,
  later: async (x: number) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return x + 1;
  },
};

const source = (name: string): object => ({
  source: { language: 'python', module: 'jobs', export: name },
});

const types = Object.entries(KINDS).map(([name, { takes }]) => ({
  type: name,
  ...(name in functions ? { async: name === 'later' } : source(name)),
  inputs: takes.map((_, index) => ({ name: portOf(name, index), required: true })),
  outputs: [{ name: 'result' }],
}));

/** Of all the functions, and of `objects`, which counts those that Python knows. */
export const { config, issues } = parseConfig({
  nodeTypes: [...types, { type: 'objects', outputs: [{ name: 'result' }], ...source('objects') }],
});

/** The parameter's name, as the functions above have it. */
function portOf(name: string, index: number): string {
  const kind = KINDS[name]!.takes[index]!;
  if (kind === 'list') return 'items';
  if (kind === 'box') return 'b';
  if (name === 'add') return 'ab'[index]!;
  return 'x';
}

/** A graph, and the number each node's value stands for. */
export interface RandomJob {
  readonly graph: unknown;
  readonly expected: ReadonlyMap<string, number>;
  readonly gives: ReadonlyMap<string, Kind['gives']>;
}

/** @param attempts Tries of each node. */
export function randomJob(random: Random, attempts: number): RandomJob {
  const sketches: Record<string, NodeSketch> = {};
  const expected = new Map<string, number>();
  const gives = new Map<string, Kind['gives']>();
  const settings = attempts > 1 ? { settings: { retry: { attempts } } } : {};
  const count = 4 + random.below(10);
  for (let at = 0; at < count; at += 1) {
    const id = `n${at}`;
    const known = (kind: string): string[] =>
      [...gives].flatMap(([each, given]) => (given === kind ? [each] : []));
    const possible = Object.keys(KINDS).filter((name) =>
      KINDS[name]!.takes.every((kind) => kind === 'number' || known(kind).length > 0),
    );
    const name = random.pick(possible);
    const kind = KINDS[name]!;
    const wires: Record<string, string> = {};
    const values: Record<string, number> = {};
    const numbers = kind.takes.map((taken, index) => {
      const sources = known(taken);
      if (sources.length > 0 && (taken !== 'number' || random.chance(0.8))) {
        const source = random.pick(sources);
        wires[portOf(name, index)] = source;
        return expected.get(source)!;
      }
      const value = random.below(100);
      values[portOf(name, index)] = value;
      return value;
    });
    sketches[id] = { type: name, wires, values, ...settings };
    expected.set(id, kind.compute(...numbers));
    gives.set(id, kind.gives);
  }
  return { graph: graphOf(sketches), expected, gives };
}

/** What is wrong with a result, as a text a node; empty where all is as it has to be. */
export function faultsOf(
  { expected, gives }: RandomJob,
  result: JobResult,
  allowed: readonly string[],
): readonly string[] {
  const faults: string[] = [];
  const say = (id: string, what: unknown): void => {
    faults.push(`${id}: ${JSON.stringify(what)}`);
  };
  for (const [id, value] of expected) {
    const each = result.nodes[id]!;
    if (each.status === 'success') {
      if (gives.get(id) === 'number' && each.outputs['result'] !== value) say(id, each.outputs);
    } else if (each.status === 'error') {
      if (!allowed.includes(each.error!.code)) say(id, each.error);
    } else if (!isSkippedRightly(each, result)) say(id, each);
  }
  const isRight = result.status === (hasErrors(result) ? 'error' : 'success');
  if (!isRight) say('the job', result.status);
  return faults;
}

function isSkippedRightly({ status, cause }: NodeResult, result: JobResult): boolean {
  if (status !== 'skipped' || cause?.reason !== 'error') return false;
  return result.nodes[cause.nodeId]?.status === 'error';
}

/** Some node of it failed. */
export function hasErrors(result: JobResult): boolean {
  return Object.values(result.nodes).some((each) => each.status === 'error');
}
