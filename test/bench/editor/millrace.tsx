/** Millrace, as its README embeds it: the host owns the graph. */
import { createRef, useState } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { FlowEditor } from 'millrace/react';
import type { FlowEditorApi } from 'millrace/react';
import { MARGIN, NODE_WIDTH, PASTED, PITCH } from './layout.js';
import type { Layout } from './layout.js';
import type { NodePart, Shown, Subject } from './subject.js';

const CONFIG = {
  version: 1,
  portTypes: [{ type: 'plain', name: 'plain', label: 'plain', color: 'blue', schema: {} }],
  nodeTypes: [
    {
      type: 'add',
      label: 'Add',
      inputs: [
        { name: 'a', type: 'plain', controls: [] },
        { name: 'b', type: 'plain', controls: [] },
        { name: 'text', type: 'string', controls: [{ type: 'text', name: 'text', label: 'text' }] },
      ],
      outputs: [{ name: 'sum', type: 'plain' }],
    },
  ],
};

function graphOf({ nodes, wires }: Layout): object {
  const inputs = new Map<string, Record<string, object[]>>(nodes.map(({ id }) => [id, {}]));
  const outputs = new Map<string, object[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to, port } of wires) {
    inputs.get(to)![port] = [{ nodeId: from, portName: 'sum' }];
    outputs.get(from)!.push({ nodeId: to, portName: port });
  }
  return {
    version: 1,
    nodes: Object.fromEntries(
      nodes.map(({ id, x, y }) => [
        id,
        {
          id,
          x,
          y,
          type: 'add',
          width: NODE_WIDTH,
          inputData: {},
          connections: { inputs: inputs.get(id), outputs: { sum: outputs.get(id) } },
        },
      ]),
    ),
    viewport: { x: MARGIN, y: MARGIN, scale: 1 },
  };
}

const PARTS: Readonly<Record<NodePart, string>> = {
  header: '.mr-node-title',
  field: 'input[type="text"]',
  output: '[data-port-name="sum"]',
  'input-b': '[data-port-name="b"]',
};

interface HostProps {
  readonly shown: Shown;
  readonly editor: React.Ref<FlowEditorApi>;
  readonly onReady: (set: (statuses: Readonly<Record<string, string>>) => void) => void;
}

function Host({ shown, editor, onReady }: HostProps): ReactElement {
  const [graph, setGraph] = useState(() => graphOf(shown.layout));
  const [statuses, setStatuses] = useState<Readonly<Record<string, string>>>({});
  onReady(setStatuses);
  return (
    <FlowEditor
      ref={editor}
      config={CONFIG}
      graph={graph}
      onGraphChange={setGraph}
      nodesStatus={statuses}
      culling={shown.culled}
    />
  );
}

/** The editor of the built package. */
export class Millrace implements Subject {
  readonly #editor = createRef<FlowEditorApi>();
  #root: Root | undefined;
  #container: HTMLElement | undefined;
  #setStatuses: (statuses: Readonly<Record<string, string>>) => void = () => undefined;

  mount(container: HTMLElement, shown: Shown): void {
    this.#container = container;
    this.#root = createRoot(container);
    this.#root.render(
      <Host
        shown={shown}
        editor={this.#editor}
        onReady={(set) => {
          this.#setStatuses = set;
        }}
      />,
    );
  }

  unmount(): void {
    this.#root?.unmount();
  }

  find(index: number, part: NodePart): Element | null {
    return this.#container?.querySelector(`[data-mr-node="n${index}"] ${PARTS[part]}`) ?? null;
  }

  count(): { nodes: number; wires: number } {
    return {
      nodes: this.#container!.querySelectorAll('[data-mr-node]').length,
      wires: this.#container!.querySelectorAll('.mr-wire').length,
    };
  }

  readonly setStatuses = (ids: readonly string[], status: string): void => {
    this.#setStatuses(Object.fromEntries(ids.map((id) => [id, status])));
  };

  undo(): void {
    this.#editor.current!.dispatch({ type: 'undo' });
  }

  paste(): void {
    const editor = this.#editor.current!;
    const nodes = Object.values(editor.getGraph().nodes).slice(0, PASTED);
    const ids = nodes.map(({ id }) => `${id}copy`);
    editor.dispatch({ type: 'select', ids: nodes.map(({ id }) => id) });
    editor.dispatch({ type: 'copy' });
    editor.dispatch({ type: 'paste', ids, dx: 30, dy: PITCH.y / 2 });
  }

  readonly xOf = (id: string): number | undefined => this.#editor.current!.getGraph().nodes[id]?.x;
}
