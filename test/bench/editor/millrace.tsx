/** Millrace, as its README embeds it: the host owns the graph. */
import { createRef, useState } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { FlowEditor } from 'millrace/react';
import type { FlowEditorApi, NodeActivity, RunActivity } from 'millrace/react';
import { MARGIN, NODE_WIDTH, PASTED, PITCH } from './layout.js';
import type { Layout } from './layout.js';
import type { NodePart, Shown, ShownStatus, Subject } from './subject.js';

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

/** What `useJobRunner` gives, without a runner. */
class Activity implements RunActivity {
  readonly #nodes = new Map<string, NodeActivity>();
  readonly #listeners = new Set<(changed: Iterable<string>) => void>();

  get(id: string): NodeActivity | undefined {
    return this.#nodes.get(id);
  }

  ids(): Iterable<string> {
    return this.#nodes.keys();
  }

  subscribe(listener: (changed: Iterable<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  set(ids: readonly string[], status: ShownStatus): void {
    for (const id of ids) {
      if (status === 'idle') this.#nodes.delete(id);
      else this.#nodes.set(id, { status, report: undefined });
    }
    for (const listener of this.#listeners) listener(ids);
  }
}

interface HostProps {
  readonly shown: Shown;
  readonly editor: React.Ref<FlowEditorApi>;
  readonly activity: RunActivity;
}

function Host({ shown, editor, activity }: HostProps): ReactElement {
  const [graph, setGraph] = useState(() => graphOf(shown.layout));
  return (
    <FlowEditor
      ref={editor}
      config={CONFIG}
      graph={graph}
      onGraphChange={setGraph}
      activity={activity}
      culling={shown.culled}
    />
  );
}

/** The editor of the built package. */
export class Millrace implements Subject {
  readonly #editor = createRef<FlowEditorApi>();
  #root: Root | undefined;
  #container: HTMLElement | undefined;
  readonly #activity = new Activity();

  mount(container: HTMLElement, shown: Shown): void {
    this.#container = container;
    this.#root = createRoot(container);
    this.#root.render(<Host shown={shown} editor={this.#editor} activity={this.#activity} />);
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

  readonly setStatuses = (ids: readonly string[], status: ShownStatus): void => {
    this.#activity.set(ids, status);
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
