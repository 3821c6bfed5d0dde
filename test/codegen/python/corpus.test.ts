import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { JobRunner } from 'millrace';
import { createPyodide } from 'millrace/python/node';
import { createCPythonReader } from '../../../codegen/python/runtime.js';
import type { NodeType } from '../../../src/config/config.js';
import { toConfig, toNodeType } from '../../../src/config/node-type.js';
import type { FunctionSignature } from '../../../src/config/signature.js';
import type { ModuleIntrospection } from '../../../src/run/python/python-runtime.js';
import { decodeValue } from '../../../src/wire/value.js';
import {
  ANNOTATED,
  corpusSources,
  directCalls,
  installCorpus,
  TARGET,
  UNANNOTATED,
} from './corpus.js';
import type { DirectCall } from './corpus.js';

const MODULES = [...ANNOTATED, ...UNANNOTATED];

const pyodide = createPyodide();
const createPython = createCPythonReader({ interpreter: 'python3', searchPath: [TARGET] });
let cpython: readonly ModuleIntrospection[];
let wasm: readonly ModuleIntrospection[];

beforeAll(async () => {
  installCorpus();
  const reader = await createPython();
  cpython = await reader.introspect(MODULES);
  await reader.close();
  await pyodide.addModules(corpusSources());
  wasm = await pyodide.introspect(MODULES);
});
afterAll(() => pyodide.close());

/** A row of the table in the README. */
interface Row {
  readonly functions: number;
  readonly nodes: number;
  readonly typed: number;
  readonly degraded: number;
  readonly skipped: number;
  readonly parameters: number;
  readonly known: number;
}

/** A port of which any part is not known is degraded, and so is its function. */
function rowOf(modules: readonly ModuleIntrospection[]): Row {
  const nodes = modules.flatMap(({ module, functions }) =>
    functions.map(({ name, parameters }) => ({ name: `${module}.${name}`, parameters })),
  );
  const said = modules.flatMap(({ module, diagnostics }) =>
    diagnostics.map((item) => ({ ...item, name: `${module}.${item.function}` })),
  );
  const names = new Set(nodes.map(({ name }) => name));
  const degraded = new Set(said.map(({ name }) => name).filter((name) => names.has(name)));
  const unknown = said
    .filter(({ parameter }) => parameter !== undefined && parameter !== 'return')
    .map(({ name, line, column, parameter }) => `${name} ${line} ${column} ${parameter}`);
  const parameters = nodes.flatMap((node) => node.parameters).length;
  return {
    functions: names.size,
    nodes: nodes.length,
    typed: names.size - degraded.size,
    degraded: degraded.size,
    skipped: said.filter(({ code }) => code === 'python-signature').length,
    parameters,
    known: parameters - new Set(unknown).size,
  };
}

/** By Pyodide: the standard library of a Python that is installed may be any. */
function packageOf(name: string): readonly ModuleIntrospection[] {
  return wasm.filter(({ module }) => module === name || module.startsWith(`${name}.`));
}

/** What the table calls a package, and the module it is imported by. */
const PACKAGES = {
  '`humanize` 4.17.0': 'humanize',
  '`more-itertools` 11.2.1': 'more_itertools',
  '`packaging` 26.3': 'packaging',
  ...Object.fromEntries(UNANNOTATED.map((name) => [`\`${name}\` of Python 3.14`, name])),
};

describe('packages that nobody here wrote', () => {
  it('are read without an error, and nothing is skipped', () => {
    for (const { module, diagnostics, functions } of cpython) {
      const codes = new Set(diagnostics.map(({ code }) => code));
      expect([module, [...codes].filter((code) => code !== 'untyped-port')]).toEqual([module, []]);
      expect(functions.length).toBeGreaterThan(0);
    }
  });

  it.each(Object.entries(PACKAGES))('are in the table of the README: %s', (title, name) => {
    const readme = readFileSync(new URL('../../../codegen/README.md', import.meta.url), 'utf8');
    const row = readme.split('\n').find((line) => line.startsWith(`| ${title} `)) ?? '';
    const { functions, nodes, typed, degraded, skipped, parameters, known } = rowOf(
      packageOf(name),
    );
    expect(row.split('|').map((cell) => cell.trim())).toEqual([
      '',
      title,
      ...[functions, nodes, typed, degraded, skipped].map(String),
      `${Math.floor((100 * known) / parameters)} % of ${parameters}`,
      '',
    ]);
  });

  it('have four of five annotated parameters fully typed', () => {
    const { known, parameters } = rowOf(cpython.slice(0, ANNOTATED.length));
    expect(parameters).toBeGreaterThan(600);
    expect(known / parameters).toBeGreaterThanOrEqual(0.8);
  });

  it('give the same bytes in Pyodide', () => {
    for (const [index, name] of ANNOTATED.entries()) {
      expect([name, ...parts(wasm[index]!)]).toEqual([name, ...parts(cpython[index]!)]);
    }
  });

  it('give the same signatures in Pyodide where the standard libraries are the same', () => {
    const offset = ANNOTATED.length;
    const different = UNANNOTATED.flatMap((name, index) => {
      const one = byName(cpython[offset + index]!);
      const other = byName(wasm[offset + index]!);
      return [...new Set([...one.keys(), ...other.keys()])]
        .filter((key) => signatureText(one.get(key)) !== signatureText(other.get(key)))
        .map((key) => `${name}.${key}`);
    });
    expect(different.filter((name) => !DIFFERENT.includes(name))).toEqual([]);
  });
});

/** This one function more_itertools defines otherwise where Python has it itself. */
const OTHER_SINCE_3_13 = 'batched';

/** Byte for byte, in parts that a person can compare. */
function parts({ functions, diagnostics }: ModuleIntrospection): readonly string[] {
  const same = functions.filter(({ name }) => name !== OTHER_SINCE_3_13);
  return [...same, ...diagnostics].map(stable);
}

/** What Python 3.14 has otherwise than Python 3.11, the oldest and newest that are tested. */
const DIFFERENT: readonly string[] = [
  'statistics.correlation', // takes a `method` since 3.12
  'statistics.kde', // since 3.13
  'statistics.kde_random', // since 3.13
];

function byName({ functions }: ModuleIntrospection): ReadonlyMap<string, FunctionSignature> {
  return new Map(functions.map((one) => [one.name, one]));
}

/** Without what two editions of one function may differ in: its text, its place, its words. */
function signatureText(one: FunctionSignature | undefined): string | undefined {
  if (one === undefined) return undefined;
  const { sourceText: _text, line: _line, description: _words, examples: _calls, ...rest } = one;
  return stable(rest);
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

describe('their functions', () => {
  it('give as nodes what they give when they are called', async () => {
    const types = nodeTypesOf(wasm);
    const calls = directCalls(MODULES)
      .map((call) => ({ ...call, types: fitting(call, types) }))
      .filter((call) => call.types.length > 0);
    const nodes = Object.fromEntries(
      calls.flatMap((call, index) =>
        call.types.map((type) => [`${index} ${type}`, nodeOf(`${index} ${type}`, type, call)]),
      ),
    );
    const runner = new JobRunner(toConfig([...types.values()]), {
      functions: {},
      python: pyodide,
      method: 'async',
    });
    const { nodes: results } = await runner.run({ version: 1, nodes }, { keep: 'all' });
    const wrong = calls.flatMap((call, index) => {
      const came = call.types.map((type) => {
        const { status, outputs, error } = results[`${index} ${type}`]!;
        const values = Object.values(outputs);
        const value = types.get(type)!.returns === 'tuple' ? values : (values[0] ?? null);
        return status === 'success' ? stable(value) : `${status}: ${error?.message}`;
      });
      // An overload may refuse what another one takes; none may give something else.
      const given = came.filter((text) => !text.startsWith('error: '));
      const expected = stable(decodeValue(call.result));
      const isSame = given.length > 0 && given.every((text) => text === expected);
      return isSame ? [] : [{ ...call, came, expected }];
    });
    expect(wrong).toEqual([]);
    expect(new Set(calls.map((call) => `${call.module}.${call.export}`)).size).toBeGreaterThan(90);
    await runner.close();
  });
});

function nodeTypesOf(modules: readonly ModuleIntrospection[]): ReadonlyMap<string, NodeType> {
  const found = modules.flatMap(({ module, functions }) =>
    functions.map((signature): readonly [string, NodeType] => {
      const { name, variant, line } = signature;
      const type = `${module}.${name}${variant === undefined ? '' : `#${variant}`}`;
      const source = { language: 'python', module, export: name, line } as const;
      return [type, toNodeType(signature, { type, source, file: module }).nodeType];
    }),
  );
  return new Map(found);
}

/** The node types of a function that have all the ports a call gives values for. */
function fitting(call: DirectCall, types: ReadonlyMap<string, NodeType>): readonly string[] {
  const names = Object.keys(call.arguments);
  const bare = `${call.module}.${call.export}`;
  return [...types]
    .filter(([type]) => type === bare || type.startsWith(`${bare}#`))
    .filter(
      ([, { inputs }]) =>
        names.every((name) => inputs.some((port) => port.name === name)) &&
        // A stub may call a parameter otherwise than the function does.
        inputs.every(({ name, required }) => !required || names.includes(name)),
    )
    .map(([type]) => type);
}

/** A node with the values in its controls. */
function nodeOf(id: string, type: string, { arguments: given }: DirectCall): unknown {
  const inputData = Object.fromEntries(
    Object.entries(given).map(([port, value]) => [port, { [port]: value }]),
  );
  const connections = { inputs: {}, outputs: {} };
  return { id, type, x: 0, y: 0, width: 200, inputData, connections };
}
