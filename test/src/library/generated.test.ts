import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './codegen-check.js';

const folder = join(import.meta.dirname, '../../../src/library');

test('the library’s generated file is up to date', () => {
  const file = join(folder, 'nodes.generated.ts');
  const [, command] = /run\n\/\/ {3}millrace codegen (.*)\n/.exec(readFileSync(file, 'utf8'))!;
  const args = command!.split(' ');
  const functions = readdirSync(folder).filter((name) =>
    /@id /.test(readFileSync(join(folder, name), 'utf8')),
  );
  expect(args).toEqual([...functions, '--out', 'nodes.generated.ts', '--root', '.']);
  expect(runCommand(['codegen', ...args, '--check'], folder)).toMatchObject({ status: 0 });
});
