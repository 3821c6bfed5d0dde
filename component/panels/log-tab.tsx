/** What a node logged or printed. */
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { GraphNode } from '../../src/graph/graph.js';
import { useNodeActivity } from '../editor-context.js';
import type { EditorText } from '../text/english.js';
import { useText } from '../text/use-text.js';
import type { NodeLogLine } from '../store/status-store.js';
import { CopyButton } from './copy-button.js';

/** Lines shown at first: the last ones. */
const FIRST = 500;

const NONE: readonly NodeLogLine[] = [];

/** The node's log, line by line, with levels. */
export function LogTab({ node }: { node: GraphNode }): ReactElement {
  const { inspector: text, values } = useText();
  const { report } = useNodeActivity(node.id);
  const [isAll, showAll] = useState(false);
  const log = report?.log ?? NONE;
  if (log.length === 0) {
    return <p className="mr-panel-note">{text.logEmpty}</p>;
  }
  const start = isAll ? 0 : Math.max(0, log.length - FIRST);
  return (
    <div className="mr-log">
      <div className="mr-value-head">
        {start > 0 && (
          <button type="button" className="mr-link" onClick={() => showAll(true)}>
            {text.earlierLines(start.toLocaleString('en'))}
          </button>
        )}
        <CopyButton
          what={values.theLog}
          text={() => log.map(({ message }) => message).join('\n')}
        />
      </div>
      <ol className="mr-log-lines">
        {log.slice(start).map(({ level, message }, index) => (
          <li key={start + index} className="mr-log-line" data-level={level}>
            <Level level={level} text={text} />
            {message}
          </li>
        ))}
      </ol>
    </div>
  );
}

interface LevelProps {
  readonly level: string;
  readonly text: EditorText['inspector'];
}

/** Levels that are said: the usual one goes without saying. */
function Level({ level, text }: LevelProps): ReactElement | null {
  const names = new Map([
    ['debug', text.levelDebug],
    ['warning', text.levelWarning],
    ['error', text.levelError],
  ]);
  const name = names.get(level);
  return name === undefined ? null : <b className="mr-log-level">{name}</b>;
}
