import { expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Every source below a directory, one after the other. */
function textOf(directory: string, ending: RegExp): string {
  return readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => readFileSync(join(root, directory, name), 'utf8'))
    .join('\n');
}

const typescript =
  textOf('codegen', /(?<!\.d)\.ts$/) + textOf('src/config', /^(node-type|module-nodes)\.ts$/);
const python = textOf('python-bridge/millrace_host', /\.py$/);
const table = [
  ...readFileSync(join(root, 'codegen/README.md'), 'utf8').matchAll(
    /^\| `([a-z]+(?:-[a-z]+)*)` +\| (error|warning) +\|/gm,
  ),
].map((row) => row[1]!);

it('The table of diagnostics is sorted and has those that are said, and no others', () => {
  expect(table.length).toBeGreaterThan(30);
  expect(table).toEqual([...table].sort());
  const said = [
    ...typescript.matchAll(/\bcode: '([a-z-]+)'/g),
    ...typescript.matchAll(
      /(?:fileError|packageError|parameterError|#fail)\((?:[^()']|\([^()]*\))*?'([a-z]+(?:-[a-z]+)+)'/g,
    ),
    ...python.matchAll(/return "(python-[a-z-]+)", |"code": "([a-z-]+)",\s+"severity"/g),
  ].map((found) => found[1] ?? found[2]!);
  expect([...new Set(said)].filter((code) => !table.includes(code))).toEqual([]);
  const everything = typescript + python;
  expect(table.filter((code) => !new RegExp(`['"]${code}['"]`).test(everything))).toEqual([]);
});
