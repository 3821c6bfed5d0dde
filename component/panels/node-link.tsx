/** The name of a node that leads to it. */
import type { ReactElement } from 'react';
import { own } from '../../src/config/document.js';
import { useEditor, useEditorState } from '../editor-context.js';
import { useText } from '../text/use-text.js';
import { titleOf } from '../surface/node-title.js';

/** The node's title; a press selects it. The bare id where there is no such node. */
export function NodeLink({ nodeId }: { nodeId: string }): ReactElement {
  const { dispatch, nodeTypes } = useEditor();
  const { panels } = useText();
  const node = useEditorState((state) => own(state.graph.nodes, nodeId));
  if (node === undefined) return <code title={panels.noNode}>{nodeId}</code>;
  return (
    <button
      type="button"
      className="mr-link"
      title={panels.selectNode}
      onClick={() => dispatch({ type: 'select', ids: [nodeId] })}
    >
      {titleOf(node, nodeTypes.get(node.type))}
    </button>
  );
}
