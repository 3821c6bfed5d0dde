/** What the graphs of job-runner.test.ts are made of. */
import { parseConfig } from 'millrace';

/** A Python module of functions for graphs. */
export const SOURCE = `
import asyncio
from dataclasses import dataclass
from millrace_host import NodeContext, no_value

@dataclass
class Point:
    x: float
    y: float = 0.0

class Opaque:
    pass

def add(a: int, b: int) -> int:
    return a + b

def numbers(count: int) -> list[int]:
    return list(range(count))

def total(items: list[int]) -> int:
    return sum(items)

def mixed() -> list:
    return [1, "two"]

def point(x: float) -> Point:
    return Point(x)

def move(p: Point, by: float) -> Point:
    return Point(p.x + by, p.y)

def opaque():
    return Opaque()

def kind(thing) -> str:
    return type(thing).__name__

def same_object(a, b) -> bool:
    return a is b

def divide(a: float, b: float) -> float:
    print("dividing", a, "by", b)
    return a / b

def fork(go: bool) -> tuple[int, int]:
    return (1, no_value) if go else (no_value, 2)

async def later(a):
    await asyncio.sleep(0.01)
    return a

tries = 0

def flaky() -> int:
    global tries
    tries += 1
    if tries < 3:
        raise ValueError(f"try {tries}")
    return tries

class Tracked:
    live = 0
    def __init__(self):
        Tracked.live += 1
    def __del__(self):
        Tracked.live -= 1

def tracked(after=None):
    return Tracked()

def live() -> int:
    return Tracked.live

def about(a: int, token: str, context: NodeContext) -> list:
    context.log(f"with {token}", "debug")
    context.progress(1, 2, f"half of {token}")
    kept = sorted(context.secrets)
    return [context.node_id, context.attempt, context.inputs["a"], context.task, kept]

def read_state(context: NodeContext):
    return context.state

def second_try(context: NodeContext) -> str:
    if context.attempt < 2:
        raise ValueError("once more")
    return context.idempotency_key

def forever():
    while True:
        pass
`;

const int = { schema: { type: 'integer' }, type: 'integer' };
const LIST = { type: 'array', items: { type: 'integer' } };
const num = { schema: { type: 'number' }, type: 'number' };
const input = (name: string, more: object = {}): object => ({ name, required: true, ...more });

/** Its last parameter is a NodeContext. */
const told = { call: { style: 'python', context: true } };

function python(
  name: string,
  inputs: readonly object[],
  outputs: readonly object[] = [{ name: 'result' }],
  more: object = {},
): object {
  const source = { language: 'python', module: 'nodes', export: name };
  return { type: `nodes.${name}`, source, inputs, outputs, ...more };
}

/** The config of {@link SOURCE} and {@link functions}, written by hand. */
export const { config, issues } = parseConfig({
  version: 1,
  nodeTypes: [
    python('add', [input('a', int), input('b', int)], [{ name: 'result', ...int }]),
    python('numbers', [input('count', int)]),
    python('total', [input('items', { schema: LIST })], [{ name: 'result', ...int }]),
    python('mixed', []),
    python('mixed', [], [{ name: 'result', schema: LIST }], { type: 'nodes.lying' }),
    python('total', [input('items', { schema: LIST })], undefined, { type: 'nodes.trusting' }),
    python('point', [input('x', num)]),
    python('move', [input('p'), input('by', num)]),
    python('opaque', []),
    python('kind', [input('thing')]),
    python('same_object', [input('a'), input('b')]),
    python('divide', [input('a', num), input('b', num)], [{ name: 'result', ...num }]),
    python('fork', [input('go')], [{ name: 'yes' }, { name: 'no' }], { returns: 'tuple' }),
    python('later', [input('a')], undefined, { async: true }),
    python('tracked', [{ name: 'after' }]),
    python('live', []),
    python('flaky', []),
    python('about', [input('a', int), input('token', { secret: 'TOKEN' })], undefined, told),
    python('read_state', [], undefined, told),
    python('second_try', [], undefined, { ...told, settings: { retry: { attempts: 2 } } }),
    python('forever', []),
    python('absent', []),
    { type: 'double', inputs: [input('a', num)], outputs: [{ name: 'result', ...num }] },
    { type: 'length', inputs: [input('list')], outputs: [{ name: 'result', ...num }] },
  ],
});

/** The TypeScript functions of the config. */
export const functions = {
  double: (a: number) => a * 2,
  length: (list: unknown[]) => list.length,
};
