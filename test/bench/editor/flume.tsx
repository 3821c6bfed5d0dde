/** Flume's own editor, as it is published. */
import { FlumeConfig, NodeEditor, Colors, Controls } from 'flume';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { MARGIN, NODE_WIDTH, pastedOf } from './layout.js';
import type { Layout } from './layout.js';
import type { NodePart, Shown, Subject } from './subject.js';

const config = new FlumeConfig()
  .addPortType({ type: 'plain', name: 'plain', label: 'plain', color: Colors.blue })
  .addPortType({
    type: 'text',
    name: 'text',
    label: 'text',
    controls: [Controls.text({ name: 'text', label: 'text' })],
  })
  .addNodeType({
    type: 'add',
    label: 'Add',
    inputs: (ports) => [
      ports['plain']!({ name: 'a', label: 'a' }),
      ports['plain']!({ name: 'b', label: 'b' }),
      ports['text']!({ name: 'text', label: 'text' }),
    ],
    outputs: (ports) => [ports['plain']!({ name: 'sum', label: 'sum' })],
  });

interface SavedNode {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly inputData: Record<string, Record<string, unknown>>;
  readonly connections: {
    readonly inputs: Record<string, { nodeId: string; portName: string }[]>;
    readonly outputs: Record<string, { nodeId: string; portName: string }[]>;
  };
}
type Saved = Record<string, SavedNode>;

/** Flume's stage begins in its middle, and can't be told otherwise. */
function nodesOf({ nodes, wires }: Layout, container: DOMRect): Saved {
  const [x0, y0] = [MARGIN - container.width / 2, MARGIN - container.height / 2];
  const saved: Saved = {};
  for (const { id, x, y } of nodes) {
    saved[id] = {
      id,
      type: 'add',
      x: x + x0,
      y: y + y0,
      width: NODE_WIDTH,
      inputData: { a: {}, b: {}, text: { text: '' } },
      connections: { inputs: {}, outputs: {} },
    };
  }
  for (const { from, to, port } of wires) {
    saved[to]!.connections.inputs[port] = [{ nodeId: from, portName: 'sum' }];
    (saved[from]!.connections.outputs['sum'] ??= []).push({ nodeId: to, portName: port });
  }
  return saved;
}

interface Given {
  readonly nodes: Saved;
  /** Another one mounts the editor anew: the only way to give it other nodes. */
  readonly key: number;
}

function Host({
  first,
  tell,
}: {
  first: Given;
  tell: (set: (given: Given) => void) => void;
}): ReactElement {
  const [given, setGiven] = useState(first);
  tell(setGiven);
  return (
    <NodeEditor
      key={given.key}
      nodes={given.nodes}
      nodeTypes={config.nodeTypes}
      portTypes={config.portTypes}
      disableFocusCapture
    />
  );
}

const PARTS: Readonly<Record<NodePart, string>> = {
  header: '[data-flume-component="node-header"]',
  field: 'input, textarea',
  output: '[data-port-name="sum"]',
  'input-b': '[data-port-name="b"]',
};

/** Plain Flume. */
export class Flume implements Subject {
  #root: Root | undefined;
  #container: HTMLElement | undefined;
  #layout: Layout | undefined;
  #saved: Saved = {};
  #mounts = 0;
  #set: (given: Given) => void = () => undefined;

  mount(container: HTMLElement, { layout }: Shown): void {
    this.#container = container;
    this.#layout = layout;
    this.#saved = nodesOf(layout, container.getBoundingClientRect());
    this.#root = createRoot(container);
    this.#root.render(
      <Host
        first={{ nodes: this.#saved, key: 0 }}
        tell={(set) => {
          this.#set = set;
        }}
      />,
    );
  }

  unmount(): void {
    this.#root?.unmount();
  }

  find(index: number, part: NodePart): Element | null {
    const node = `[data-flume-component="node"][data-node-id="n${index}"]`;
    return (
      this.#container?.querySelector(
        `${node} `.concat(PARTS[part].split(', ').join(`, ${node} `)),
      ) ?? null
    );
  }

  count(): { nodes: number; wires: number } {
    return {
      nodes: this.#container!.querySelectorAll('[data-flume-component="node"]').length,
      wires: this.#container!.querySelectorAll('[data-connection-id]').length,
    };
  }

  undo(): void {
    this.#remount(this.#saved);
  }

  paste(): void {
    const container = this.#container!.getBoundingClientRect();
    this.#remount({ ...this.#saved, ...nodesOf(pastedOf(this.#layout!), container) });
  }

  #remount(nodes: Saved): void {
    this.#mounts += 1;
    this.#set({ nodes, key: this.#mounts });
  }
}
