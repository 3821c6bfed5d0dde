/** What came out of a node, or why nothing did. */
import type { ReactElement } from 'react';
import { own } from '../../src/config/document.js';
import type { GraphNode, NodePorts } from '../../src/graph/graph.js';
import type { Outputs, SkipCause } from '../../src/run/events.js';
import type { Status } from '../../src/run/status.js';
import { useEditor, useNodeActivity } from '../editor-context.js';
import { StatusIcon } from '../icons/status-icon.js';
import type { NodeReport } from '../store/status-store.js';
import { useText } from '../text/use-text.js';
import { Failure } from './failure.js';
import { NodeLink } from './node-link.js';
import { PinButton } from './pin-button.js';
import { ValuePreview } from './value-preview.js';

/** The node's status with its reason, its error, and every output in full. */
export function OutputTab({ node }: { node: GraphNode }): ReactElement {
  const { portsOf } = useEditor();
  const text = useText().inspector;
  const { status, report } = useNodeActivity(node.id);
  const { pinned } = node;
  if (status === 'idle' && report === undefined && pinned === undefined) {
    return <p className="mr-panel-note">{text.runToSee}</p>;
  }
  return (
    <div className="mr-inspector-output">
      {status !== 'idle' && <StatusLine status={status} report={report} />}
      {report?.cause !== undefined && status === 'skipped' && <Because cause={report.cause} />}
      {report?.error !== undefined && status === 'error' && <Failure error={report.error} />}
      {pinned !== undefined && <p className="mr-pinned-note">{text.pinnedNote}</p>}
      <OutputValues node={node} outputs={report?.outputs ?? {}} ports={portsOf(node).outputs} />
    </div>
  );
}

interface StatusLineProps {
  readonly status: Status;
  readonly report: NodeReport | undefined;
}

function StatusLine({ status, report }: StatusLineProps): ReactElement {
  const text = useText().status;
  const time = report?.durationMs;
  return (
    <p className="mr-status-line" data-status={status}>
      <StatusIcon status={status} />
      <span>{text[status]}</span>
      {report?.cached === true && (
        <span className="mr-status-cached" title={text.cachedTip}>
          <StatusIcon status="cached" /> {text.cached}
        </span>
      )}
      {time !== undefined && <span className="mr-muted">{text.inTime(text.duration(time))}</span>}
    </p>
  );
}

function Because({ cause }: { cause: SkipCause }): ReactElement {
  const text = useText();
  return (
    <p className="mr-inspector-because">
      {text.inspector.skippedBecause} <NodeLink nodeId={cause.nodeId} />{' '}
      {text.status.skipReason(cause.reason)}.
    </p>
  );
}

interface OutputValuesProps {
  readonly node: GraphNode;
  readonly outputs: Outputs;
  readonly ports: NodePorts['outputs'];
}

/** In the order of the ports; values of ports that are gone come last. A pinned value counts. */
function OutputValues({ node, outputs, ports }: OutputValuesProps): ReactElement {
  const { pinned = {} } = node;
  const known = new Set(ports.map((port) => port.name));
  const others = [...new Set([...Object.keys(outputs), ...Object.keys(pinned)])].filter(
    (name) => !known.has(name),
  );
  const all = [...ports, ...others.map((name) => ({ name, label: name }))];
  return (
    <>
      {all.map(({ name, label }) => {
        const source = Object.hasOwn(pinned, name) ? pinned : outputs;
        if (!Object.hasOwn(source, name)) return null;
        const value = own(source, name);
        return (
          <ValuePreview key={name} value={value} label={label}>
            <PinButton node={node} portName={name} label={label} value={value} />
          </ValuePreview>
        );
      })}
    </>
  );
}
