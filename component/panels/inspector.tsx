/** Everything about the selected node. */
import { useEffect, useRef, useState } from 'react';
import type { ReactElement, RefObject } from 'react';
import { own } from '../../src/config/document.js';
import { useEditor, useEditorState } from '../editor-context.js';
import { encodeId } from '../surface/encode-id.js';
import { useText } from '../text/use-text.js';
import type { DetailsRequest, InspectorTab } from './details.js';
import { InspectedNode } from './inspected-node.js';
import { Panel } from './panel.js';

export interface InspectorProps {
  /** @default closed where the editor is narrower than 720 pixels */
  readonly defaultCollapsed?: boolean;
}

/**
 * A panel at the right of a `FlowEditor`: inputs, output, log and documentation of the selected
 * node.
 */
export function Inspector({ defaultCollapsed }: InspectorProps): ReactElement {
  const [tab, setTab] = useState<InspectorTab>('inputs');
  const text = useText().inspector;
  const selection = useEditorState((state) => state.selection);
  const [id = ''] = selection;
  const node = useEditorState((state) => own(state.graph.nodes, id));
  const content = useRef<HTMLDivElement>(null);
  useRequests(content, setTab);
  return (
    <Panel side="right" title={text.title} defaultCollapsed={defaultCollapsed}>
      <div className="mr-inspector-frame" ref={content}>
        {selection.size === 1 && node !== undefined ? (
          <InspectedNode key={id} node={node} tab={tab} onTab={setTab} />
        ) : (
          <p className="mr-panel-note">
            {selection.size > 1 ? text.manySelected(selection.size) : text.selectOne}
          </p>
        )}
      </div>
    </Panel>
  );
}

const FIELDS = 'input, select, textarea, button, [contenteditable="true"]';

/** Shows what a card has no room for, and leads the keyboard there. */
function useRequests(
  content: RefObject<HTMLDivElement | null>,
  setTab: (tab: InspectorTab) => void,
): void {
  const { details, dispatch, editorId } = useEditor();
  const [request, setRequest] = useState<DetailsRequest>();
  useEffect(
    () =>
      details.join((asked) => {
        const panel = content.current?.closest('.mr-panel');
        if (!panel || panel.hasAttribute('data-collapsed')) return false;
        dispatch({ type: 'select', ids: [asked.nodeId] });
        setTab(asked.tab);
        setRequest(asked);
        return true;
      }),
    [details, dispatch, content, setTab],
  );
  useEffect(() => {
    if (request === undefined) return;
    const { nodeId, portName = '' } = request;
    const place = encodeId(encodeId(`${editorId}.inspector`, nodeId), portName);
    const port = content.current?.querySelector(`[data-mr-input="${place}"]`);
    const found = (port ?? content.current?.querySelector('[role="tabpanel"]'))?.querySelector(
      FIELDS,
    );
    if (found instanceof HTMLElement) found.focus();
  }, [request, content, editorId]);
}
