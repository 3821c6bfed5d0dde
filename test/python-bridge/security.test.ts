/** What Python code can make its interpreter say, and what becomes of it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isMillraceError } from '../../src/errors.js';
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { createPyodide } from '../../python-bridge/node.js';
import { HostRuntime } from '../../python-bridge/runtime/host-runtime.js';
import {
  deliverEvents,
  readFetched,
  readImports,
  readIntrospections,
  readReply,
  readUnattempted,
  readUsage,
} from '../../python-bridge/runtime/messages.js';
import type { Packet } from '../../python-bridge/runtime/packet.js';
import { RunningBatch } from '../../python-bridge/runtime/running-batch.js';
import { WorkerInterpreter } from '../../python-bridge/runtime/worker-interpreter.js';
import { parseWorkerMessage } from '../../python-bridge/runtime/worker-messages.js';
import type { HostMessage, WorkerListener } from '../../python-bridge/runtime/worker-port.js';
import { createRandom } from '../fuzz/random.js';
import { mutate } from '../src/graph/garbage.js';
import { createRecorder, node, rejection, run, value } from '../contract/python-nodes.js';

const ERROR = {
  name: 'E',
  code: 'python-error',
  message: 'm',
  stack: 's',
  cause: {
    name: 'C',
    code: 'c',
    message: 'm',
  },
};
const OUTPUTS = [
  { plain: [1, 'two', { three: null }] },
  { value: { a: { $float: 'nan' }, b: { $int: '12345678901234567890' }, c: { $bytes: 'AAE=' } } },
  { value: { $numbers: ['float64', 0] }, preview: { type: 'list', text: '[…]', length: 2 } },
  { value: { $array: ['int32', 1, [2, 2]] }, handle: 7, preview: { type: 'ndarray', text: '…' } },
  { noValue: true },
];
/** What a host really says of a batch of two nodes with five outputs. */
const EVENTS = [
  ['started', 0],
  ['logged', 0, 'info', 'text'],
  ['progressed', 0, 1, 4, 'one of four'],
  ['waits', 0],
  ['settled', 0, { status: 'success', outputs: OUTPUTS, durationMs: 1.5 }],
  ['started', 1],
  ['settled', 1, { status: 'error', error: ERROR, durationMs: 2 }],
];
const REPLIES = [
  { ok: { unattempted: [1, 0] } },
  { ok: { plain: [1, 2] } },
  { ok: { value: { $bytes: 0 } } },
  { ok: { stored: 1, running: 0, memoryBytes: 5 } },
  { ok: [{ module: 'm', functions: [{ name: 'f' }], diagnostics: [] }] },
  { ok: ['a.b', 'c'] },
  { error: ERROR },
];
const BATCH = {
  nodes: [node('a'), node('b')].map((one) => ({
    ...one,
    outputs: OUTPUTS.map((_, at) => ({ ...one.outputs[0]!, name: `o${at}` })),
  })),
};

const buffers = (): readonly ArrayBuffer[] => [
  new Float64Array([1, 2]).buffer,
  new Int32Array([1, 2, 3, 4]).buffer,
];

/** A message as it can be after somebody has had a hand in it. */
function tamper(message: unknown, seed: number): Packet {
  const random = createRandom(seed);
  const said = mutate(message, random, 1 + random.below(3));
  const bigToNumber = (_: string, item: unknown): unknown =>
    typeof item === 'bigint' ? Number(item) : item;
  const text = JSON.stringify(said, bigToNumber) ?? '';
  const cut = random.chance(0.05) ? text.slice(0, random.below(text.length)) : text;
  const given = buffers();
  const kept = random.pick([given, given.slice(1), [], [new ArrayBuffer(3), ...given]]);
  return { text: cut, buffers: kept };
}

const READERS: readonly ((packet: Packet) => unknown)[] = [
  (packet) => readUnattempted(readReply(packet)),
  (packet) => readUsage(readReply(packet)),
  (packet) => readIntrospections(readReply(packet)),
  (packet) => readImports(readReply(packet)),
  readFetched,
];

describe('[P1] a message that was tampered with', () => {
  const codes = new Set<string>();
  const complain = (seed: number, error: unknown): void => {
    if (!isMillraceError(error)) throw new Error(`seed ${seed}`, { cause: error });
    codes.add(error.code);
  };

  test('is an error of the protocol or one that could be true, for every reader', () => {
    const recorder = createRecorder();
    const toHandle = (id: number) => ({ epoch: 1, id });
    const accepted = [0, 0];
    for (let seed = 0; seed < 2_000; seed += 1) {
      try {
        deliverEvents(tamper(EVENTS, seed), toHandle, new RunningBatch(BATCH, recorder));
        accepted[0]! += 1;
      } catch (error) {
        complain(seed, error);
      }
    }
    expect([...codes]).toEqual(['python-protocol']);
    codes.clear();
    for (let seed = 0; seed < 2_000; seed += 1) {
      const packet = tamper(REPLIES[seed % REPLIES.length], seed);
      for (const read of READERS) {
        try {
          read(packet);
          accepted[1]! += 1;
        } catch (error) {
          complain(seed, error);
        }
      }
    }
    // Otherwise the readers refuse everything.
    expect(Math.min(...accepted)).toBeGreaterThan(50);
  });

  test('is none of a worker’s', () => {
    const messages = [
      { type: 'ready', text: '1' },
      { type: 'fatal', text: 't', code: 'c', node: { batch: 1, node: 0 } },
      { type: 'booting', event: { type: 'install', name: 'a', done: 0, total: 1 } },
      { type: 'reply', id: 1, text: '{}', buffers: buffers() },
      { type: 'events', id: 1, text: '[]' },
    ];
    for (let seed = 0; seed < 2_000; seed += 1) {
      const message = mutate(messages[seed % messages.length], createRandom(seed), 2);
      try {
        parseWorkerMessage(message);
      } catch (error) {
        complain(seed, error);
      }
    }
    expect(codes).toContain('python-protocol');
    for (const message of [null, undefined, 1, 'x', [], { type: 'reply', id: '1', text: '' }]) {
      expect(() => parseWorkerMessage(message)).toThrow(/unknown form/);
    }
  });

  test('of great depth overflows no stack', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const toHandle = (id: number) => ({ epoch: 1, id });
    const events = `[["started",0],["progressed",0,${deep}]]`;
    const listener = new RunningBatch(BATCH, createRecorder());
    expect(() => deliverEvents({ text: events, buffers: [] }, toHandle, listener)).toThrow(
      /unknown form/,
    );
    expect(() => readFetched({ text: `{"ok":{"value":${deep}}}`, buffers: [] })).toThrow(
      /unknown form/,
    );
  });
});

/** An interpreter that says what it likes; its worker is this test. */
function hostile(
  answer: (message: HostMessage & { id: number }, listener: WorkerListener) => void,
) {
  let spawned = 0;
  const ended: number[] = [];
  const spawn = () => {
    spawned += 1;
    const mine = spawned;
    return new WorkerInterpreter(
      (listener) => {
        queueMicrotask(() => listener.onMessage({ type: 'ready', text: '1' }));
        return {
          post: (message) => {
            if (message.type === 'call') {
              listener.onMessage({ type: 'reply', id: message.id, text: '{"ok":null}' });
            } else if (message.type === 'batch') answer(message, listener);
          },
          end: async () => void ended.push(mine),
        };
      },
      { bootTimeoutMs: 1_000, checkReady: () => undefined },
    );
  };
  return { runtime: new HostRuntime({ placement: 'pyodide', spawn, modules: {} }), ended };
}

const say = (id: number, events: unknown, reply: unknown) => [
  { type: 'events', id, text: JSON.stringify(events) },
  { type: 'reply', id, text: JSON.stringify(reply) },
];
const settled = (outputs: unknown) => ['settled', 0, { status: 'success', outputs, durationMs: 1 }];

describe('[P1] an interpreter that lies', () => {
  test.each<[string, (id: number) => readonly unknown[]]>([
    ['a reply to nobody', (id) => [{ type: 'reply', id: id + 100, text: '{}' }]],
    ['a second ready', () => [{ type: 'ready', text: '1' }]],
    ['a boot after its boot', () => [{ type: 'booting', event: { type: 'compile' } }]],
    ['no text', (id) => [{ type: 'reply', id, text: 5 }]],
    ['buffers that are none', (id) => [{ type: 'reply', id, text: '{}', buffers: [1] }]],
    ['an end of nodes that have not ended', (id) => say(id, [], { ok: { unattempted: [] } })],
    [
      'nodes left alone that it has run',
      (id) => say(id, [['started', 0]], { ok: { unattempted: [0] } }),
    ],
    ['nodes that are not in the batch', (id) => say(id, [], { ok: { unattempted: [0, 1] } })],
    ['an event of no node', (id) => say(id, [['started', 7]], {})],
    ['a settled node that never started', (id) => say(id, [settled([])], {})],
    [
      'more outputs than ports',
      (id) => say(id, [['started', 0], settled([{ plain: 1 }, { plain: 2 }])], {}),
    ],
    ['an output that is nothing', (id) => say(id, [['started', 0], settled([{}])], {})],
    [
      'a buffer that did not come',
      (id) => say(id, [['started', 0], settled([{ value: { $bytes: 3 } }])], {}),
    ],
    [
      'an error of unknown form',
      (id) =>
        say(
          id,
          [
            ['started', 0],
            ['settled', 0, { status: 'error', error: 'x', durationMs: 1 }],
          ],
          {},
        ),
    ],
  ])('with %s is ended, and the next one answers', async (_, lies) => {
    let isFirst = true;
    const { runtime, ended } = hostile(({ id }, listener) => {
      const truth = say(id, [['started', 0], settled([{ plain: 42 }])], {
        ok: { unattempted: [] },
      });
      for (const message of isFirst ? lies(id) : truth) listener.onMessage(message);
      isFirst = false;
    });
    const error = await rejection(run(runtime, node('f')));
    expect(error.code).toBe('python-protocol');
    expect(ended).toEqual([1]);
    expect((await run(runtime, node('f'))).output(0).value).toBe(42);
    await runtime.close();
  });

  test('and can run no batch is ended; one that never could is not tried again for ever', async () => {
    let batches = 0;
    const { runtime, ended } = hostile(({ id }, listener) => {
      batches += 1;
      const worked = say(id, [['started', 0], settled([{ plain: 42 }])], {
        ok: { unattempted: [] },
      });
      const error = { name: 'TypeError', code: 'python-error', message: 'TypeError: broken' };
      for (const message of batches === 1 ? worked : say(id, [], { error })) {
        listener.onMessage(message);
      }
    });
    expect((await run(runtime, node('f'))).output(0).value).toBe(42);
    // An earlier node broke it: this one waits for its turn in the next.
    expect((await run(runtime, node('f'))).unattempted).toEqual([0]);
    expect(ended).toEqual([1]);
    expect((await rejection(run(runtime, node('f')))).message).toBe('TypeError: broken');
    expect(ended).toEqual([1, 2]);
    await runtime.close();
  });

  test('to another question than a batch is ended, too', async () => {
    const { runtime, ended } = hostile(() => undefined);
    expect((await rejection(runtime.findImports('m', ''))).code).toBe('python-protocol');
    expect(ended).toEqual([1]);
    expect((await rejection(runtime.introspect(['m']))).code).toBe('python-protocol');
    expect(ended).toEqual([1, 2]);
    await runtime.close();
  });
});

describe('[P1] Python code in a worker of Node', () => {
  const source = `
def forge(kind: str) -> None:
    from js import process, JSON
    port = process.getBuiltinModule("node:worker_threads").parentPort
    port.postMessage(JSON.parse(kind))
    while True: pass
def same(x): return x
def fill() -> int: return len(bytearray(300 * 2**20))
`;
  let runtime: PythonRuntime;
  beforeAll(() => {
    runtime = createPyodide({ memoryLimitMb: 128, modules: { m: source } });
  });
  afterAll(() => runtime.close());
  const inModule = { module: 'm' };

  test('[P5] fails when it takes more memory than it may', async () => {
    const ran = await run(runtime, node('fill', {}, inModule));
    expect(ran.error(0).name).toBe('MemoryError');
  });

  test.each(['{"type":"reply","id":99,"text":"{}"}', '{"type":"ready","text":"314.0.7"}'])(
    'that posts %s ends its interpreter, and harms no later batch',
    async (text) => {
      const kind = value(text);
      const forging = rejection(run(runtime, node('forge', { kind }, inModule)));
      expect((await forging).code).toBe('python-protocol');
      const after = await run(runtime, node('same', { x: value(text) }, inModule));
      expect(after.output(0).value).toBe(text);
    },
  );
});
