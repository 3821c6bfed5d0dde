/** [R13] The same graph on Pyodide and on CPython: what its nodes come to is the same, or listed here. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createConfig, diffRecords, JobRunner, parseConfig } from 'millrace';
import type { Config, ErrorInfo, JobRecord, RecordDiff } from 'millrace';
import { createCPython, createPyodide } from 'millrace/python/node';
import type { PythonRuntime } from 'millrace/python/node';
import { graphOf, nodes as plainNodes } from '../src/run/support.js';
import type { NodeSketch } from '../src/run/support.js';

// An interpreter takes seconds to start, on a busy machine many.
jest.setTimeout(180_000);

const SOURCE = `
import array, asyncio, collections, dataclasses, datetime, decimal, enum, fractions, logging
import math, pathlib, re, sys, uuid, warnings
from typing import Any, NamedTuple
from millrace_host import NodeContext, no_value

class Color(enum.Enum):
    RED = "r"
class Bits(enum.Flag):
    A = 1
    B = 2
class Spot(NamedTuple):
    x: int
    y: float = 0.5
@dataclasses.dataclass
class Point:
    x: float
    color: Color = Color.RED
class Opaque: pass
class Rude:
    def __repr__(self): raise RuntimeError("no")
class MyError(Exception):
    def __str__(self): return "mine: " + ", ".join(map(str, self.args))
class Unprintable(Exception):
    def __str__(self): raise RuntimeError("no")

def make(code: str):
    return eval(code)
def shown(x: Any) -> str:
    # Addresses are nobody's business.
    return re.sub(r" at 0x[0-9a-f]+", "", f"{type(x).__name__} {x!r}")
def typed(number: float, whole: int, text: str, flag: bool, day: datetime.date, color: Color,
          spot: Spot, point: Point, many: list[int], named: dict[str, float], some: set[str],
          raw: bytes, amount: decimal.Decimal, span: datetime.timedelta, any: Any = None) -> str:
    return repr([number, whole, text, flag, day, color, spot, point, many, named, sorted(some), raw, amount, span, any])
def pair(x: int) -> tuple[int, str]:
    return x, str(x)
def fork(go: bool) -> tuple[int, int]:
    return (1, no_value) if go else (no_value, 2)
def items(n: int):
    for item in range(n):
        yield item * item
async def later(x: Any):
    await asyncio.sleep(0.001)
    return x
def about(x: int, context: NodeContext) -> list:
    context.log("said", "debug")
    context.progress(1, 2, "half")
    return [context.node_id, context.attempt, dict(context.inputs), context.task]
def talk():
    print("out")
    print("err", file=sys.stderr)
    logging.getLogger("talk").warning("logged")
    warnings.warn("warned")
def fail(code: str):
    exec(code)
def deep(n: int):
    if n == 0: raise KeyError("bottom")
    deep(n - 1)
`;

/** What `make` makes: a value of every kind. */
const VALUES: readonly string[] = [
  'None',
  'True',
  '3',
  '-3.5',
  '1.0',
  '-0.0',
  'math.nan',
  '-math.inf',
  '2 ** 53',
  '-(10 ** 40)',
  '"é😀\\0"',
  '"\\ud800"',
  '"long " * 1000',
  'b"\\0\\xff"',
  'bytes(range(256)) * 8',
  'bytearray(b"ab")',
  'memoryview(b"abc")',
  '[1, [2, {"a": None}]]',
  'list(range(300))',
  '[0.5, math.nan, -0.0] * 100',
  '(1, "a")',
  '{"constructor": 1, "__proto__": 2}',
  '{1: 2}',
  '{(1, 2): 3}',
  '{3, 1, 2}',
  'frozenset(["a"])',
  'range(5)',
  'array.array("d", [1.5, -2.5] * 100)',
  'array.array("i", [1, 2])',
  'collections.Counter("hello")',
  'collections.deque([1, 2])',
  'Color.RED',
  'Bits.A | Bits.B',
  'Spot(1)',
  'Point(1)',
  '[Point(2), Spot(3)]',
  'datetime.date(2026, 11, 21)',
  'datetime.datetime(2026, 11, 21, 20, 45, 1, 500)',
  'datetime.datetime(2026, 11, 21, tzinfo=datetime.timezone.utc)',
  'datetime.time(1, 2, 3)',
  'datetime.timedelta(days=1, microseconds=5)',
  'decimal.Decimal("1.10")',
  'fractions.Fraction(1, 3)',
  'complex(1, -2)',
  'uuid.UUID(int=5)',
  'pathlib.PurePosixPath("a/b")',
  'Opaque()',
  'Rude()',
  '[Opaque()]',
  'make',
  'int',
  'lambda x: x',
  '(x for x in [1, 2])',
  'NotImplemented',
  '...',
  'ValueError("a value")',
  'no_value',
  '["x" * 1000] * 100',
  'list(range(20000))',
];

/** What `fail` fails with. */
const FAILURES: readonly string[] = [
  'raise ValueError("plain")',
  'raise ValueError',
  'raise MyError(1, "two")',
  'raise Unprintable()',
  'raise SystemExit(3)',
  'sys.exit("bye")',
  'raise KeyboardInterrupt',
  'raise BaseException("base")',
  'raise StopIteration("stop")',
  'raise asyncio.CancelledError()',
  'assert 1 == 2, "not so"',
  '{}["missing"]',
  '[][3]',
  'None.attribute',
  'undefined_name',
  'import no_such_module',
  'int("x")',
  '1 + "a"',
  'b"\\xff".decode()',
  'next(iter([]))',
  'deep(5)',
  `
try:
    [].pop()
except Exception as error:
    raise RuntimeError("outer") from error`,
  `
try:
    {}["a"]
except Exception:
    raise ValueError("during")`,
  `
error = ValueError("noted")
error.add_note("a note")
raise error`,
];

const fail = (code: string): NodeSketch => ({ type: 'm.fail', values: { code } });
const make = (code: string): NodeSketch => ({ type: 'm.make', values: { code } });

/** What differs, and how: the list in `python-bridge/README.md`. */
const LISTED: Readonly<Record<string, { readonly node: NodeSketch; readonly what: string }>> = {
  'the words of a version': { node: fail('1 // 0'), what: 'error' },
  'the repr of a version': { node: make('repr(collections.OrderedDict(a=1))'), what: 'output' },
  'where modules are': { node: fail('from math import no_such_name'), what: 'error' },
  'numbers of the system’s errors': { node: fail('open("/no/such/file")'), what: 'error' },
  'the platform': { node: make('sys.platform'), what: 'output' },
  'what it lacks': {
    node: fail('import threading; threading.Thread(target=int).start()'),
    what: 'status',
  },
};

let config: Config;
let functions: ReturnType<typeof createConfig>['functions'];
const runtimes: PythonRuntime[] = [];

beforeAll(async () => {
  runtimes.push(createPyodide(), createCPython({ onPrinted: () => undefined }));
  const read = [];
  // One after the other: Jest can't load the same module for two imports at once.
  for (const runtime of runtimes) {
    read.push(await runtime.introspect({ source: SOURCE, module: 'm', file: 'm.py' }));
  }
  expect(read[0]).toMatchObject({ accepted: true, diagnostics: [] });
  expect(read[1]?.config).toEqual(read[0]?.config);
  const plain = createConfig(plainNodes);
  ({ config } = parseConfig({
    ...read[0]!.config,
    nodeTypes: [...read[0]!.config.nodeTypes, ...plain.config.nodeTypes],
  }));
  ({ functions } = plain);
});
afterAll(() => Promise.all(runtimes.map((runtime) => runtime.close())));

async function compare(sketches: Readonly<Record<string, NodeSketch>>): Promise<{
  readonly diff: RecordDiff;
  readonly records: readonly JobRecord[];
}> {
  const records: JobRecord[] = [];
  for (const python of runtimes) {
    const runner = new JobRunner(config, { functions, python });
    const result = await runner.run(graphOf(sketches), {
      record: true,
      keep: 'all',
      context: { task: { id: 1 }, secrets: {} },
    });
    records.push(result.record!);
    result.close();
  }
  return { diff: diffRecords(records[0]!, records[1]!), records };
}

describe('Pyodide and CPython', () => {
  test('[R13] make the same of every kind of value, in Python and on the way out of it', async () => {
    const sketches: Record<string, NodeSketch> = {};
    VALUES.forEach((code, at) => {
      sketches[`make${at}`] = { type: 'm.make', values: { code } };
      sketches[`shown${at}`] = { type: 'm.shown', wires: { x: `make${at}` } };
      sketches[`out${at}`] = { type: 'same', wires: { a: `make${at}` } };
      sketches[`back${at}`] = { type: 'm.shown', wires: { x: `out${at}` } };
    });
    const { diff, records } = await compare(sketches);
    expect(diff.differences).toEqual([]);
    expect(diff).toMatchObject({ equal: true, sameConfig: true, sameGraph: true });
    const errors = records[0]!.events.filter(({ type }) => type === 'nodeFailed');
    // Values that JSON can't say, on their way to JavaScript.
    expect(errors.length).toBeGreaterThan(5);
    expect(errors.length).toBeLessThan(25);
  });

  test('[R13] convert by the declared types alike', async () => {
    const values = {
      number: 3,
      whole: 4,
      text: 'é',
      flag: true,
      day: '2026-11-21',
      color: 'RED',
      spot: { x: 1 },
      point: { x: 2, color: 'RED' },
      many: [1, 2],
      named: { a: 1 },
      some: ['b', 'a'],
      raw: new Uint8Array([1, 255]),
      amount: '1.10',
      span: 'P1D',
      any: { a: [null, 2n ** 70n] },
    };
    const { diff, records } = await compare({
      all: { type: 'm.typed', values },
      misfit: { type: 'm.typed', values: { ...values, many: ['x'], day: 'never' } },
      inside: { type: 'm.typed', values: { ...values, many: undefined }, wires: { many: 'text' } },
      text: { type: 'm.make', values: { code: '["x"]' } },
      pair: { type: 'm.pair', values: { x: 3 } },
      fork: { type: 'm.fork', values: { go: false } },
      yes: { type: 'm.shown', wires: { x: 'fork.result_0' } },
      no: { type: 'm.shown', wires: { x: 'fork.result_1' } },
      items: { type: 'm.items', values: { n: 5 } },
      later: { type: 'm.later', wires: { x: 'items' } },
      about: { type: 'm.about', values: { x: 1 } },
      talk: { type: 'm.talk' },
    });
    expect(diff.differences).toEqual([]);
    const ends = Object.fromEntries(
      records[0]!.events.flatMap((event) =>
        'nodeId' in event && /^node(Succeeded|Failed|Skipped)$/.test(event.type)
          ? [[event.nodeId, event.type]]
          : [],
      ),
    );
    expect(ends).toMatchObject({
      all: 'nodeSucceeded',
      misfit: 'nodeFailed',
      inside: 'nodeFailed',
      pair: 'nodeSucceeded',
      yes: 'nodeSkipped',
      no: 'nodeSucceeded',
      later: 'nodeSucceeded',
      about: 'nodeSucceeded',
      talk: 'nodeSucceeded',
    });
  });

  test('[R13] say the same of every failure', async () => {
    const { diff, records } = await compare(
      Object.fromEntries(FAILURES.map((code, at) => [`f${at}`, fail(code)])),
    );
    expect(diff.differences).toEqual([]);
    const errors = records[0]!.events.filter(({ type }) => type === 'nodeFailed');
    expect(errors).toHaveLength(FAILURES.length);
  });

  test('[R13] differ in what is listed', async () => {
    const { diff } = await compare(
      Object.fromEntries(Object.entries(LISTED).map(([name, { node }]) => [name, node])),
    );
    const found = Object.keys(LISTED).map((name) => [
      name,
      diff.differences.find(({ nodeId }) => nodeId === name)?.what,
    ]);
    expect(found).toEqual(Object.entries(LISTED).map(([name, { what }]) => [name, what]));
    // Where both fail, they fail with the same exception.
    const names = diff.differences.flatMap(({ what, a, b }) =>
      what === 'error' && a !== undefined && b !== undefined
        ? [[a, b].map((error) => (error as ErrorInfo).name)]
        : [],
    );
    expect(names.filter(([left, right]) => left !== right)).toEqual([]);
    expect(names).toHaveLength(3);
  });
});
