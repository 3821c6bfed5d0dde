import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Generated } from '../../codegen/index.js';
import { DECLARATIONS, DEEP, TYPES, UNTYPED } from './type-cases.js';
import { RECURSIVE } from './typescript/recursive-cases.js';
import type { NodeContext } from '../../src/run/node-context.js';
import { createWorkspace, inputOf, nodeOf, said } from './workspace.js';
import type { Workspace } from './workspace.js';

jest.setTimeout(60_000);

let workspace: Workspace;
let all: Generated;

beforeAll(async () => {
  const typed = TYPES.map(([type], index) => `export function typed${index}(p: ${type}): void {}`);
  const untyped = UNTYPED.map(
    ([type], index) => `export function untyped${index}(p: ${type}): void {}`,
  );
  const recursive = RECURSIVE.map(
    ([type], index) => `export function recursive${index}(p: ${type}): void {}`,
  );
  workspace = createWorkspace({
    'types.ts': [DECLARATIONS, ...typed, ...recursive, DEEP].join('\n'),
    'untyped.ts': [DECLARATIONS, ...untyped].join('\n'),
    'functions.ts': FUNCTIONS,
    'helper.ts': 'export interface Extent { w: number }\nexport function foreign(): void {}\n',
  });
  all = await workspace.generate(['types.ts', 'untyped.ts', 'functions.ts']);
});

afterAll(() => workspace.close());

describe('a parameter type', () => {
  it.each(TYPES.map(([type, schema], index) => [type, index, schema] as const))(
    '%s has its schema',
    (_type, index, schema) => {
      expect(inputOf(nodeOf(all, `types.typed${index}`), 'p').schema).toEqual(schema);
    },
  );

  it.each(UNTYPED.map(([type, ...texts], index) => [type, index, ...texts] as const))(
    '%s is the universal port, and the author is told where and why',
    (_type, index, text, fix) => {
      const name = `untyped${index}`;
      expect(inputOf(nodeOf(all, `untyped.${name}`), 'p')).toMatchObject({
        schema: {},
        type: 'object',
      });
      const found = all.diagnostics.filter((item) => item.function === name);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ severity: 'warning', file: 'untyped.ts', parameter: 'p' });
      expect(found[0]!.line).toBeGreaterThan(1);
      expect(found[0]!.message).toContain(`\`${name}\`, parameter \`p\``);
      expect(found[0]!.message).toContain(text);
      expect(found[0]!.message).toMatch(/; the port takes anything$/);
      expect(found[0]!.fix).toContain(fix);
      expect(found[0]!.column).toBe(`export function ${name}(p: `.length + 1);
    },
  );

  it('of which a part is untyped says which, three parts at most', () => {
    expect(inputOf(nodeOf(all, 'types.deep'), 'p').schema).toMatchObject({
      properties: { a: { properties: { b: {}, c: { type: 'string' } } } },
    });
    const messages = all.diagnostics.filter((item) => item.function === 'deep');
    expect(messages.map(({ message }) => message)).toEqual([
      expect.stringContaining('parameter `p`: at `.a.b`, `symbol` has no counterpart'),
      expect.stringContaining('at `.a`, it is `any`'),
      expect.stringContaining('at `.b`, it is `any`'),
      expect.stringMatching(/at `\.c`, it is `any`; that part takes anything \(and 1 more\)$/),
    ]);
  });

  it.each(RECURSIVE.map(([type, schema], index) => [type, index, schema] as const))(
    '%s contains itself and is referred to by its name',
    (_type, index, schema) => {
      const name = `recursive${index}`;
      expect(inputOf(nodeOf(all, `types.${name}`), 'p').schema).toEqual(schema);
      expect(all.diagnostics.filter((item) => item.function === name)).toEqual([]);
    },
  );
});

const FUNCTIONS = `
import type { NodeContext as Context, Port as P } from 'millrace';
import { Extent } from './helper.js';
export { foreign } from './helper.js';

/**
 * Says {@link hello} to
 * someone.
 *
 * Second paragraph.
 * @param name - Whom
 * @param times how often
 * @returns The greeting
 * @label Greet somebody
 * @category text/polite
 * @version 2
 */
export function greet(name: string, times = 2, loud?: boolean, { dots }: { dots: number } = { dots: 0 }): string { return name; }

/** @id my.own.id */
export const identified = (a: number): number => a;

type Angle = P<number, { label: 'Angle'; min: 0; max: 360; step: 0.5; id: 'angle_in' }>;
export function meta(
  a: P<number, { label: 'First'; control: 'slider'; placeholder: 'x' }>,
  b?: P<string, { control: 'textarea'; hidePort: true }>,
  c: Angle = -90,
  d: P<number, { multiple: true; whenMissing: 'default' }> | null = null,
): P<number, { label: 'Sum'; id: 'sum' }> { return 0; }

export function secretive(
  token: P<string, { secret: true }>, key: P<string, { secret: 'API_KEY'; label: 'Key' }> = 'none',
): void {}
export function member(key: keyof Context): void {}

export async function wait(context: Context): Promise<void> {}
export function later(ms: number, context?: Context): Promise<string> { return Promise.resolve(''); }
export function pair(): [left: number, P<string, { label: 'Right' }>] { return [1, '']; }
export async function lazyPair(): Promise<readonly [number, string]> { return [1, '']; }
export function list(): [number, ...number[]] { return [1]; }
export function nothing(): undefined {}
export function maybe(): number | undefined { return undefined; }
export function vector(): [x: number, y?: number] { return [1]; }
export function soonOrNow(): number | Promise<number> { return 1; }
export function largest(...values: [number, ...number[]]): number { return Math.max(...values); }
export function sum(first: number, ...rest: number[]): number { return first; }

/**
 * @param options.width how wide
 */
export function box({ width, deep: depth = 2, extent, tag = 'x' }: {
  width: number;
  /** How deep. */
  deep?: number;
  extent: Extent | null;
  tag?: P<string, { label: 'Tag' }>;
}, context: Context): Extent { return { w: width }; }

export function inferred(a: number) { return [a].map((x) => x + 1); }
export const arrow = async (a = 1, b = 'x') => ({ a, b });
export function defaults(
  a = -1.5, b = \`text\`, c = [1, 2], d = { x: { y: null } }, e = Math.random(), f = new Date(), g: number | null = null,
): void {}

export function over(a: string): number;
export function over(a: number, b: number): string;
export function over(a: string | number, b?: number): string | number { return a; }

export default function main(a: number): void {}
export const made = [1].map;
export const notAFunction = 3;
export class Ignored { method(): void {} }
function hidden(a: number): void {}
export { hidden as shown };
export function parseHTMLText_now(): void {}
`;

describe('a function', () => {
  const node = (name: string) => nodeOf(all, `functions.${name}`);

  it('has its words from the comment', () => {
    expect(node('greet')).toMatchObject({
      label: 'Greet somebody',
      description: 'Says hello to someone.',
      category: 'text/polite',
      source: { language: 'typescript', module: 'functions.ts', export: 'greet' },
      async: false,
      call: { style: 'positional', context: false },
      outputs: [{ name: 'result', description: 'The greeting' }],
    });
    expect(inputOf(node('greet'), 'name').description).toBe('Whom');
    expect(inputOf(node('greet'), 'times').description).toBe('how often');
  });

  it('has a label made of its name', () => {
    expect(node('parseHTMLText_now').label).toBe('Parse HTML text now');
  });

  it('requires what has no default and is not optional', () => {
    const inputs = node('greet').inputs.map(({ name, required, default: value }) => [
      name,
      required,
      value,
    ]);
    expect(inputs).toEqual([
      ['name', true, undefined],
      ['times', false, 2],
      ['loud', false, undefined],
      ['dots', false, 0],
    ]);
  });

  it('keeps the defaults that are literals', () => {
    const values = node('defaults').inputs.map((port) => port.default);
    expect(values).toEqual([-1.5, 'text', [1, 2], { x: { y: null } }, undefined, undefined, null]);
    expect(node('defaults').inputs.every((port) => !port.required)).toBe(true);
    expect(inputOf(node('defaults'), 'f').schema).toMatchObject({ type: 'string' });
  });

  it('is named by `@id` as a whole', () => {
    expect(nodeOf(all, 'my.own.id').source?.export).toBe('identified');
  });

  it('reads `Port` under any name, behind aliases, optional and beside null', () => {
    const [a, b, c, d] = node('meta').inputs;
    expect(a).toMatchObject({ label: 'First', controls: [{ type: 'slider', placeholder: 'x' }] });
    expect(b).toMatchObject({ hidePort: true, required: false, controls: [{ type: 'textarea' }] });
    expect(c).toMatchObject({
      name: 'angle_in',
      parameter: 'c',
      default: -90,
      controls: [{ type: 'slider', name: 'angle_in', min: 0, max: 360, step: 0.5, default: -90 }],
    });
    expect(d).toMatchObject({ multiple: true, whenMissing: 'default', default: null });
    expect(node('meta').outputs).toEqual([
      { name: 'sum', type: 'number', label: 'Sum', schema: { type: 'number' } },
    ]);
  });

  it('has no port for a final NodeContext', () => {
    expect(node('wait')).toMatchObject({
      inputs: [],
      outputs: [],
      async: true,
      returns: 'void',
      call: { context: true },
    });
    expect(node('later').inputs.map((port) => port.name)).toEqual(['ms']);
    expect(node('later')).toMatchObject({ async: true, returns: 'value', call: { context: true } });
  });

  it('knows all that a NodeContext has', () => {
    const members: Readonly<Record<keyof NodeContext, true>> = {
      jobId: true,
      nodeId: true,
      attempt: true,
      signal: true,
      inputs: true,
      task: true,
      secrets: true,
      idempotencyKey: true,
      state: true,
      log: true,
      progress: true,
      graphPorts: true,
      runGraph: true,
    };
    const { schema } = inputOf(node('member'), 'key');
    expect(new Set(schema.enum)).toEqual(new Set(Object.keys(members)));
  });

  it('whose NodeContext is not its last parameter is an error, and nothing is generated', async () => {
    workspace.write({
      'misplaced.ts':
        "import type { NodeContext } from 'millrace';\nexport function f(context: NodeContext, a: number): void {}",
    });
    const result = await workspace.generate(['misplaced.ts']);
    expect(result.files).toEqual([]);
    expect(said(result)).toEqual([
      'misplaced.ts:2 error context-misplaced: `f`, parameter `context`: a NodeContext has to be the last parameter; move it to the end',
    ]);
  });

  it('has a secret by the name of the port or another, without a control', () => {
    const [token, key] = node('secretive').inputs;
    expect(token).toMatchObject({ secret: 'token', hidePort: true, controls: [] });
    expect(key).toMatchObject({ secret: 'API_KEY', label: 'Key', default: 'none', controls: [] });
  });

  it.each(['3', '{}', 'false', 'string', "''"])(
    'whose `secret` is %s is an error: its value would be saved',
    async (secret) => {
      workspace.write({
        'wrong.ts': `import type { Port } from 'millrace';\nexport function f(a: Port<string, { secret: ${secret} }>): void {}`,
      });
      const result = await workspace.generate(['wrong.ts']);
      expect(result.files).toEqual([]);
      expect(said(result)).toEqual([
        'wrong.ts:2 error bad-secret: `f`, parameter `a`: expected as `secret` a literal true or the name of a secret; leave it out where there is none',
      ]);
    },
  );

  it('has an output per item of a returned tuple', () => {
    expect(node('pair').outputs.map(({ name, label }) => [name, label])).toEqual([
      ['left', 'Left'],
      ['result_1', 'Right'],
    ]);
    expect(node('lazyPair')).toMatchObject({ returns: 'tuple', async: true });
    expect(node('lazyPair').outputs).toHaveLength(2);
    expect(node('list')).toMatchObject({ returns: 'value', outputs: [{ name: 'result' }] });
  });

  it('has no output when it returns nothing', () => {
    expect(node('nothing')).toMatchObject({ returns: 'void', outputs: [] });
  });

  it('that may return undefined says that null may come', () => {
    expect(node('maybe').outputs[0]?.schema).toEqual({
      anyOf: [{ type: 'number' }, { type: 'null' }],
    });
  });

  it('that returns a tuple with a part that may be missing has one output', () => {
    expect(node('vector')).toMatchObject({ returns: 'value', outputs: [{ name: 'result' }] });
  });

  it('that may return a promise is async, and its result has the type of the value', () => {
    expect(node('soonOrNow')).toMatchObject({
      async: true,
      outputs: [{ schema: { type: 'number' } }],
    });
  });

  it('requires rest arguments when their type asks for at least one', () => {
    expect(inputOf(node('largest'), 'values').required).toBe(true);
    expect(inputOf(node('largest'), 'values').kind).toBe('rest');
  });

  it('takes the rest of its arguments as a list', () => {
    expect(inputOf(node('sum'), 'rest')).toMatchObject({
      kind: 'rest',
      required: false,
      schema: { type: 'array', items: { type: 'number' } },
    });
  });

  it('with one destructured parameter has a port per property', () => {
    expect(node('box').call).toEqual({ style: 'object', context: true });
    expect(node('box').inputs.map(({ name, required }) => [name, required])).toEqual([
      ['width', true],
      ['deep', false],
      ['extent', true],
      ['tag', false],
    ]);
    expect(inputOf(node('box'), 'width').description).toBe('how wide');
    expect(inputOf(node('box'), 'deep')).toMatchObject({ default: 2, description: 'How deep.' });
    expect(inputOf(node('box'), 'tag')).toMatchObject({ label: 'Tag', default: 'x' });
    expect(inputOf(node('box'), 'extent').type).toBe('Extent | null');
  });

  it('may leave its types to inference', () => {
    expect(node('inferred').outputs[0]?.schema).toEqual({
      type: 'array',
      items: { type: 'number' },
    });
    expect(node('arrow')).toMatchObject({
      async: true,
      inputs: [{ default: 1 }, { default: 'x' }],
    });
    expect(node('arrow').outputs[0]?.schema).toMatchObject({
      properties: { a: { type: 'number' }, b: { type: 'string' } },
    });
  });

  it('with overloads is its first overload', () => {
    expect(node('over').inputs.map((port) => port.name)).toEqual(['a']);
    expect(node('over').outputs[0]?.type).toBe('number');
  });

  it('is a node under its exported name, of its own module, and only if it is a function', () => {
    const names = all.config.nodeTypes.map(({ type }) => type);
    expect(names).toContain('functions.shown');
    expect(node('default').label).toBe('Main');
    for (const name of ['hidden', 'foreign', 'notAFunction', 'Ignored', 'main']) {
      expect(names).not.toContain(`functions.${name}`);
    }
  });
});
