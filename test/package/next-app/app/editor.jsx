'use client';

import { useMemo, useState } from 'react';
import { JobRunner } from 'millrace';
import { FlowEditor, Inspector, Palette, Toolbar, useJobRunner } from 'millrace/react';
import { functions } from './graph.js';

export function Editor({ config, graph: start }) {
  const [graph, setGraph] = useState(start);
  const runner = useMemo(() => new JobRunner(config, { functions }), [config]);
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
