/** The sign of a node some of whose outputs are pinned. */
import Pin from 'lucide-react/icons/pin';
import type { ReactElement } from 'react';
import type { GraphNode } from '../../src/graph/graph.js';
import { useEditor } from '../editor-context.js';
import { Picture } from '../icons/picture.js';
import { useText } from '../text/use-text.js';

/** Says which outputs are pinned; nothing for a node without. */
export function PinBadge({ node }: { node: GraphNode }): ReactElement | null {
  const { portsOf } = useEditor();
  const text = useText().status;
  const names = Object.keys(node.pinned ?? {});
  if (names.length === 0) return null;
  const { outputs } = portsOf(node);
  const labels = names.map((name) => outputs.find((port) => port.name === name)?.label ?? name);
  const said = text.pinnedTip(labels.join(', '));
  return (
    <span className="mr-pin" title={said} role="img" aria-label={said}>
      <Picture of={Pin} size={14} />
    </span>
  );
}
