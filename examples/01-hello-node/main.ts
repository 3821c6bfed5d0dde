import { readFile } from 'node:fs/promises';
import { JobRunner } from 'millrace';
import { createPyodide } from 'millrace/python/node';
import { config, functions, python as modules } from './nodes.generated.js';

const graph = await readFile(new URL('./rain.graph.json', import.meta.url), 'utf8');
const python = createPyodide({ modules });
const runner = new JobRunner(config, { functions, python });
const result = await runner.run(graph, {
  onEvent: (event) => event.type === 'nodeLogged' && console.log(event.nodeId, '·', event.message),
});
for (const [id, { status, outputs }] of Object.entries(result.nodes)) {
  console.log(id.padEnd(8), status, { ...outputs });
}
await python.close();
