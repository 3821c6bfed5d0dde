import { existsSync, writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { ControlFile } from '../../../python-bridge/cpython/control-file.js';
import { FrameReader, writeFrame } from '../../../python-bridge/cpython/frames.js';
import { Printed } from '../../../python-bridge/cpython/printed.js';
import type { HostMessage } from '../../../python-bridge/runtime/worker-port.js';

function readerOf() {
  const messages: unknown[] = [];
  const others: string[] = [];
  const reader = new FrameReader({
    onMessage: (message) => messages.push(message),
    onOther: (line) => others.push(line),
  });
  return { messages, others, reader };
}

/** What is written for a message; requests and replies have the same form. */
function bytesOf(message: HostMessage): Buffer {
  const stream = new PassThrough();
  writeFrame(stream, message);
  return stream.read() as Buffer;
}

const buffer = (...bytes: number[]): ArrayBuffer => new Uint8Array(bytes).buffer;

describe('frames', () => {
  const messages: readonly HostMessage[] = [
    { type: 'call', id: 1, text: '' },
    {
      type: 'batch',
      id: 2,
      text: 'é 😀\n{"a":1}',
      buffers: [buffer(), buffer(1, 10, 13), buffer()],
    },
    { type: 'batch', id: 3, text: 'x'.repeat(1_000), buffers: [buffer(...Array(99).keys())] },
    { type: 'call', id: 4, text: '\n\n' },
  ];
  const expected = messages.map((message) => ({ buffers: [], ...message }));
  const bytes = Buffer.concat(messages.map(bytesOf));

  test('[P1] a message comes out as it went in, wherever its bytes are cut', () => {
    for (const size of [1, 2, 3, 7, 64, 500, bytes.length]) {
      const { messages: found, others, reader } = readerOf();
      for (let at = 0; at < bytes.length; at += size) reader.feed(bytes.subarray(at, at + size));
      expect(found).toEqual(expected);
      expect(others).toEqual([]);
    }
  });

  test('[P1] a buffer is memory of its own, which numbers of eight bytes fit', () => {
    const { messages: found, reader } = readerOf();
    const numbers = new Float64Array([1.5, Number.NaN]);
    reader.feed(bytesOf({ type: 'batch', id: 1, text: 'abc', buffers: [numbers.buffer] }));
    const [message] = found as [{ buffers: readonly [ArrayBuffer] }];
    expect(new Float64Array(message.buffers[0])).toEqual(numbers);
  });

  test('[P1] lines of unknown form are told from messages', () => {
    const { messages: found, others, reader } = readerOf();
    const lines = [
      'hello',
      '{"text":-1}',
      '{"text":1e99}',
      '{"text":1,"buffers":["a"]}',
      '{"text":1,"buffers":{}}',
      '{"text":1.5}',
      'null',
      '[]',
      '',
    ];
    reader.feed(Buffer.from(`${lines.join('\n')}\n{"type":"fatal","text":"old"}\n`));
    expect(others).toEqual(lines);
    expect(found).toEqual([{ type: 'fatal', text: 'old' }]);
  });

  test('[P1] a line that never ends is given up, and kept nowhere', () => {
    const { others, reader } = readerOf();
    const chunk = Buffer.alloc(65_536, 'x');
    for (let sent = 0; sent < 20; sent += 1) reader.feed(chunk);
    expect(others.length).toBe(1);
  });

  test('[P1] a hundred megabytes are read in time that grows with their number alone', () => {
    const { messages: found, reader } = readerOf();
    const size = 100_000_000;
    reader.feed(Buffer.from(`{"type":"reply","id":1,"text":2,"buffers":[${size}]}\n{}`));
    const chunk = Buffer.alloc(65_536, 7);
    const began = performance.now();
    for (let sent = 0; sent < size; sent += chunk.length) {
      reader.feed(chunk.subarray(0, Math.min(chunk.length, size - sent)));
    }
    const [message] = found as [{ buffers: readonly [ArrayBuffer] }];
    expect(new Uint8Array(message.buffers[0]).at(-1)).toBe(7);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('[P1] more arrays than a line can list are refused before anything is sent', () => {
    const stream = new PassThrough();
    const buffers = Array<ArrayBuffer>(600_000).fill(buffer());
    expect(() => writeFrame(stream, { type: 'batch', id: 1, text: '', buffers })).toThrow(
      /at most some 100,000 arrays, got 600000/,
    );
    expect(stream.read()).toBeNull();
  });
});

describe('what a process prints', () => {
  test('[P8] is passed on by the line, however it comes, and the last of it is kept', () => {
    const lines: string[] = [];
    const printed = new Printed((line) => lines.push(line), 10);
    for (const text of ['a', 'b\nc\r\n', '\n', 'd']) printed.add(text);
    expect(lines).toEqual(['ab', 'c', '']);
    printed.end();
    printed.end();
    expect(lines).toEqual(['ab', 'c', '', 'd']);
    expect(printed.last).toBe('ab\nc\r\n\nd');
    printed.add('x'.repeat(100));
    expect(printed.last).toBe('x'.repeat(10));
  });

  test('[P8] without an end is passed on in pieces', () => {
    const lines: string[] = [];
    const printed = new Printed((line) => lines.push(line), 10);
    for (let sent = 0; sent < 20; sent += 1) printed.add('x'.repeat(10_000));
    expect(lines.length).toBe(2);
  });
});

test('[P5] the file says who has control, and is gone when it was closed', () => {
  const file = new ControlFile();
  expect(file.read()).toBeUndefined();
  writeFileSync(file.path, new Float64Array([7, 3, 0, 0, 0, 0]));
  expect(file.read()).toEqual({ batch: 7, node: 3 });
  expect(existsSync(file.path)).toBe(true);
  file.close();
  file.close();
  expect(existsSync(file.path)).toBe(false);
  expect(file.read()).toBeUndefined();
});
