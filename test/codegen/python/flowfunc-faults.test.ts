/** What Flowfunc got wrong about a function's signature, each shown to be right here. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCPythonReader } from '../../../codegen/python/runtime.js';
import { openPython } from '../../../codegen/python/session.js';
import { CONTROL_TYPES } from '../../../src/config/config.js';
import type { Config, Control, InputPort, NodeType } from '../../../src/config/config.js';
import { toConfig, toNodeType } from '../../../src/config/node-type.js';
import type { Diagnostic } from '../../../src/config/signature.js';

const SOURCE = `
from __future__ import annotations
import datetime
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Callable, List, Literal, Optional, Tuple, Union

class Color(Enum):
    Red = "r"
    Green = "g"
class Opaque: ...
@dataclass
class Inner:
    depth: Optional[int] = None
    name: str = "x"
@dataclass
class Outer:
    width: float
    inner: Inner
    when: datetime.date
    color: Color = Color.Red

def texts(a: "int", b: "'int'", c: "List[int]", d: int | str) -> "List[int]": ...
def classes(a: Opaque) -> None: ...
def generics(a: List[int], b: Literal["x", "y"], c: dict[str, float], d: Callable) -> None: ...
def unions(a: Union[int, str], b: "str | int") -> None: ...
def optionals(a: Optional[int], b: Union[None, int], c: int | str | None) -> None: ...
def metadata(a: Annotated[int, "a word", {"label": "Count", "color": "red"}, {"min": 1}], b: int) -> None: ...
def choices(a: Color, b: List[Color]) -> None: ...
def nested(a: Outer) -> None: ...
def named(a: datetime.date, b: datetime.time, c: bool, d: float, e: str, f: int) -> None: ...
def nothing() -> None: ...
def many() -> Tuple[int, ...]: ...
def two() -> Tuple[int, Annotated[str, {"label": "Word"}]]: ...
def defaults(a: int = 3, b: str = "x", c: bool = True, d: Color = Color.Green) -> None: ...
def kinds(a: int, /, b: int, *rest: int, c: int, **more: int) -> None: ...
def first_name(alpha: int) -> None: ...
def other_name(beta: int) -> None: ...
def anything(a, b: Any, c: object) -> None: ...
`;

let root: string;
let config: Config;
let diagnostics: readonly Diagnostic[];
let reversed: Config;
beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'millrace-flowfunc-')));
  writeFileSync(join(root, 'm.py'), SOURCE);
  const createPython = createCPythonReader({ interpreter: 'python3' });
  const session = openPython({ createPython, showPath: () => 'm.py' });
  const { modules } = await session.read([{ file: join(root, 'm.py'), module: 'm', root }]);
  await session.close();
  const found = modules[0]!;
  const types = found.functions.map((signature) => {
    const source = { language: 'python', module: 'm', export: signature.name } as const;
    return toNodeType(signature, { type: signature.name, source, file: 'm.py' }).nodeType;
  });
  diagnostics = found.diagnostics;
  config = toConfig(types);
  reversed = toConfig([...types].reverse());
});
afterAll(() => rmSync(root, { recursive: true }));

function node(type: string): NodeType {
  return config.nodeTypes.find((item) => item.type === type)!;
}

function input(type: string, name = 'a'): InputPort {
  return node(type).inputs.find((port) => port.name === name)!;
}

function kinds(controls: readonly Control[]): readonly string[] {
  return controls.map((control) => `${control.name}: ${control.type}`);
}

describe('Flowfunc, and here', () => {
  it('annotations that are texts, and all of them under `from __future__`, are types', () => {
    expect(node('texts').inputs.map(({ schema }) => schema)).toEqual([
      { type: 'integer' },
      { type: 'integer' },
      { type: 'array', items: { type: 'integer' } },
      { anyOf: [{ type: 'integer' }, { type: 'string' }] },
    ]);
  });

  it('a class that is no data is a port of its instances, without a control', () => {
    expect(input('classes')).toMatchObject({
      schema: { 'x-millrace': { format: 'instance', title: 'Opaque', class: 'm.Opaque' } },
      controls: [],
    });
    expect(diagnostics.map((item) => `${item.code} ${item.function} ${item.parameter}`)).toEqual([
      'untyped-port anything a',
    ]);
  });

  it('what is inside of a generic counts, and a Literal is a select', () => {
    expect(input('generics').schema).toEqual({ type: 'array', items: { type: 'integer' } });
    expect(input('generics', 'b').controls).toMatchObject([
      { type: 'select', options: [{ value: 'x' }, { value: 'y' }] },
    ]);
    expect(input('generics', 'c').schema).toEqual({
      type: 'object',
      additionalProperties: { type: 'number' },
    });
  });

  it('a union keeps the order of its members', () => {
    expect([input('unions').schema, input('unions', 'b').schema]).toEqual([
      { anyOf: [{ type: 'integer' }, { type: 'string' }] },
      { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    ]);
  });

  it('every way to write an optional type is the same', () => {
    const optional = { anyOf: [{ type: 'integer' }, { type: 'null' }] };
    expect([input('optionals').schema, input('optionals', 'b').schema]).toEqual([
      optional,
      optional,
    ]);
    expect(input('optionals').controls).toMatchObject([{ type: 'integer' }]);
    expect(input('optionals', 'c').schema.anyOf).toHaveLength(3);
  });

  it('all metadata counts, and it is that of one port only', () => {
    expect(input('metadata')).toMatchObject({
      label: 'Count',
      color: 'red',
      controls: [{ min: 1 }],
    });
    expect(input('metadata', 'b').color).toBeUndefined();
    const portType = config.portTypes.find(({ type }) => type === input('metadata').type)!;
    expect(portType.color).not.toBe('red');
  });

  it('an enum is a select, a list of one a multiselect', () => {
    const options = [
      { label: 'Red', value: 'r' },
      { label: 'Green', value: 'g' },
    ];
    expect(input('choices').controls).toMatchObject([{ type: 'select', options }]);
    expect(input('choices', 'b').controls).toMatchObject([{ type: 'multiselect', options }]);
  });

  it('no field of a dataclass is dropped, nested and optional ones included', () => {
    expect(kinds(input('nested').controls)).toEqual([
      'width: number',
      'inner.depth: integer',
      'inner.name: text',
      'when: date',
      'color: select',
    ]);
  });

  it('types have their controls', () => {
    expect(node('named').inputs.flatMap(({ controls }) => kinds(controls))).toEqual([
      'a: date',
      'b: time',
      'c: checkbox',
      'd: number',
      'e: text',
      'f: integer',
    ]);
  });

  it('a function without a result has no output, one of a long tuple one', () => {
    expect(node('nothing')).toMatchObject({ returns: 'void', outputs: [] });
    expect(node('many')).toMatchObject({
      returns: 'value',
      outputs: [{ name: 'result', schema: { type: 'array', items: { type: 'integer' } } }],
    });
    expect(node('two').outputs.map(({ name }) => name)).toEqual(['result_0', 'result_1']);
  });

  it('defaults are read, and every kind of parameter is a port', () => {
    expect(node('defaults').inputs.map((port) => port.default)).toEqual([3, 'x', true, 'g']);
    expect(node('kinds').inputs.map(({ name, kind }) => [name, kind])).toEqual([
      ['a', 'positionalOnly'],
      ['b', undefined],
      ['rest', 'rest'],
      ['c', 'keywordOnly'],
      ['more', 'keywordRest'],
    ]);
  });

  it('metadata of results counts as well', () => {
    expect(node('two').outputs[1]!.label).toBe('Word');
  });

  it('a control has the name of its own port, whatever function came first', () => {
    expect(kinds(input('first_name', 'alpha').controls)).toEqual(['alpha: integer']);
    expect(kinds(input('other_name', 'beta').controls)).toEqual(['beta: integer']);
    expect(reversed).toEqual(config);
  });

  it('there is one universal port, and what says nothing takes anything', () => {
    expect(config.portTypes.filter(({ type }) => type === 'object')).toHaveLength(1);
    expect(node('anything').inputs.map(({ type }) => type)).toEqual(['object', 'object', 'object']);
  });

  it('every control is one that the editor has, with what it needs', () => {
    for (const { inputs } of config.nodeTypes) {
      for (const control of inputs.flatMap(({ controls }) => controls)) {
        expect(CONTROL_TYPES).toContain(control.type);
        expect(control.label).not.toBe('');
      }
    }
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  });
});
