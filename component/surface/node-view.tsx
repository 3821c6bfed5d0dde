/** One node: Flume's card, with our header and footer in it. */
import { memo, useRef } from 'react';
import type { ReactElement } from 'react';
import { Node, NodeTypesContext } from 'flume/dist/index.es.js';
import type { NodeType } from '../../src/config/config.js';
import { createRecord } from '../../src/config/document.js';
import type { Connection, GraphNode } from '../../src/graph/graph.js';
import { useText } from '../text/use-text.js';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import { encodeId } from './encode-id.js';
import { CARD } from './flume-types.js';
import type { FlumeNodeTypes } from './flume-types.js';
import { NodeBoundary } from './node-boundary.js';
import { NodeBody } from './node-body.js';
import { NodeContext } from './node-context.js';
import { NodeFooter } from './node-footer.js';
import { NodeHeader } from './node-header.js';
import { titleOf } from './node-title.js';
import type { Surface } from './surface.js';

/** What a node is rendered from; equal props render nothing. */
export interface NodeViewProps {
  readonly node: GraphNode;
  /** Undefined for a placeholder. */
  readonly type: NodeType | undefined;
  readonly flumeTypes: FlumeNodeTypes;
  readonly surface: Surface;
  readonly editorId: string;
  readonly onRender: (nodeId: string) => void;
}

/** Flume asks for a stage's rectangle only in the drags that are ours. */
const NO_RECT = { current: undefined };
const ignore = (): void => undefined;

export const NodeView = memo(function NodeView(props: NodeViewProps): ReactElement {
  const { node, editorId } = props;
  props.onRender(node.id);
  return (
    <NodeContext.Provider value={node}>
      <NodeBoundary node={node}>
        <NodeTypesContext.Provider value={props.flumeTypes}>
          <Node
            id={encodeId(editorId, node.id)}
            type={CARD}
            x={node.x}
            y={node.y}
            width={node.width}
            inputData={node.inputData}
            connections={{ inputs: connectedPorts(node.connections.inputs), outputs: {} }}
            stageRect={NO_RECT}
            onDragStart={ignore}
            renderNodeHeader={() => <CardParts {...props} />}
          />
        </NodeTypesContext.Provider>
      </NodeBoundary>
    </NodeContext.Provider>
  );
});

/** The parts that Flume has one slot for: the footer is put below the ports by the style sheet. */
function CardParts({ node, type, surface, flumeTypes }: NodeViewProps): ReactElement {
  const title = titleOf(node, type);
  const { keyboard } = useText();
  const header = useRef<HTMLDivElement>(null);
  useBrowserLayoutEffect(() => {
    const card = header.current?.closest<HTMLElement>('[data-flume-component="node"]');
    return card === null || card === undefined ? undefined : surface.register(node.id, card);
  }, [surface, node.id]);
  const { id, inputData, connections, width, title: name, collapsed } = node;
  // Not where it lies: a node that was only moved is measured already.
  useBrowserLayoutEffect(
    () => surface.nodes.mark(id),
    [surface, id, inputData, connections, width, name, collapsed, flumeTypes],
  );
  useBrowserLayoutEffect(() => {
    const card = header.current?.closest<HTMLElement>('[data-flume-component="node"]');
    if (card === null || card === undefined) return;
    card.toggleAttribute('data-mr-placeholder', type === undefined);
    card.toggleAttribute('data-mr-disabled', node.disabled === true);
    if (node.collapsed === true) card.setAttribute('data-mr-collapsed', wiredSides(node));
    else card.removeAttribute('data-mr-collapsed');
    card.setAttribute('role', 'group');
    card.setAttribute('aria-roledescription', keyboard.node);
    card.tabIndex = 0;
    card.setAttribute('aria-label', title);
  }, [type, node, title, keyboard]);
  return (
    <>
      <NodeHeader ref={header} node={node} type={type} />
      <NodeBody node={node} type={type} />
      <NodeFooter node={node} type={type} />
    </>
  );
}

/** At which sides of a collapsed card wires end: there is a dot. */
function wiredSides({ connections }: GraphNode): string {
  const isWired = (ports: Readonly<Record<string, readonly Connection[]>>): boolean =>
    Object.values(ports).some((ends) => ends.length > 0);
  return `${isWired(connections.inputs) ? 'in' : ''} ${isWired(connections.outputs) ? 'out' : ''}`;
}

/** Flume takes any entry for a connection, an empty one included. */
function connectedPorts(
  ports: Readonly<Record<string, readonly Connection[]>>,
): Readonly<Record<string, true>> {
  const connected = createRecord<true>();
  for (const [name, ends] of Object.entries(ports)) if (ends.length > 0) connected[name] = true;
  return connected;
}
