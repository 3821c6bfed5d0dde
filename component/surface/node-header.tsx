/** The head of a card: language, title, status. */
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { forwardRef } from 'react';
import type { CSSProperties, ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { tellChanges } from '../../src/graph/drift.js';
import { useEditor, useNodeActivity } from '../editor-context.js';
import { Picture } from '../icons/picture.js';
import { LanguageIcon } from '../icons/language-icon.js';
import { StatusIcon } from '../icons/status-icon.js';
import { NodeSlot } from '../slots/use-slots.js';
import type { NodeProgress } from '../store/status-store.js';
import { useText } from '../text/use-text.js';
import { titleOf } from './node-title.js';
import { NodeTitle } from './node-title-field.js';
import { PinBadge } from './pin-badge.js';

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
      <NodeSlot name="NodeHeader" node={node} type={type}>
        <span className="mr-node-language">
          <LanguageIcon language={type?.source?.language} />
        </span>
        <NodeTitle node={node} type={type} />
        <DriftBadge node={node} />
        <PinBadge node={node} />
        <StatusBadge nodeId={node.id} />
      </NodeSlot>
    </div>
  );
});

/** Says that the function, or one inside, has another signature than the node was drawn against. */
function DriftBadge({ node }: { node: GraphNode }): ReactElement | null {
  const text = useText().status;
  const { driftOf, driftInside } = useEditor();
  const drift = driftOf(node);
  const inside = driftInside(node);
  if (drift === undefined && inside === 0) return null;
  const said =
    drift === undefined
      ? text.signatureChangedInside(inside)
      : text.signatureChanged(tellChanges(drift.changes));
  return (
    <span className="mr-drift" title={said} role="img" aria-label={said}>
      <Picture of={TriangleAlert} size={14} />
    </span>
  );
}

/** The status as icon and text; the text of a success goes when it was seen. */
function StatusBadge({ nodeId }: { nodeId: string }): ReactElement | null {
  const text = useText().status;
  const { status, report } = useNodeActivity(nodeId);
  if (status === 'idle') return null;
  const isCached = report?.cached === true;
  const duration = report?.durationMs;
  const time = status === 'success' && duration !== undefined ? text.duration(duration) : undefined;
  const spoken = isCached ? text.doneCached : time === undefined ? text[status] : text.doneIn(time);
  return (
    <>
      <span
        className="mr-status"
        data-status={status}
        title={spoken}
        role="img"
        aria-label={spoken}
      >
        <span className="mr-status-text" key={status}>
          {isCached ? text.cached : (time ?? text[status])}
        </span>
        {/* The seconds are written past React. */}
        {status === 'running' && <span className="mr-elapsed" />}
        <StatusIcon status={status} />
        {isCached && <StatusIcon status="cached" />}
      </span>
      {status === 'running' && <ProgressLine progress={report?.progress} />}
    </>
  );
}

/** The line under the head of a node at work: how far it is, or that nobody knows. */
function ProgressLine({ progress }: { progress: NodeProgress | undefined }): ReactElement {
  const { done = 0, total = 0 } = progress ?? {};
  if (!(total > 0)) return <span className="mr-progress-line" aria-hidden="true" />;
  const share = Math.min(Math.max(done / total, 0), 1);
  const style = { '--mr-share': share } as CSSProperties;
  return <span className="mr-progress-line" data-known="" style={style} aria-hidden="true" />;
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
