import { readFile, writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { JobRunner, toTraceEvents } from 'millrace';
import type { JobEvent } from 'millrace';
import { config, functions } from './nodes.generated.js';

/** A line for each start and each end. */
function print(event: JobEvent): void {
  if (!('nodeId' in event)) return;
  const say = (text: string): void => console.log(event.nodeId.padEnd(8), text);
  if (event.type === 'nodeStarted') say(`try ${event.attempt}, ${event.placement}`);
  if (event.type === 'nodeFailed') say(event.error.message);
  if (event.type === 'nodeSucceeded') say(event.cached ? 'cached' : 'success');
}

const graph = await readFile(new URL('./river.graph.json', import.meta.url), 'utf8');
const worker = () => new Worker(new URL('./tsx-worker.mjs', import.meta.url));
const runner = new JobRunner(config, { functions, worker });
const context = { secrets: { token: process.env['STATION_TOKEN'] ?? 'mill-4711' } };

const first = await runner.run(graph, { context, record: true, onEvent: print });
console.log(first.nodes['report']?.outputs['result']);

const trace = JSON.stringify(toTraceEvents(first.record!));
await writeFile(new URL('./run.trace.json', import.meta.url), trace);

console.log('\nand once more');
await runner.run(graph, { context, onEvent: print });
await runner.close();
