/** The head of a card: language, title, status. */
import { forwardRef } from 'react';
import type { ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { tellChanges } from '../../src/graph/drift.js';
import { useEditor, useNodeActivity } from '../editor-context.js';
import { Icon } from '../icons/icon.js';
import { LanguageIcon } from '../icons/language-icon.js';
import { StatusIcon } from '../icons/status-icon.js';
import { titleOf } from './node-title.js';
import { durationText, STATUS_TEXT } from './status-text.js';

interface NodeHeaderProps {
  readonly node: GraphNode;
  readonly type: NodeType | undefined;
}

export const NodeHeader = forwardRef<HTMLDivElement, NodeHeaderProps>(function NodeHeader(
  { node, type },
  ref,
) {
  const title = titleOf(node, type);
  const tip = type?.description === undefined ? title : `${title}\n${type.description}`;
  return (
    <div className="mr-node-header" data-hue={hueOf(type?.category)} ref={ref} title={tip}>
      <span className="mr-node-language">
        <LanguageIcon language={type?.source?.language} />
      </span>
      <span className="mr-node-title">{title}</span>
      <DriftBadge node={node} />
      <StatusBadge nodeId={node.id} />
    </div>
  );
});

/** Says that the function has another signature than the node was drawn against. */
function DriftBadge({ node }: { node: GraphNode }): ReactElement | null {
  const drift = useEditor().driftOf(node);
  if (drift === undefined) return null;
  const text = `Signature changed: ${tellChanges(drift.changes)}`;
  return (
    <span className="mr-drift" title={text} role="img" aria-label={text}>
      <Icon name="changed" size={14} />
    </span>
  );
}

/** The status as icon and text; the text of a success goes when it was seen. */
function StatusBadge({ nodeId }: { nodeId: string }): ReactElement | null {
  const { status, report } = useNodeActivity(nodeId);
  if (status === 'idle') return null;
  const duration = report?.durationMs;
  const time = status === 'success' && duration !== undefined ? durationText(duration) : undefined;
  const text = STATUS_TEXT[status];
  const spoken = time === undefined ? text : `${text} in ${time}`;
  return (
    <span className="mr-status" data-status={status} title={spoken} role="img" aria-label={spoken}>
      <span className="mr-status-text" key={status}>
        {time ?? text}
      </span>
      <StatusIcon status={status} />
      {report?.cached === true && <StatusIcon status="cached" />}
    </span>
  );
}

/** One of eight tints, the same for all nodes of a category's first part. */
function hueOf(category: string | undefined): number | undefined {
  if (category === undefined) return undefined;
  let hash = 0;
  for (const character of category.split('/')[0]!.trim()) {
    hash = (hash * 31 + character.codePointAt(0)!) % 997;
  }
  return hash % 8;
}
