/** The foot of a card; it is there only when there is something to say. */
import type { ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import type { ErrorInfo } from '../../src/errors.js';
import type { GraphNode } from '../../src/graph/graph.js';
import type { SkipCause } from '../../src/run/events.js';
import { useEditor, useNodeActivity } from '../editor-context.js';
import { MissingType } from '../panels/missing-type.js';
import { NodeSlot } from '../slots/use-slots.js';
import type { NodeActivity, NodeProgress } from '../store/status-store.js';
import { ShowInside } from '../subgraphs/show-inside.js';
import { useText } from '../text/use-text.js';
import { titleOf } from './node-title.js';
import { useBootNote } from './use-boot-note.js';

interface NodeFooterProps {
  readonly node: GraphNode;
  readonly type: NodeType | undefined;
}

export function NodeFooter({ node, type }: NodeFooterProps): ReactElement | null {
  const { slots } = useEditor();
  const activity = useNodeActivity(node.id);
  const waiting = useBootNote(type, activity);
  const parts = [
    type === undefined ? (
      <p className="mr-node-note" key="missing">
        <MissingType type={node.type} />
      </p>
    ) : null,
    waiting === '' ? null : (
      <p className="mr-node-note" key="waiting">
        {waiting}
      </p>
    ),
    saying(activity, node, type),
  ].filter((part) => part !== null);
  if (parts.length === 0 && slots.NodeFooter === undefined) return null;
  return (
    <div className="mr-node-footer">
      <NodeSlot name="NodeFooter" node={node} type={type}>
        {parts.length === 0 ? null : parts}
      </NodeSlot>
    </div>
  );
}

function saying(
  { status, report }: NodeActivity,
  node: GraphNode,
  type: NodeType | undefined,
): ReactElement | null {
  if (status === 'error' && report?.error !== undefined) {
    return <Failure key="error" error={report.error} node={node} title={titleOf(node, type)} />;
  }
  if (status === 'skipped' && report?.cause !== undefined) {
    return <Skipped key="skipped" cause={report.cause} />;
  }
  if (status === 'running' && report?.progress !== undefined) {
    return <Progress key="progress" progress={report.progress} />;
  }
  return null;
}

interface FailureProps {
  readonly error: ErrorInfo;
  readonly node: GraphNode;
  readonly title: string;
}

/** The beginning of the message, and one press to all of it. */
function Failure({ error, node, title }: FailureProps): ReactElement {
  const { details } = useEditor();
  const text = useText().status;
  return (
    <div className="mr-node-error">
      <p className="mr-node-error-message" data-mr-press>
        {withoutId(error.message, node.id)}
      </p>
      <button
        type="button"
        className="mr-link"
        aria-label={text.detailsOf(title)}
        onClick={({ currentTarget }) =>
          details.open({ nodeId: node.id, tab: 'output', anchor: currentTarget })
        }
      >
        {text.details}
      </button>
      <ShowInside nodeId={node.id} error={error} />
    </div>
  );
}

/** The card says whose error it is. */
function withoutId(message: string, nodeId: string): string {
  const prefix = `${nodeId}: `;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

function Skipped({ cause }: { cause: SkipCause }): ReactElement {
  const { getState, nodeTypes } = useEditor();
  const text = useText().status;
  const source = own(getState().graph.nodes, cause.nodeId);
  const name = source === undefined ? cause.nodeId : titleOf(source, nodeTypes.get(source.type));
  return (
    <p className="mr-node-note" data-status="skipped">
      {text.skippedBecause(name, cause.reason)}
    </p>
  );
}

/** In words; the line under the head is the picture of it. */
function Progress({ progress }: { progress: NodeProgress }): ReactElement {
  const text = useText().status;
  const { done, total, message } = progress;
  const count = text.progress(done, total);
  const isKnown = total !== undefined && total > 0;
  return (
    <p
      className="mr-node-progress"
      role="progressbar"
      aria-label={message ?? count}
      aria-valuemin={isKnown ? 0 : undefined}
      aria-valuemax={isKnown ? total : undefined}
      aria-valuenow={isKnown ? done : undefined}
    >
      {message !== undefined && <span className="mr-node-progress-message">{message}</span>}
      <span>{count}</span>
    </p>
  );
}
