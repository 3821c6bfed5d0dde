/** One node: Flume's card, with our header and footer in it. */
import { memo, useRef } from 'react';
import type { ReactElement } from 'react';
import { Node } from 'flume/dist/index.es.js';
import type { NodeType } from '../../src/config/config.js';
import type { Connection, GraphNode } from '../../src/graph/graph.js';
import { useEditor } from '../editor-context.js';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import { encodeId } from './encode-id.js';
import { NodeBoundary } from './node-boundary.js';
import { NodeBody } from './node-body.js';
import { NodeFooter } from './node-footer.js';
import { NodeHeader } from './node-header.js';
import { titleOf } from './node-title.js';
import type { CardPorts } from './port-looks.js';
import { PortRows } from './port-rows.js';
import type { Surface } from './surface.js';

/** What a node is rendered from; equal props render nothing. */
export interface NodeViewProps {
  readonly node: GraphNode;
  /** Undefined for a placeholder. */
  readonly type: NodeType | undefined;
  readonly ports: CardPorts;
  readonly surface: Surface;
  readonly editorId: string;
  readonly onRender: (nodeId: string) => void;
}

/** Flume asks for these only in the drags that are ours. */
const NO_RECT = { current: undefined };
const NO_DATA = {};
const NO_CONNECTIONS = { inputs: {}, outputs: {} };
const ignore = (): void => undefined;

/** Flume knows all our nodes by this type; what they are we draw ourselves. */
export const CARD = 'card';

export const NodeView = memo(function NodeView(props: NodeViewProps): ReactElement {
  const { node, editorId, ports } = props;
  props.onRender(node.id);
  return (
    <NodeBoundary node={node}>
      <Node
        id={encodeId(editorId, node.id)}
        type={CARD}
        x={node.x}
        y={node.y}
        width={node.width}
        inputData={NO_DATA}
        connections={NO_CONNECTIONS}
        stageRect={NO_RECT}
        onDragStart={ignore}
        renderNodeHeader={() => <CardParts {...props} />}
        ports={<PortRows node={node} ports={ports} />}
      />
    </NodeBoundary>
  );
});

/** The parts that Flume has one slot for: the footer is put below the ports by the style sheet. */
function CardParts({ node, type, surface, ports }: NodeViewProps): ReactElement {
  const title = titleOf(node, type);
  const { driftOf, driftInside, text } = useEditor();
  const isDrifted = driftOf(node) !== undefined || driftInside(node) > 0;
  const header = useRef<HTMLDivElement>(null);
  useBrowserLayoutEffect(() => surface.register(node.id, cardOf(header)), [surface, node.id]);
  const { id, inputData, connections, width, title: name, collapsed } = node;
  // Not where it lies: a node that was only moved is measured already.
  useBrowserLayoutEffect(
    () => surface.nodes.mark(id),
    [surface, id, inputData, connections, width, name, collapsed, ports],
  );
  useBrowserLayoutEffect(() => {
    const card = cardOf(header);
    card.toggleAttribute('data-mr-placeholder', type === undefined);
    card.toggleAttribute('data-mr-disabled', node.disabled === true);
    card.toggleAttribute('data-mr-drift', isDrifted);
    if (node.collapsed === true) card.setAttribute('data-mr-collapsed', wiredSides(node));
    else card.removeAttribute('data-mr-collapsed');
    card.setAttribute('role', 'group');
    card.setAttribute('aria-roledescription', text.keyboard.node);
    card.tabIndex = 0;
    card.setAttribute('aria-label', title);
  }, [type, node, title, text, isDrifted]);
  return (
    <>
      <NodeHeader ref={header} node={node} type={type} />
      <NodeBody node={node} type={type} />
      <NodeFooter node={node} type={type} />
    </>
  );
}

/** Flume makes it; our head is right in it. */
function cardOf(header: { readonly current: HTMLDivElement | null }): HTMLElement {
  return header.current!.parentElement!;
}

/** At which sides of a collapsed card wires end: there is a dot. */
function wiredSides({ connections }: GraphNode): string {
  const isWired = (ports: Readonly<Record<string, readonly Connection[]>>): boolean =>
    Object.values(ports).some((ends) => ends.length > 0);
  return `${isWired(connections.inputs) ? 'in' : ''} ${isWired(connections.outputs) ? 'out' : ''}`;
}
