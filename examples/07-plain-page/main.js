// What runs is this file, as it is: no bundler, no JSX.
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { JobRunner, createConfig, defineNode } from 'millrace';
import { FlowEditor, Palette, Toolbar, useJobRunner } from 'millrace/react';

const weigh = defineNode({
  type: 'parcel.weigh',
  label: 'Weigh',
  inputs: { kilograms: { type: 'number', minimum: 0, default: 2 } },
  outputs: 'number',
  run: ({ kilograms }) => kilograms,
});

const price = defineNode({
  type: 'parcel.price',
  label: 'Price',
  inputs: { weight: 'number', perKilogram: { type: 'number', default: 1.5 } },
  outputs: 'number',
  run: ({ weight, perKilogram }) => 3 + weight * perKilogram,
});

const nodes = createConfig([weigh, price]);
const runner = new JobRunner(nodes.config, nodes);

const start = {
  version: 1,
  nodes: {
    weigh: { type: 'parcel.weigh', x: 0, y: 0, width: 220 },
    price: {
      type: 'parcel.price',
      x: 320,
      y: 40,
      width: 240,
      connections: { inputs: { weight: [{ nodeId: 'weigh', portName: 'result' }] } },
    },
  },
};

function App() {
  const [graph, setGraph] = useState(start);
  const { nodesStatus, results, run } = useJobRunner(runner);
  const button = h('button', { type: 'button', onClick: () => void run(graph) }, 'Run');
  return h(
    FlowEditor,
    { config: nodes.config, graph, onGraphChange: setGraph, nodesStatus, results },
    h(Toolbar, null, button),
    h(Palette),
  );
}

createRoot(document.getElementById('editor')).render(h(App));
