import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import type { CreatePython, PythonReader } from '../../codegen/index.js';
import { createPyodide } from '../../python-bridge/node.js';
import { MillraceError } from '../../src/errors.js';
import type { NodeType } from '../../src/config/config.js';
import { nodeOf, said, trackWorkspaces } from './workspace.js';

jest.setTimeout(120_000);

/** One interpreter for all tests that don't need their own; it forgets nothing, so names differ. */
const shared = createPyodide();
afterAll(() => shared.close());
const readerThat =
  (introspect: PythonReader['introspect']): CreatePython =>
  () =>
    Promise.resolve({
      addModules: (modules) => shared.addModules(modules),
      introspect,
      findImports: (module, source) => shared.findImports(module, source),
      close: () => Promise.resolve(),
    });
const python = readerThat((modules) => shared.introspect(modules));

const workspaceOf = trackWorkspaces();

describe('Python files', () => {
  it('are read with the modules beside them: absolute, relative and as in a script', async () => {
    const workspace = workspaceOf({
      'parts/__init__.py': '',
      'parts/sub/__init__.py': 'from ..base import ONE\n',
      'parts/base.py': 'ONE = 1\n',
      'parts/sub/nodes.py':
        'import json\nimport helper\nfrom parts.base import ONE\nfrom . import near\n\ndef f(a: int = ONE, b: helper.Kind = "x") -> near.Size:\n    ...\n',
      'parts/sub/near.py':
        'from dataclasses import dataclass\n@dataclass\nclass Size:\n    width: float\n',
      'parts/sub/helper.py': 'from typing import Literal\nKind = Literal["x", "y"]\n',
      'parts/unused.py': 'raise Exception("never imported")\n',
    });
    const result = await workspace.generate(['parts/sub/nodes.py'], { python });
    expect(said(result)).toEqual([]);
    const node = nodeOf(result, 'parts.sub.nodes.f');
    expect(node).toMatchObject({
      source: { language: 'python', module: 'parts.sub.nodes', export: 'f' },
      call: { style: 'python', context: false },
      inputs: [{ default: 1 }, { schema: { enum: ['x', 'y'] } }],
      outputs: [{ type: 'Size' }],
    });
    const text = result.files[0]!.text;
    for (const name of ["'parts.base'", "'parts.sub.near'", 'helper'])
      expect(text).toContain(`  ${name}: {`);
    expect(text).not.toContain('unused');
    expect(text).not.toContain(workspace.root);
  });

  it('with an error in them are named with the line, and nothing is generated', async () => {
    const workspace = workspaceOf({
      'syntax.py': 'def ok() -> int:\n    return 1\n\ndef broken(:\n',
      'missing.py': 'import not_there_at_all\n\ndef f() -> int:\n    return 1\n',
    });
    const result = await workspace.generate(['syntax.py', 'missing.py'], { python });
    expect(result.files).toEqual([]);
    const errors = said(result);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(/^missing\.py:1 error .*not_there_at_all/);
    expect(errors[1]).toMatch(/^syntax\.py:4 error /);
  });

  it('that never end to import, or end Python, are errors of their own files alone', async () => {
    const workspace = workspaceOf({
      'a_good.py': 'def f() -> int:\n    return 1\n',
      'b_exit.py': 'import os\n\nos._exit(3)\n',
      'c_late.py': 'def g() -> int:\n    return 1\n',
      'loop.py': 'while True:\n    pass\n',
    });
    const crash = new MillraceError('python-crashed', 'Python broke: exit(3). The next call …');
    const ended = await workspace.generate(['a_good.py', 'b_exit.py', 'c_late.py'], {
      python: readerThat(([name]) =>
        name === 'b_exit' ? Promise.reject(crash) : shared.introspect([name!]),
      ),
    });
    expect(said(ended)).toEqual([
      expect.stringMatching(
        /^b_exit\.py error .*importing the module ended Python \(Python broke: exit\(3\)\); move/,
      ),
    ]);
    const looped = await workspace.generate(['loop.py'], {
      importTimeoutMs: 100,
      python: readerThat(() => new Promise(() => undefined)),
    });
    expect(said(looped)).toEqual([
      expect.stringMatching(/^loop\.py error .*did not end within 0\.1 s; move what runs/),
    ]);
  });

  it('that are not UTF-8 are an error: their texts would change', async () => {
    const workspace = workspaceOf({});
    writeFileSync(workspace.path('latin.py'), Buffer.from('X = "\xe4"\n', 'latin1'));
    expect(said(await workspace.generate(['latin.py'], { python }))).toEqual([
      'latin.py error encoding: the file is not UTF-8; save it as UTF-8',
    ]);
  });

  it('and TypeScript files that say the same give the same ports and fingerprints', async () => {
    const workspace = workspaceOf({
      'same_ts.ts': `
export interface Size { width: number; names: string[] }
export enum Color { Red = 'r', Green = 'g' }
/**
 * Measures.
 * @param size - How big
 * @returns The area
 */
export function areaOf(
  size: Size, unit: 'mm' | 'cm' = 'mm', factor: Port<number, { label: 'By'; min: 0; max: 9 }> = 1.5,
  color: Color = Color.Green, tags: string[] | null = null, table: Record<string, boolean> = {},
  ...rest: number[]
): [number, string | null] { return [0, null]; }
export function send(
  text: string, token: Port<string, { secret: true }>,
  key: Port<string, { secret: 'API_KEY'; label: 'Key' }> = 'none', context: NodeContext,
): void {}
import type { NodeContext, Port } from 'millrace';
`,
      'same_py.py': `
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Literal
from millrace_host import NodeContext, Port

@dataclass
class Size:
    width: float
    names: list[str]

class Color(Enum):
    Red = "r"
    Green = "g"

def areaOf(
    size: Size, unit: Literal["mm", "cm"] = "mm", factor: Annotated[float, {"label": "By", "min": 0, "max": 9}] = 1.5,
    color: Color = Color.Green, tags: list[str] | None = None, table: dict[str, bool] = {},
    *rest: float,
) -> tuple[float, str | None]:
    """Measures.

    :param size: How big
    :returns: The area
    """
    return 0.0, None

def send(
    text: str, token: Annotated[str, {"secret": True}],
    key: Annotated[str, Port(secret="API_KEY", label="Key")] = "none", *, context: NodeContext,
) -> None:
    pass
`,
    });
    const result = await workspace.generate(['same_ts.ts', 'same_py.py'], { python });
    expect(said(result)).toEqual([]);
    const strip = ({
      type: _type,
      source: _source,
      version: _version,
      call: { context },
      ...node
    }: NodeType) => ({ ...node, context });
    for (const name of ['areaOf', 'send']) {
      expect(strip(nodeOf(result, `same_ts.${name}`))).toEqual(
        strip(nodeOf(result, `same_py.${name}`)),
      );
    }
  });

  it('with a misplaced context or a secret that is none are not generated', async () => {
    const workspace = workspaceOf({
      'wrong.py':
        'from typing import Annotated\nfrom millrace_host import NodeContext, Port\n\ndef first(context: NodeContext, a: int) -> None: ...\ndef empty(a: Annotated[str, Port(secret="")]) -> None: ...\ndef odd(a: Annotated[str, {"secret": object()}]) -> None: ...\n',
    });
    const result = await workspace.generate(['wrong.py'], { python });
    expect(result.files).toEqual([]);
    expect(said(result)).toEqual([
      expect.stringMatching(
        /^wrong\.py:4 error context-misplaced: `first`, parameter `context`: .*; move it to the end$/,
      ),
      expect.stringMatching(/^wrong\.py:5 error bad-secret: `empty`, parameter `a`: expected as/),
      expect.stringMatching(/^wrong\.py:6 error bad-secret: `odd`, parameter `a`: expected as/),
    ]);
  });

  it('and TypeScript files that share an id are told apart by the error', async () => {
    const workspace = workspaceOf({
      'calc.ts': 'export function add(a: number): number { return a; }',
      'calc.py': 'def add(a: int) -> int:\n    return a\n',
    });
    expect(said(await workspace.generate(['calc.ts', 'calc.py'], { python }))).toEqual([
      expect.stringMatching(
        /^calc\.ts:1 error duplicate-id: .* at calc\.py:1 and .* at calc\.ts:1/,
      ),
    ]);
  });
});
