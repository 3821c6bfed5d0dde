/** The node types of the fuzz: what they do with values, known to oracle and runner alike. */

/** One input; without a default it is optional, unless `required`. */
export interface PortSketch {
  readonly name: string;
  readonly schema?: { readonly type: 'string' | 'number' };
  readonly default?: string | number;
  readonly required?: true;
  readonly multiple?: true;
  readonly lenient?: true;
}

/** A function over values; an output that is not in the answer is a branch not taken. */
export interface Kind {
  readonly inputs: readonly PortSketch[];
  readonly outputs: readonly string[];
  readonly returns: 'value' | 'tuple' | 'object';
  act(args: readonly unknown[]): Readonly<Record<string, unknown>> | 'short';
}

/** How a node's function behaves, from its control `how`: `mode`, or `mode@milliseconds`. */
export interface How {
  /**
   * `ok`; `throw` always; `first<k>`: throws in the first k calls of the job (needs a context);
   * `hang`: never settles; `late`: returns a promise, though it is not marked async; `null`: returns
   * null; `busy`: time passes before it returns; `abort`: aborts the run, then returns; `reject`: a promise that is rejected already.
   */
  readonly mode: string;
  readonly failures: number;
  readonly delayMs: number;
}

/** Reads the control `how`. */
export function readHow(how: string): How {
  const [mode = 'ok', delay = '0'] = how.split('@');
  const failures = mode.startsWith('first') ? Number(mode.slice(5)) : 0;
  return { mode: failures > 0 ? 'first' : mode, failures, delayMs: Number(delay) };
}

/**
 * No two nodes sleep equally long, so that no two things happen at the same moment by chance: a
 * path's own share of a millisecond, the same for oracle and function.
 */
export function sleepOf(how: How, path: string | undefined): number {
  return path === undefined ? how.delayMs : how.delayMs + (hash(path) % 65_536) / 2 ** 20;
}

const TEXT = { type: 'string' } as const;

function texts(count: number, more: Partial<PortSketch> = { default: '-' }): PortSketch[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `i${index}`,
    schema: TEXT,
    ...more,
  }));
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
}

/** Texts stay short, however deep the graph is. */
function mix(text: string): string {
  return text.length <= 24 ? text : `#${hash(text).toString(36)}`;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

const result = (text: string): Readonly<Record<string, unknown>> => ({ result: mix(text) });
const ONE = { outputs: ['result'], returns: 'value' } as const;
const TWO = ['yes', 'no'] as const;

/** The kinds; the node types are these with `async.`, `ctx.` or `async.ctx.` before them. */
export const KINDS: Readonly<Record<string, Kind>> = {
  pass: { ...ONE, inputs: texts(1), act: ([a]) => result(`${show(a)}.`) },
  join: { ...ONE, inputs: texts(3), act: (args) => result(`(${args.map(show).join('')})`) },
  need: {
    ...ONE,
    inputs: texts(2, { required: true }),
    act: (args) => result(`<${args.map(show).join('')}>`),
  },
  lenient: {
    ...ONE,
    inputs: texts(2, { default: '-', lenient: true }),
    act: (args) => result(`[${args.map(show).join('|')}]`),
  },
  list: {
    ...ONE,
    inputs: [...texts(1), { name: 'items', multiple: true }],
    act: ([a, items]) => result(`${show(a)}{${show(items ?? [])}}`),
  },
  lenientList: {
    ...ONE,
    inputs: [...texts(1), { name: 'items', multiple: true, lenient: true }],
    act: ([a, items]) => result(`${show(a)}~${show(items ?? [])}`),
  },
  digits: { ...ONE, inputs: texts(1), act: ([a]) => ({ result: String(hash(show(a)) % 100) }) },
  count: {
    ...ONE,
    inputs: [{ name: 'i0', schema: { type: 'number' }, default: 0 }],
    act: ([n]) => ({ result: (n as number) + 1 }),
  },
  box: { ...ONE, inputs: texts(1), act: ([a]) => ({ result: { text: show(a) } }) },
  any: { ...ONE, inputs: [{ name: 'i0' }], act: ([a]) => result(`?${show(a)}`) },
  fork: {
    inputs: texts(1),
    outputs: TWO,
    returns: 'tuple',
    act: ([a]) => ({ [show(a).length % 2 === 0 ? 'yes' : 'no']: mix(`${show(a)}?`) }),
  },
  split: {
    inputs: texts(1),
    outputs: TWO,
    returns: 'object',
    act: ([a]) => {
      const text = mix(`${show(a)}!`);
      const branch = hash(text) % 4;
      if (branch === 3) return {};
      return { ...(branch < 2 ? { yes: text } : {}), ...(branch > 0 ? { no: text } : {}) };
    },
  },
  short: { inputs: texts(1), outputs: TWO, returns: 'tuple', act: () => 'short' },
};

/** The kind of a node type, and how its function is declared. */
export interface Declared extends Kind {
  readonly async: boolean;
  readonly context: boolean;
}

/** What may stand before a kind. */
export const PREFIXES: readonly string[] = ['', 'async.', 'ctx.', 'async.ctx.'];

const DECLARED: ReadonlyMap<string, Declared> = new Map(
  PREFIXES.flatMap((prefix) =>
    Object.entries(KINDS).map(([name, kind]) => {
      const declared = {
        ...kind,
        async: prefix.startsWith('async.'),
        context: prefix.endsWith('ctx.'),
      };
      return [prefix + name, declared] as const;
    }),
  ),
);

/** Undefined for a type the config does not have. */
export function kindOf(type: string): Declared | undefined {
  return DECLARED.get(type);
}
