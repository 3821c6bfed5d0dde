import { useEffect, useMemo, useState } from 'react';
import { JobRunner, load } from 'millrace';
import { FlowEditor, Palette } from 'millrace/react';
import 'millrace/react/style.css';
import { config, functions } from './nodes.generated.js';
import { loadGraph, saveGraph, start } from './saved-graph.js';

const runner = new JobRunner(config, {
  functions: await load(functions, config),
  method: 'sync', // no promise: the result is there while rendering
});

export function App() {
  const [graph, setGraph] = useState(loadGraph);
  const result = useMemo(() => runner.run(graph, { keep: 'all' }), [graph]);
  useEffect(() => saveGraph(graph), [graph]);
  const offer = result.nodes['offer']?.outputs['result'];
  return (
    <>
      <header>
        <h1>Delivery rule</h1>
        <output>{typeof offer === 'string' ? offer : 'The rule gives no offer'}</output>
        <button onClick={() => setGraph(start)}>Start over</button>
      </header>
      <main>
        <FlowEditor
          config={config}
          graph={graph}
          onGraphChange={setGraph}
          nodesStatus={result.nodesStatus}
          results={result.nodes}
        >
          <Palette />
        </FlowEditor>
      </main>
    </>
  );
}
