import { afterEach, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EventBus, parseEvent, reduceEvents } from 'millrace';
import type { EventResponseOptions, JobEvent } from 'millrace';
import { createRandom } from '../../../fuzz/random.js';
import { eventsOf, randomJob } from './events.js';
import { FakeClock } from '../fake-clock.js';

interface Message {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

/** Reads the format as a browser does: blocks of fields, comments aside. */
function parseMessages(text: string): readonly Message[] {
  const blocks = text.split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const fields = block.split('\n').filter((line) => !line.startsWith(':'));
    if (fields.length === 0) return [];
    return [Object.fromEntries(fields.map((line) => line.split(/: (.*)/s).slice(0, 2)))];
  });
}

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A real HTTP server that answers with the response of a bus. */
async function serve(bus: EventBus, options: EventResponseOptions): Promise<string> {
  const server = createServer((_, answer) => {
    const response = bus.toResponse(options);
    answer.writeHead(response.status, Object.fromEntries(response.headers));
    pipeline(Readable.fromWeb(response.body as never), answer).catch(() => undefined);
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const job = eventsOf('job 1', [
  { type: 'jobStarted', selected: ['a'] },
  { type: 'nodeStarted', nodeId: 'a', nodeType: 't', attempt: 1, placement: 'inline' },
  { type: 'nodeLogged', nodeId: 'a', level: 'info', message: 'two\nlines of top-secret' },
  {
    type: 'nodeSucceeded',
    nodeId: 'a',
    outputs: { big: 10n ** 30n, bytes: new Uint8Array([1, 2]), key: 'top-secret' },
    durationMs: 1,
    cached: false,
  },
  {
    type: 'jobFinished',
    status: 'success',
    durationMs: 1,
    counts: { success: 1, error: 0, skipped: 0, cancelled: 0 },
  },
]);

describe('a response of events', () => {
  test('is read over HTTP as it was sent, and ends with its job', async () => {
    const bus = new EventBus();
    const url = await serve(bus, { jobId: 'job 1' });
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toContain('no-cache');
    for (const event of job) bus.emit(event);
    const messages = parseMessages(await response.text());
    expect(messages.map(({ id, event }) => [id, event])).toEqual(
      job.map(({ seq, type }) => [`job 1/${seq}`, type]),
    );
    expect(messages.map(({ data }) => parseEvent(data).event)).toEqual(job);
    expect(bus.hasListeners).toBe(false);
  });

  test('a client that goes away is unsubscribed and leaves no timer', async () => {
    const bus = new EventBus();
    const clock = new FakeClock();
    const url = await serve(bus, { clock });
    const controller = new AbortController();
    const response = await fetch(url, { signal: controller.signal });
    bus.emit(job[0]!);
    const reader = response.body!.getReader();
    await reader.read();
    await reader.read();
    expect(bus.hasListeners).toBe(true);
    controller.abort();
    await until(() => !bus.hasListeners);
    await until(() => clock.pending === 0);
    expect(clock.pending).toBe(0);
  });

  test('a client that does not read gets a snapshot, then the end', async () => {
    const bus = new EventBus();
    const random = createRandom(7);
    const sent: JobEvent[] = [...randomJob('long', random)];
    const { body } = bus.toResponse({ jobId: 'long', limit: 2 });
    for (const event of sent) bus.emit(event);
    const messages = parseMessages(await new Response(body).text());
    const got = messages.map(({ data }) => parseEvent(data).event!);
    expect(got.length).toBeLessThan(sent.length);
    expect(got[0]?.type).toBe('snapshot');
    expect(reduceEvents(got)).toEqual(reduceEvents(sent));
  });

  test('silence is broken by comments, in its own time', async () => {
    const bus = new EventBus();
    const clock = new FakeClock();
    const controller = new AbortController();
    const response = bus.toResponse({ clock, heartbeatMs: 50, signal: controller.signal });
    const text = response.text();
    await clock.advance(49);
    await clock.advance(1);
    bus.emit(job[0]!);
    await clock.advance(49);
    bus.emit(job[1]!);
    await clock.advance(50);
    controller.abort();
    const lines = (await text)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('data'));
    expect(lines).toEqual([
      ':',
      ':',
      'id: job 1/0',
      'event: jobStarted',
      'id: job 1/1',
      'event: nodeStarted',
      ':',
    ]);
    expect(clock.pending).toBe(0);
    expect(bus.hasListeners).toBe(false);
  });

  test('[R11] secrets are taken out of logs and outputs', async () => {
    const bus = new EventBus();
    const response = bus.toResponse({ jobId: 'job 1', secrets: { key: 'top-secret' } });
    for (const event of job) bus.emit(event);
    const text = await response.text();
    expect(text).not.toContain('top-secret');
    expect(parseMessages(text)).toHaveLength(job.length);
  });

  test('an id with line breaks stays in its field', async () => {
    const bus = new EventBus();
    const response = bus.toResponse({ once: true });
    bus.emit({ ...job.at(-1)!, jobId: 'a\r\nevent: fake\0' });
    expect(parseMessages(await response.text())).toMatchObject([
      { id: 'a  event: fake /4', event: 'jobFinished' },
    ]);
  });
});
