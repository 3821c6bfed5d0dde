import { useState } from 'react';
import { JobRunner } from 'millrace';
import { createPyodide } from 'millrace/python';
import { BootStatus, createBootStore, FlowEditor, Toolbar, useJobRunner } from 'millrace/react';
import 'millrace/react/style.css';
import { indexURL } from 'virtual:millrace/pyodide';
import { config, functions, python as modules } from './nodes.generated.js';
import start from './orders.graph.json';

const boot = createBootStore();
const python = createPyodide({
  indexURL,
  modules,
  packages: ['pydantic'],
  packageSource: 'wheels/',
  onBoot: boot.note,
});
const runner = new JobRunner(config, { functions, python });

export function App() {
  const [graph, setGraph] = useState<object>(start);
  const job = useJobRunner(runner);
  const slip = job.results['slip']?.outputs?.['result'];
  return (
    <>
      <header>
        <h1>Orders of the mill</h1>
        <output>{typeof slip === 'string' ? slip : 'No slip yet'}</output>
        <button onClick={() => void job.run(graph)}>Check the order</button>
      </header>
      <main>
        <FlowEditor
          config={config}
          graph={graph}
          onGraphChange={setGraph}
          nodesStatus={job.nodesStatus}
          results={job.results}
          boot={boot}
        >
          <Toolbar>
            <BootStatus boot={boot} />
          </Toolbar>
        </FlowEditor>
      </main>
    </>
  );
}
