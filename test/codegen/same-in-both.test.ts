import { afterAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCPythonReader } from '../../codegen/python/runtime.js';
import { openPython } from '../../codegen/python/session.js';
import { readTypeScript } from '../../codegen/typescript/read-typescript.js';
import type { ReadModule } from '../../codegen/read-module.js';
import type { NodeType } from '../../src/config/config.js';
import { toNodeType } from '../../src/config/node-type.js';

const ROOT = fileURLToPath(new URL('../fixtures/same', import.meta.url));
const NAMES = readdirSync(ROOT)
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.slice(0, -'.py'.length));

const showPath = (file: string): string => relative(ROOT, file);
const python = openPython({
  showPath,
  createPython: createCPythonReader({ interpreter: 'python3' }),
});
afterAll(() => python.close());

/** What the two may differ in is left out. */
type Comparable = Omit<NodeType, 'source' | 'type' | 'version' | 'async'>;

function comparable({ functions }: ReadModule): ReadonlyMap<string, Comparable> {
  const found = functions.map((signature): readonly [string, Comparable] => {
    const name = `${signature.name}${signature.variant === undefined ? '' : `#${signature.variant}`}`;
    const { nodeType } = toNodeType(signature, {
      type: name,
      source: { language: 'python', module: 'm', export: signature.name },
      file: 'm',
    });
    const { source: _source, type: _type, version: _version, async: _async, ...rest } = nodeType;
    const { style: _style, ...call } = rest.call;
    return [name, { ...rest, call: { ...call, style: 'positional' } }];
  });
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is told of which port, not in which words. */
function said({ diagnostics }: ReadModule): readonly string[] {
  return diagnostics
    .map(({ code, function: name, parameter }) => `${code} ${name} ${parameter}`)
    .sort();
}

describe('the same functions in TypeScript and in Python', () => {
  it.each(NAMES)('are equal nodes: %s', async (name) => {
    const file = `${ROOT}/${name}`;
    const [typescript] = await readTypeScript([`${file}.ts`], { root: ROOT, showPath });
    const { modules } = await python.read([{ file: `${file}.py`, module: name, root: ROOT }]);
    expect(said(modules[0]!)).toEqual(said(typescript!));
    expect(said(typescript!).length > 0).toBe(name === 'degraded');
    const one = comparable(typescript!);
    const other = comparable(modules[0]!);
    expect([...other.keys()]).toEqual([...one.keys()]);
    for (const [key, node] of one) expect([key, other.get(key)]).toEqual([key, node]);
  });
});
