import { describe, expect, test } from '@jest/globals';
import { createJsonPlaces } from '../../../src/cli/json-places.js';

const TEXT = `{
  "version": 1,
  "nodes": {
    "a": { "x": 1, "list": [ 5, {"in": "b"} ] },
    "\\u0062 \\"c\\"": {
      "deep": [[], [[true]]]
    }, "__proto__": null
  }
}
`;

/** The text from a place on, up to the line's end. */
function rest(text: string, ...path: (string | number)[]): string {
  const { line, column } = createJsonPlaces(text).find(path);
  return text.split('\n')[line - 1]!.slice(column - 1);
}

describe('a part of a JSON text', () => {
  test.each([
    [[], '{'],
    [['version'], '"version": 1,'],
    [['nodes', 'a'], '"a": {'],
    [['nodes', 'a', 'x'], '"x": 1'],
    [['nodes', 'a', 'list', 0], '5, {'],
    [['nodes', 'a', 'list', 1], '{"in"'],
    [['nodes', 'a', 'list', 1, 'in'], '"in": "b"'],
    [['nodes', 'b "c"'], '"\\u0062'],
    [['nodes', 'b "c"', 'deep', 1, 0, 0], 'true'],
    [['nodes', '__proto__'], '"__proto__": null'],
  ])('%j is found', (path, start) => {
    expect(rest(TEXT, ...path)).toMatch(new RegExp(`^${start.replaceAll(/[[\]{}\\]/g, '\\$&')}`));
  });

  test('that is not there is found by what is round it', () => {
    expect(rest(TEXT, 'nodes', 'a', 'connections', 'inputs')).toMatch(/^"a"/);
    expect(rest(TEXT, 'nodes', 'nobody')).toMatch(/^"nodes"/);
  });

  test('of a bare node map is found under the path it would have in a document', () => {
    expect(rest('{ "a": {"x": 1} }', 'nodes', 'a', 'x')).toBe('"x": 1} }');
  });

  test('of two keys of one name is the last, which counts', () => {
    expect(rest('{"a": 1, "a": 2}', 'a')).toBe('"a": 2}');
  });

  test('is found as deep as it may be', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(createJsonPlaces(deep).find(Array<number>(50_000).fill(0))).toEqual({
      line: 1,
      column: 50_001,
    });
  });

  test.each(['', '   ', '{', '{"a"', '{"a": [1,', ']]]', '"', '\u0000', '{]}[', '"\\'])(
    'of no JSON (%j) is somewhere in it',
    (text) => {
      const { line, column } = createJsonPlaces(text).find(['a', 0]);
      expect(line).toBe(1);
      expect(column).toBeLessThanOrEqual(text.length + 1);
    },
  );
});

test('characters are found by their offset, also at the ends of lines', () => {
  const places = createJsonPlaces('ab\r\nc\n');
  expect([0, 1, 3, 4, 5, 6].map((offset) => places.at(offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 2 },
    { line: 1, column: 4 },
    { line: 2, column: 1 },
    { line: 2, column: 2 },
    { line: 3, column: 1 },
  ]);
});
