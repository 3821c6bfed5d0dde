/** The same graph as in ../../app/graph.ts: on the server and in the browser. */
import { parseConfig } from 'millrace';

const number = (name) => ({ name, type: 'number' });
const code = { type: 'code', name: 'text', label: 'Text', language: 'json' };

export const { config } = parseConfig({
  version: 1,
  nodeTypes: [
    { type: 'double', label: 'Double', inputs: [number('value')], outputs: [number('result')] },
    {
      type: 'note',
      label: 'Note',
      inputs: [{ name: 'text', type: 'string', controls: [code] }],
      outputs: [{ name: 'result', type: 'string' }],
    },
  ],
});

export const functions = { double: (value) => value * 2, note: (text) => text };

export const start = {
  version: 1,
  viewport: { x: 40, y: 120, scale: 1 },
  nodes: {
    n: { id: 'n', type: 'double', x: 0, y: 0, width: 220 },
    note: {
      id: 'note',
      type: 'note',
      x: 0,
      y: 200,
      width: 260,
      inputData: { text: { text: '{ "a": [1, 2] }' } },
    },
  },
};
