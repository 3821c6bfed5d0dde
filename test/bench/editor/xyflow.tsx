/** React Flow, as its documentation says to use it for speed: a memoised node, stable props. */
import {
  Background,
  Handle,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useEdgesState,
  useNodesState,
  useReactFlow,
  addEdge,
} from '@xyflow/react';
import type { Connection, Edge, Node, NodeProps } from '@xyflow/react';
import { memo, useCallback } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { MARGIN, NODE_WIDTH, pastedOf } from './layout.js';
import type { Layout } from './layout.js';
import type { NodePart, Shown, ShownStatus, Subject } from './subject.js';

type AddNode = Node<{ readonly text: string; readonly status: ShownStatus }, 'add'>;

/** The pictures of our own card: lucide's, as the templates of React Flow have them. */
const BOX = [
  'M21 8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.73l7 4a2 2 0 0 0 2 0l7-4A2 2 0 0 0 21 16Z',
  'm3.3 7 8.7 5 8.7-5',
  'M12 22V12',
];
const SPINNER = 'M21 12a9 9 0 1 1-6.2-8.6';
const CHECK = 'M20 6 9 17l-5-5';

function Picture({ paths }: { readonly paths: readonly string[] }): ReactElement {
  return (
    <svg viewBox="0 0 24 24" width="14" height="14" aria-hidden="true">
      {paths.map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}

function Name({ name }: { readonly name: string }): ReactElement {
  return (
    <span className="xy-name" title={name}>
      {name}
    </span>
  );
}

/** A node with the ports, the header and the field that all editors show here. */
const AddNodeCard = memo(function AddNodeCard({ id, data }: NodeProps<AddNode>): ReactElement {
  const { updateNodeData } = useReactFlow();
  const { status, text } = data;
  return (
    <div className="xy-card" data-status={status}>
      <div className="xy-header">
        <Picture paths={BOX} />
        <span className="xy-title" title="Add">
          Add
        </span>
        {status !== 'idle' && (
          <span className="xy-badge" role="img" aria-label={status}>
            {status}
            <Picture paths={[status === 'running' ? SPINNER : CHECK]} />
          </span>
        )}
      </div>
      <div className="xy-row">
        <Handle type="target" position={Position.Left} id="a" />
        <Name name="a" />
      </div>
      <div className="xy-row">
        <Handle type="target" position={Position.Left} id="b" />
        <Name name="b" />
      </div>
      <label className="xy-row">
        <Handle type="target" position={Position.Left} id="text" />
        <Name name="text" />
        <input
          type="text"
          className="nodrag"
          value={text}
          onChange={(event) => updateNodeData(id, { text: event.currentTarget.value })}
        />
      </label>
      <div className="xy-row xy-output">
        <Name name="sum" />
        <Handle type="source" position={Position.Right} id="sum" />
      </div>
    </div>
  );
});

const NODE_TYPES = { add: AddNodeCard };

const nodesOf = ({ nodes }: Layout): AddNode[] =>
  nodes.map(({ id, x, y }) => ({
    id,
    type: 'add',
    position: { x, y },
    style: { width: NODE_WIDTH },
    data: { text: '', status: 'idle' },
  }));

const edgesOf = ({ wires }: Layout): Edge[] =>
  wires.map(({ from, to, port }) => ({
    id: `${from}-${to}-${port}`,
    source: from,
    sourceHandle: 'sum',
    target: to,
    targetHandle: port,
  }));

interface Setters {
  readonly setNodes: (change: (nodes: AddNode[]) => AddNode[]) => void;
  readonly setEdges: (change: (edges: Edge[]) => Edge[]) => void;
  readonly nodes: readonly AddNode[];
}

function Flow({ shown, tell }: { shown: Shown; tell: (setters: Setters) => void }): ReactElement {
  const [nodes, setNodes, onNodesChange] = useNodesState(nodesOf(shown.layout));
  const [edges, setEdges, onEdgesChange] = useEdgesState(edgesOf(shown.layout));
  const onConnect = useCallback(
    (connection: Connection) => setEdges((before) => addEdge(connection, before)),
    [setEdges],
  );
  tell({ setNodes, setEdges, nodes });
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onConnect={onConnect}
      defaultViewport={{ x: MARGIN, y: MARGIN, zoom: 1 }}
      minZoom={0.1}
      onlyRenderVisibleElements={shown.culled}
    >
      <Background />
    </ReactFlow>
  );
}

const PARTS: Readonly<Record<NodePart, string>> = {
  header: '.xy-title',
  field: 'input',
  output: '[data-handleid="sum"]',
  'input-b': '[data-handleid="b"]',
};

/** `@xyflow/react`. */
export class XyFlow implements Subject {
  #root: Root | undefined;
  #container: HTMLElement | undefined;
  #layout: Layout | undefined;
  #setters: Setters | undefined;

  mount(container: HTMLElement, shown: Shown): void {
    this.#container = container;
    this.#layout = shown.layout;
    this.#root = createRoot(container);
    this.#root.render(
      <ReactFlowProvider>
        <Flow
          shown={shown}
          tell={(setters) => {
            this.#setters = setters;
          }}
        />
      </ReactFlowProvider>,
    );
  }

  unmount(): void {
    this.#root?.unmount();
    this.#setters = undefined;
  }

  find(index: number, part: NodePart): Element | null {
    const node = `.react-flow__node[data-id="n${index}"]`;
    return this.#container?.querySelector(`${node} ${PARTS[part]}`) ?? null;
  }

  count(): { nodes: number; wires: number } {
    return {
      nodes: this.#container!.querySelectorAll('.xy-card').length,
      wires: this.#container!.querySelectorAll('.react-flow__edge').length,
    };
  }

  readonly setStatuses = (ids: readonly string[], status: ShownStatus): void => {
    const changed = new Set(ids);
    this.#setters!.setNodes((nodes) =>
      nodes.map((node) =>
        changed.has(node.id) ? { ...node, data: { ...node.data, status } } : node,
      ),
    );
  };

  /** It has no undo; an app that has one sets the nodes it remembers. */
  undo(): void {
    const places = new Map(this.#layout!.nodes.map((node) => [node.id, node]));
    this.#setters!.setNodes((nodes) =>
      nodes.map((node) => {
        const { x, y } = places.get(node.id)!;
        const { position } = node;
        return position.x === x && position.y === y ? node : { ...node, position: { x, y } };
      }),
    );
  }

  paste(): void {
    const pasted = pastedOf(this.#layout!);
    this.#setters!.setNodes((nodes) => [...nodes, ...nodesOf(pasted)]);
    this.#setters!.setEdges((edges) => [...edges, ...edgesOf(pasted)]);
  }

  readonly xOf = (id: string): number | undefined =>
    this.#setters?.nodes.find((node) => node.id === id)?.position.x;
}
