import { readFile } from 'node:fs/promises';
import { JobRunner, mergeNodes } from 'millrace';
import * as library from 'millrace/library';
import { own } from './nodes.js';
import { startStations } from './station-server.js';

const stations = await startStations();
const graph = await readFile(new URL('./gauges.graph.json', import.meta.url), 'utf8');

const nodes = mergeNodes(library, own);
const runner = new JobRunner(nodes.config, nodes);
const result = await runner.run(graph, { inputs: { url: stations.url } });

console.log(result.nodes['report']?.outputs['result']);
for (const id of ['each', 'each/1/ok', 'each/1/excuse', 'each/2/ok', 'each/2/excuse']) {
  console.log(id.padEnd(13), result.nodesStatus[id]);
}
stations.close();
