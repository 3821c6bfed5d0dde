/** The title of a card, which is written where it stands. */
import type { ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { useEditor } from '../editor-context.js';
import { TitleField } from '../naming/title-field.js';
import { useNaming } from '../naming/use-naming.js';
import { titleOf } from './node-title.js';

interface NodeTitleProps {
  readonly node: GraphNode;
  /** Undefined for a placeholder. */
  readonly type: NodeType | undefined;
}

/** The title; emptied, it is the type's again. */
export function NodeTitle({ node, type }: NodeTitleProps): ReactElement {
  const { text, dispatch } = useEditor();
  const isNamed = useNaming('node', node.id);
  const title = titleOf(node, type);
  if (!isNamed) return <span className="mr-node-title">{title}</span>;
  const usual = titleOf({ ...node, title: '' }, type);
  return (
    <TitleField
      value={title}
      placeholder={usual}
      label={text.groups.nodeTitle}
      onWrite={(written) => {
        const patch = { title: written === '' || written === usual ? undefined : written };
        dispatch({ type: 'changeNodes', ids: [node.id], patch });
      }}
    />
  );
}
