import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobRunner } from 'millrace';
import type { JobEvent, JobResult } from 'millrace';
import { createPyodide } from 'millrace/python/node';
import { toConfig, toNodeType } from '../../../src/config/node-type.js';
import type { Config } from '../../../src/config/config.js';

const SOURCE = `
from __future__ import annotations
import array, asyncio, datetime
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from millrace_host import node

@dataclass
class Tree:
    value: int
    children: list[Tree]
class Range(NamedTuple):
    low: float
    high: float

def tags(x: set[str]) -> set[str]: return {one.upper() for one in x}
def table(x: dict[int, str]) -> dict[int, list[str]]: return {key: [item] for key, item in x.items()}
def turned(x: complex) -> complex: return x * 1j
def twice(x: datetime.timedelta) -> datetime.timedelta: return x * 2
def scaled(x: array.array) -> array.array: return array.array(x.typecode, (item * 2 for item in x))
def deep(x: Tree) -> int: return x.value + sum(deep(one) for one in x.children)
def span(x: list[float]) -> Range: return Range(min(x), max(x))
def counted(x: int) -> Iterator[int]:
    yield from range(x)
async def streamed(x: int) -> AsyncIterator[str]:
    for i in range(x):
        await asyncio.sleep(0)
        yield str(i)
def forever(x: int) -> Iterator[int]:
    while True:
        yield x
@node(outputs=True)
def opened(x: int) -> Tree: return Tree(x, [])
class Text:
    @staticmethod
    def joined(x: list[str], /, *, by: str = "-") -> str: return by.join(x)
`;

const python = createPyodide({ modules: { m: SOURCE } });
let config: Config;
beforeAll(async () => {
  const [found] = await python.introspect(['m']);
  expect(found!.diagnostics).toEqual([]);
  const types = found!.functions.map((signature) => {
    const source = { language: 'python', module: 'm', export: signature.name } as const;
    return toNodeType(signature, { type: signature.name, source, file: 'm' }).nodeType;
  });
  config = toConfig(types);
});
afterAll(() => python.close());

async function run(
  nodes: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): Promise<{ result: JobResult; events: readonly JobEvent[] }> {
  const runner = new JobRunner(config, { functions: {}, python, method: 'async' });
  const events: JobEvent[] = [];
  const graph = {
    version: 1,
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([type, x]) => [
        type,
        {
          id: type,
          type,
          x: 0,
          y: 0,
          width: 200,
          inputData: { x: { x } },
          connections: { inputs: {}, outputs: {} },
        },
      ]),
    ),
  };
  const result = await runner.run(graph, {
    keep: 'all',
    onEvent: (event) => events.push(event),
    ...(signal === undefined ? {} : { signal }),
  });
  await runner.close();
  return { result, events };
}

describe('nodes made of Python functions, run in Pyodide', () => {
  it('take and give what their schemas say', async () => {
    const values = {
      tags: ['a', 'b', 'a'],
      table: [
        [1, 'x'],
        [2, 'y'],
      ],
      turned: '1+2j',
      twice: 'PT1H30M',
      scaled: [1.5, 2],
      deep: { value: 1, children: [{ value: 2, children: [] }] },
      span: [3, 1, 2],
      counted: 3,
      streamed: 2,
      opened: 7,
      'Text.joined': ['a', 'b'],
    };
    const { result, events } = await run(values);
    const outputs = Object.fromEntries(
      Object.entries(result.nodes).map(([id, node]) => [id, node.error?.message ?? node.outputs]),
    );
    expect({
      ...outputs,
      tags: [...(outputs['tags'] as { result: string[] }).result].sort(),
    }).toEqual({
      tags: ['A', 'B'],
      table: {
        result: [
          [1, ['x']],
          [2, ['y']],
        ],
      },
      turned: { result: '-2+1j' },
      twice: { result: 'PT3H' },
      scaled: { result: Float64Array.of(3, 4) },
      deep: { result: 3 },
      span: { low: 1, high: 3 },
      counted: { result: [0, 1, 2] },
      streamed: { result: ['0', '1'] },
      opened: { value: 7, children: [] },
      'Text.joined': { result: 'a-b' },
    });
    const done = events.flatMap((event) =>
      event.type === 'nodeProgressed' && event.nodeId === 'counted' ? [event.done] : [],
    );
    expect(done).toEqual([1, 2, 3]);
  });

  it('are cancelled between the items of a generator that never ends', async () => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 300);
    const { result } = await run({ forever: 1 }, controller.signal);
    clearTimeout(timer);
    expect(result.status).toBe('cancelled');
    const { result: next } = await run({ counted: 1 });
    expect(next.nodes['counted']!.outputs).toEqual({ result: [0] });
  });
});
