/** Pins the last value of an output, so that runs take it instead of asking the node. */
import type { ReactElement } from 'react';
import { describe, isJsonValue } from '../../src/config/document.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { useEditor } from '../editor-context.js';
import { Icon } from '../icons/icon.js';
import type { EditorText } from '../text/english.js';
import { useText } from '../text/use-text.js';

/** A document with more in it is slow to save and to undo. */
const MOST_CHARACTERS = 1_000_000;

export interface PinButtonProps {
  readonly node: GraphNode;
  readonly portName: string;
  readonly label: string;
  /** What would be pinned. */
  readonly value: unknown;
}

/** Pins or unpins; says why a value can't be pinned. */
export function PinButton({ node, portName, label, value }: PinButtonProps): ReactElement {
  const { dispatch, readOnly } = useEditor();
  const text = useText().inspector;
  const isPinned = Object.hasOwn(node.pinned ?? {}, portName);
  const obstacle = isPinned ? undefined : obstacleOf(value, text);
  const isDisabled = readOnly || obstacle !== undefined;
  const press = (): void => {
    const pinned = isPinned ? undefined : copyOf(value);
    dispatch({ type: 'pinOutput', nodeId: node.id, portName, value: pinned });
  };
  return (
    <>
      {isPinned && <span className="mr-pinned-mark">{text.pinned}</span>}
      <button
        type="button"
        className="mr-icon-button mr-pin-button"
        aria-pressed={isPinned}
        aria-label={text.pin(label)}
        aria-description={obstacle}
        title={obstacle ?? (isPinned ? text.unpin(label) : text.pin(label))}
        aria-disabled={isDisabled ? true : undefined}
        onClick={isDisabled ? undefined : press}
      >
        <Icon name={isPinned ? 'unpin' : 'pin'} size={14} />
      </button>
    </>
  );
}

function obstacleOf(value: unknown, text: EditorText['inspector']): string | undefined {
  if (!isJson(value)) return text.cantPin(describe(value));
  const size = JSON.stringify(value).length;
  if (size <= MOST_CHARACTERS) return undefined;
  return text.tooLargeToPin(megabytes(size), megabytes(MOST_CHARACTERS));
}

/** A value may be a Proxy that throws when it is looked at. */
function isJson(value: unknown): boolean {
  try {
    return isJsonValue(value);
  } catch {
    return false;
  }
}

/** The node may go on changing what it gave. */
function copyOf(value: unknown): unknown {
  return typeof value === 'object' ? (JSON.parse(JSON.stringify(value)) as unknown) : value;
}

function megabytes(count: number): string {
  return `${(count / 1_000_000).toPrecision(2)} MB`;
}
