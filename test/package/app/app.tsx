/** What a user writes first: everything there is, in one component. */
import { useState } from 'react';
import type { ReactElement } from 'react';
import { JobRunner } from 'millrace';
import type { Graph } from 'millrace';
import { FlowEditor, Inspector, Palette, Toolbar, useJobRunner } from 'millrace/react';
import { config, functions, start } from './graph.js';

const runner = new JobRunner(config, { functions });

export function App(): ReactElement {
  const [graph, setGraph] = useState<Graph | object>(start);
  const job = useJobRunner(runner);
  return (
    <FlowEditor
      config={config}
      graph={graph}
      onGraphChange={setGraph}
      nodesStatus={job.nodesStatus}
      results={job.results}
    >
      <Palette />
      <Toolbar>
        <button type="button" onClick={() => void job.run(graph)}>
          Run it
        </button>
        <output id="job">{job.status}</output>
      </Toolbar>
      <Inspector />
    </FlowEditor>
  );
}
