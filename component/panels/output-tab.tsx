/** What came out of a node, or why nothing did. */
import type { ReactElement } from 'react';
import { own } from '../../src/config/document.js';
import type { GraphNode, NodePorts } from '../../src/graph/graph.js';
import type { Outputs, SkipCause } from '../../src/run/events.js';
import type { Status } from '../../src/run/status.js';
import { useEditor, useNodeActivity } from '../editor-context.js';
import { StatusIcon } from '../icons/status-icon.js';
import type { NodeReport } from '../store/status-store.js';
import { durationText, SKIP_REASONS, STATUS_TEXT } from '../surface/status-text.js';
import { Failure } from './failure.js';
import { NodeLink } from './node-link.js';
import { ValuePreview } from './value-preview.js';

/** The node's status with its reason, its error, and every output in full. */
export function OutputTab({ node }: { node: GraphNode }): ReactElement {
  const { portsOf } = useEditor();
  const { status, report } = useNodeActivity(node.id);
  if (status === 'idle' && report === undefined) {
    return <p className="mr-panel-note">Run the graph to see what this node gives.</p>;
  }
  return (
    <div className="mr-inspector-output">
      <StatusLine status={status} report={report} />
      {report?.cause !== undefined && status === 'skipped' && <Because cause={report.cause} />}
      {report?.error !== undefined && status === 'error' && <Failure error={report.error} />}
      <OutputValues outputs={report?.outputs ?? {}} ports={portsOf(node).outputs} />
    </div>
  );
}

interface StatusLineProps {
  readonly status: Status;
  readonly report: NodeReport | undefined;
}

function StatusLine({ status, report }: StatusLineProps): ReactElement {
  const time = report?.durationMs;
  return (
    <p className="mr-status-line" data-status={status}>
      <StatusIcon status={status} />
      <span>{STATUS_TEXT[status]}</span>
      {report?.cached === true && (
        <span className="mr-status-cached" title="Nothing had changed: the last result was taken">
          <StatusIcon status="cached" /> cached
        </span>
      )}
      {time !== undefined && <span className="mr-muted">in {durationText(time)}</span>}
    </p>
  );
}

function Because({ cause }: { cause: SkipCause }): ReactElement {
  return (
    <p className="mr-inspector-because">
      Skipped because <NodeLink nodeId={cause.nodeId} /> {SKIP_REASONS[cause.reason]}.
    </p>
  );
}

interface OutputValuesProps {
  readonly outputs: Outputs;
  readonly ports: NodePorts['outputs'];
}

/** In the order of the ports; values of ports that are gone come last. */
function OutputValues({ outputs, ports }: OutputValuesProps): ReactElement {
  const known = new Set(ports.map((port) => port.name));
  const others = Object.keys(outputs).filter((name) => !known.has(name));
  const all = [...ports, ...others.map((name) => ({ name, label: name }))];
  return (
    <>
      {all
        .filter(({ name }) => Object.hasOwn(outputs, name))
        .map(({ name, label }) => (
          <ValuePreview key={name} value={own(outputs, name)} label={label} />
        ))}
    </>
  );
}
