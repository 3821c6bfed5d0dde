import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadModule } from '../../../codegen/read-module.js';
import { openTypeScript } from '../../../codegen/typescript/session.js';
import { JobRunner } from '../../../src/run/job-runner.js';
import { toConfig, toNodeType } from '../../../src/config/node-type.js';
import { D3_ARRAY_CALLS, DATE_FNS_CALLS } from './package-calls.js';
import type { PackageCall } from './package-calls.js';

jest.setTimeout(120_000);

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');

type Functions = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** What each package is expected to give; the table in codegen/README.md says the same. */
const EXPECTED = {
  'date-fns': {
    functions: 246,
    nodes: 249,
    typed: 246,
    degraded: 0,
    skipped: 0,
    parameters: 542,
    known: 542,
  },
  'd3-array': {
    functions: 75,
    nodes: 132,
    typed: 75,
    degraded: 0,
    skipped: 4,
    parameters: 280,
    known: 280,
  },
};
type PackageName = keyof typeof EXPECTED;

/** Exported functions that make no node. */
const SKIPPED: Readonly<Record<PackageName, Readonly<Record<string, string>>>> = {
  'date-fns': {},
  'd3-array': {
    Adder: 'a class without static methods',
    InternMap: 'a class without static methods',
    InternSet: 'a class without static methods',
    scan: 'without type declarations',
  },
};

let modules: Readonly<Record<string, ReadModule>>;
let code: Readonly<Record<PackageName, Functions>>;

beforeAll(async () => {
  const session = openTypeScript({ root: ROOT, showPath: (file) => file });
  const names = Object.keys(EXPECTED);
  const read = await session.read(names.map((name) => ({ package: name, from: ROOT })));
  modules = Object.fromEntries(names.map((name, index) => [name, read[index]!]));
  code = {
    'date-fns': (await import('date-fns')) as unknown as Functions,
    'd3-array': (await import('d3-array')) as unknown as Functions,
  };
});

/** The parameters that take anything, because nothing is known of them or of a part of them. */
function unknownParameters({ diagnostics }: ReadModule): ReadonlySet<string> {
  const untyped = diagnostics.filter(({ code: kind }) => kind === 'untyped-port');
  return new Set(untyped.map(({ line, parameter }) => `${line} ${parameter}`));
}

function measure(name: PackageName): (typeof EXPECTED)[PackageName] {
  const { functions, diagnostics } = modules[name]!;
  const degraded = new Set(diagnostics.map((item) => item.function));
  const names = new Set(functions.map((signature) => signature.name));
  const parameters = functions.flatMap((signature) => signature.parameters).length;
  const unknown = [...unknownParameters(modules[name]!)].filter((key) => !key.endsWith(' return'));
  return {
    functions: names.size,
    nodes: functions.length,
    typed: [...names].filter((each) => !degraded.has(each)).length,
    degraded: [...names].filter((each) => degraded.has(each)).length,
    skipped: Object.keys(SKIPPED[name]).length,
    parameters,
    known: parameters - unknown.length,
  };
}

describe.each(Object.keys(EXPECTED) as PackageName[])('%s', (name) => {
  it('is read whole, with as many functions fully typed as ever', () => {
    const measured = measure(name);
    expect(measured).toEqual(EXPECTED[name]);
    expect(measured.known / measured.parameters).toBeGreaterThan(0.8);
  });

  it('has a node for every function that its JavaScript exports, except those with a reason', () => {
    const exported = Object.keys(code[name]).filter((key) => typeof code[name][key] === 'function');
    const nodes = new Set(modules[name]!.functions.map((signature) => signature.name));
    const skipped = exported.filter((key) => !nodes.has(key));
    expect(skipped.sort()).toEqual(Object.keys(SKIPPED[name]).sort());
    expect([...nodes].filter((key) => !exported.includes(key))).toEqual([]);
    for (const each of skipped) {
      const isClass = /^class\b/.test(Function.prototype.toString.call(code[name][each]));
      expect([each, isClass]).toEqual([each, SKIPPED[name][each]!.startsWith('a class')]);
    }
  });

  it('has no diagnostic but that a port takes anything', () => {
    const others = modules[name]!.diagnostics.filter((item) => item.code !== 'untyped-port');
    expect(others).toEqual([]);
    expect(modules[name]!.diagnostics.every((item) => (item.fix ?? '') !== '')).toBe(true);
  });

  it('is in the table of the README as it was measured', () => {
    const readme = readFileSync(join(ROOT, 'codegen/README.md'), 'utf8');
    const [, table = ''] = readme.split('## What it makes of packages');
    const version = versionOf(name);
    const row = table.split('\n').find((line) => line.includes(`\`${name}\` ${version}`)) ?? '';
    const { functions, nodes, typed, degraded, skipped, parameters, known } = measure(name);
    const share = Math.floor((100 * known) / parameters);
    expect(row.split('|').map((cell) => cell.trim())).toEqual([
      '',
      `\`${name}\` ${version}`,
      ...[functions, nodes, typed, degraded, skipped].map(String),
      `${share} % of ${parameters}`,
      '',
    ]);
  });
});

/** d3-array hides its package.json, so the path is spelled out. */
function versionOf(name: string): string {
  const path = join(ROOT, 'node_modules', name, 'package.json');
  return (createRequire(import.meta.url)(path) as { version: string }).version;
}

describe('a node of a package', () => {
  const calls = [
    ...DATE_FNS_CALLS.map((call) => ['date-fns', call] as const),
    ...D3_ARRAY_CALLS.map((call) => ['d3-array', call] as const),
  ];

  it.each(
    calls.map(([name, call]) => [`${name} ${call.name}#${call.variant ?? 1}`, name, call] as const),
  )('%s gives what a call of the function gives', (_title, name, call) => {
    const { result, expected } = runCall(name, call);
    expect(result.status).toBe('success');
    expect(result.nodes['it']?.outputs).toEqual(expected);
  });
});

function runCall(name: PackageName, { name: exported, variant, inputs }: PackageCall) {
  const signature = modules[name]!.functions.find(
    (each) => each.name === exported && each.variant === variant,
  );
  if (signature === undefined) throw new Error(`no ${exported}#${variant ?? 1} in ${name}`);
  const type = `${name}.${exported}`;
  const source = { language: 'typescript', module: name, export: exported } as const;
  const { nodeType } = toNodeType(signature, { type, source, file: name });
  const config = toConfig([nodeType]);
  const run = code[name][exported]!;
  const graph = { version: 1, nodes: { it: { id: 'it', type, x: 0, y: 0, width: 200 } } };
  const runner = new JobRunner(config, { functions: { [type]: run }, method: 'sync' });
  const result = runner.run(graph, { inputs: { it: inputs } });
  const positional = signature.parameters.flatMap((parameter) =>
    parameter.kind === 'rest' ? (inputs[parameter.name] as unknown[]) : [inputs[parameter.name]],
  );
  const args = signature.callStyle === 'object' ? [inputs] : positional;
  const returned = run(...args);
  const isTuple = signature.returns === 'tuple';
  const expected = isTuple
    ? Object.fromEntries(
        (returned as unknown[]).map((item, index) => [nodeType.outputs[index]!.name, item]),
      )
    : { result: returned };
  return { result, expected };
}
