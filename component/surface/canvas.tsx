/** The canvas: Flume's stage with our nodes, wires and grid on it. */
import { Fragment, useMemo, useRef, useSyncExternalStore } from 'react';
import type { ReactElement, ReactNode } from 'react';
import {
  CacheContext,
  NodeDispatchContext,
  NodeTypesContext,
  Stage,
  StageContext,
} from 'flume/dist/index.es.js';
import { useEditor, useEditorState } from '../editor-context.js';
import { groupingOf } from '../../src/graph/groups.js';
import type { Catalog } from '../store/catalog.js';
import { nodeIdsOf } from '../store/changed-nodes.js';
import { pathKey } from '../store/shown-graph.js';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import { CanvasItemViews } from './canvas-item-views.js';
import { CARD, NodeView } from './node-view.js';
import { COLLAPSED, PortLooks } from './port-looks.js';
import type { Surface } from './surface.js';

const ignore = (): void => undefined;
/** Flume’s own view of the stage; ours is past React, so it never changes. */
const STAGE = { scale: 1, translate: { x: 0, y: 0 } };
const CARDS = { [CARD]: { type: CARD } };
const CACHE = { current: { ports: {}, connections: {} } };

interface CanvasProps {
  readonly surface: Surface;
  readonly catalog: Catalog;
  readonly onNodeRender: (nodeId: string) => void;
}

/** Flume's contexts, with values that never change: nothing in them renders a node again. */
function FlumeContexts({ children }: { children: ReactNode }): ReactElement {
  return (
    <NodeTypesContext.Provider value={CARDS}>
      <NodeDispatchContext.Provider value={ignore}>
        <StageContext.Provider value={STAGE}>
          <CacheContext.Provider value={CACHE}>{children}</CacheContext.Provider>
        </StageContext.Provider>
      </NodeDispatchContext.Provider>
    </NodeTypesContext.Provider>
  );
}

export function Canvas(props: CanvasProps): ReactElement {
  const { surface } = props;
  const { editorId } = useEditor();
  const wires = useRef<SVGSVGElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const stageRect = useRef<DOMRect | undefined>(undefined);

  useBrowserLayoutEffect(() => {
    const zoom = wires.current?.parentElement;
    const pan = zoom?.parentElement;
    const stage = pan?.parentElement;
    if (!wires.current || !grid.current || !zoom || !pan || !stage) return undefined;
    return surface.attach({ stage, pan, zoom, grid: grid.current, wires: wires.current });
  }, [surface]);

  return (
    <FlumeContexts>
      <Stage
        {...STAGE}
        editorId={editorId}
        dispatchStageState={ignore}
        numNodes={0}
        stageRef={stageRect}
        spaceToPan={false}
        dispatchComments={ignore}
        disableComments
        disablePan
        disableZoom
        disableFocusCapture
        outerStageChildren={<div className="mr-grid" ref={grid} />}
      >
        <CanvasItemViews surface={surface} />
        <svg className="mr-wires" ref={wires} aria-hidden="true" />
        <Nodes {...props} />
      </Stage>
    </FlumeContexts>
  );
}

/** The nodes near what is seen. */
function Nodes({ surface, catalog, onNodeRender }: CanvasProps): ReactElement {
  const { editorId, nodeTypes, portsOf, text } = useEditor();
  const nodes = useEditorState((state) => state.graph.nodes);
  const hidden = useEditorState((state) => groupingOf(state.graph).hidden);
  const path = useEditorState((state) => pathKey(state.path));
  const mounted = useSyncExternalStore(
    surface.mounted.subscribe,
    surface.mounted.get,
    surface.mounted.get,
  );
  const looks = useMemo(() => new PortLooks(catalog), [catalog]);
  useBrowserLayoutEffect(() => {
    surface.catalog = catalog;
    surface.text = text;
    surface.flush();
  });
  // A list of those alone: of a thousand that are not there, React would look at each, each time.
  const ids = nodeIdsOf({ nodes });
  const shown = mounted === undefined ? ids : ids.filter((id) => mounted.has(id));
  return (
    <Fragment key={path}>
      {shown.map((id) => {
        const node = nodes[id]!;
        return hidden.has(id) ? null : (
          <NodeView
            key={id}
            node={node}
            type={nodeTypes.get(node.type)}
            ports={node.collapsed === true ? COLLAPSED : looks.of(portsOf(node))}
            surface={surface}
            editorId={editorId}
            onRender={onNodeRender}
          />
        );
      })}
    </Fragment>
  );
}
