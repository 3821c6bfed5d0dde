/** The foot of a card; it is there only when there is something to say. */
import type { ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { useEditor, useNodeActivity } from '../editor-context.js';
import { MissingType } from '../panels/missing-type.js';
import type { NodeActivity, NodeProgress } from '../store/status-store.js';
import { titleOf } from './node-title.js';
import { SKIP_REASONS } from './status-text.js';
import { useBootNote } from './use-boot-note.js';

interface NodeFooterProps {
  readonly node: GraphNode;
  readonly type: NodeType | undefined;
}

export function NodeFooter({ node, type }: NodeFooterProps): ReactElement | null {
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
    saying(activity, node.id),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <footer className="mr-node-footer">{parts}</footer>;
}

function saying({ status, report }: NodeActivity, nodeId: string): ReactElement | null {
  if (status === 'error' && report?.error !== undefined) {
    const { message, stack } = report.error;
    return <Failure key="error" message={withoutId(message, nodeId)} stack={stack} />;
  }
  if (status === 'skipped' && report?.cause !== undefined) {
    return <Skipped key="skipped" cause={report.cause} />;
  }
  if (status === 'running' && report?.progress !== undefined) {
    return <Progress key="progress" progress={report.progress} />;
  }
  return null;
}

/** The card says whose error it is. */
function withoutId(message: string, nodeId: string): string {
  const prefix = `${nodeId}: `;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

function Failure({ message, stack }: { message: string; stack: string | undefined }): ReactElement {
  if (stack === undefined || stack === message) {
    return (
      <p className="mr-node-error" role="alert">
        {message}
      </p>
    );
  }
  return (
    <details className="mr-node-error">
      <summary title="Show where it happened">{message}</summary>
      <pre>{stack}</pre>
    </details>
  );
}

function Skipped({
  cause,
}: {
  cause: NonNullable<NonNullable<NodeActivity['report']>['cause']>;
}): ReactElement {
  const { getGraph, nodeTypes } = useEditor();
  const source = own(getGraph().nodes, cause.nodeId);
  const name = source === undefined ? cause.nodeId : titleOf(source, nodeTypes.get(source.type));
  return (
    <p className="mr-node-note" data-status="skipped">
      Skipped: “{name}” {SKIP_REASONS[cause.reason]}
    </p>
  );
}

function Progress({ progress }: { progress: NodeProgress }): ReactElement {
  const { done, total, message } = progress;
  return (
    <p className="mr-node-progress">
      {total === undefined ? <progress /> : <progress value={done} max={total} />}
      <span>{message ?? (total === undefined ? `${done}` : `${done} of ${total}`)}</span>
    </p>
  );
}
