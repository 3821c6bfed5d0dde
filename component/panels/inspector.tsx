/** Everything about the selected node. */
import { useState } from 'react';
import type { ReactElement } from 'react';
import { own } from '../../src/config/document.js';
import { useEditorState } from '../editor-context.js';
import type { InspectorTab } from './details.js';
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
  const selection = useEditorState((state) => state.selection);
  const [id = ''] = selection;
  const node = useEditorState((state) => own(state.graph.nodes, id));
  return (
    <Panel side="right" title="Inspector" defaultCollapsed={defaultCollapsed}>
      {selection.size === 1 && node !== undefined ? (
        <InspectedNode key={id} node={node} tab={tab} onTab={setTab} />
      ) : (
        <p className="mr-panel-note">
          {selection.size > 1
            ? `${selection.size} nodes are selected. Select one to see its inputs and results.`
            : 'Select a node to see its inputs, results and documentation.'}
        </p>
      )}
    </Panel>
  );
}
