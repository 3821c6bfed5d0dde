import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseAst } from 'rollup/parseAst';
import { dropUnreachable } from '../../../component/surface/flume-shake.mjs';
import { exposeFlumeParts, FLUME_PARTS } from '../../../component/surface/flume-transform.mjs';

const file = createRequire(import.meta.url)
  .resolve('flume')
  .replace(/index\.js$/, 'index.es.js');
const bundle = readFileSync(file, 'utf8');

describe('Flume’s bundle', () => {
  test('hands over its parts', () => {
    const code = exposeFlumeParts(bundle);
    expect(code.endsWith(`export { ${FLUME_PARTS.join(', ')} };\n`)).toBe(true);
    expect(/^styleInject\(css|from 'prop-types'|process\.env\./m.exec(code)).toBeNull();
  });

  test('of another version fails, and says which name or edit is the matter', () => {
    const renamed = bundle.replace('var Stage = function', 'var Scene = function');
    expect(() => exposeFlumeParts(renamed)).toThrow(/top-level names Stage; is it 1\.2\.0\?/);
    const typed = bundle.replace("import PropTypes from 'prop-types';", '');
    expect(() => exposeFlumeParts(typed)).toThrow(/nothing matches .*PropTypes/);
  });

  test('keeps nothing that its parts do not reach', () => {
    const code = exposeFlumeParts(bundle);
    const kept = dropUnreachable(code, parseAst(code));
    for (const part of FLUME_PARTS) expect(kept).toContain(`var ${part} = `);
    for (const gone of [
      'lodash',
      'new Function',
      "Function('return this')",
      'ReactDOM',
      'RootEngine',
    ]) {
      expect(kept).not.toContain(gone);
    }
    expect(kept.length).toBeLessThan(code.length / 4);
  });
});

describe('dropUnreachable', () => {
  const shaken = (code: string): string => dropUnreachable(code, parseAst(code));

  test('keeps what an export needs, through functions, changes and imports', () => {
    const code = `import a, { b } from 'x';
import { c } from 'y';
function used() { return a + Table.size; }
function unused() { return c; }
function Table() {}
Table.size = b;
Table.prototype.clear = function () { return helper(); };
function helper() {}
(function (it) { it.ready = true; })(Table);
unused.size = 1;
export { used };`;
    const kept = shaken(code);
    for (const text of ['function used', 'Table.size', 'prototype.clear', 'helper() {}', 'ready']) {
      expect(kept).toContain(text);
    }
    expect(kept).toContain("from 'x'");
    expect(kept).not.toMatch(/unused|from 'y'/);
  });

  test('a variable of a function is not one of the module', () => {
    const code = `var root = 1;
function used(root) { var other = root; return other; }
var other = 2;
export { used };`;
    expect(shaken(code)).not.toMatch(/var root|other = 2/);
  });
});
