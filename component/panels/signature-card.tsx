/** What is said of a node whose function changed, moved or is gone, and what can be done about it. */
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import type { SignatureChange } from '../../src/graph/drift-change.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { proposeMoves } from '../../src/graph/migrate-moves.js';
import { useEditor } from '../editor-context.js';
import { useText } from '../text/use-text.js';
import { Icon } from '../icons/icon.js';
import type { EditCommand } from '../store/editor-command.js';
import { MissingType } from './missing-type.js';

/** More are not read. */
const MAX_CHANGES = 12;

/** Nothing for a node whose signature is that of today. */
export function SignatureCard({ node }: { node: GraphNode }): ReactElement | null {
  const { nodeTypes, driftOf } = useEditor();
  const text = useText().inspector;
  const type = nodeTypes.get(node.type);
  if (type === undefined) return <Missing node={node} />;
  const drift = driftOf(node);
  if (drift === undefined) return null;
  const changes = [...drift.changes].sort((one, other) => Number(one.safe) - Number(other.safe));
  return (
    <section className="mr-notice" aria-label={text.signatureChanged}>
      <strong className="mr-notice-title">
        <Icon name="changed" size={14} /> {text.signatureChanged}
      </strong>
      <ul className="mr-changes">
        {changes.slice(0, MAX_CHANGES).map((change) => (
          <Change key={`${change.side} ${change.port} ${change.kind}`} change={change} />
        ))}
        {changes.length > MAX_CHANGES && <li>{text.more(changes.length - MAX_CHANGES)}</li>}
      </ul>
      <Accept node={node} type={type} />
    </section>
  );
}

function Change({ change: { reason, safe } }: { change: SignatureChange }): ReactElement {
  return <li className={safe ? 'mr-muted' : undefined}>{sentence(reason)}</li>;
}

function Accept({ node, type }: { node: GraphNode; type: NodeType }): ReactElement {
  const text = useText().inspector;
  return (
    <>
      <Act command={{ type: 'acceptDrift', nodeId: node.id, nodeType: type }}>
        {text.takeSignature}
      </Act>
      <span className="mr-muted">{text.takeNote}</span>
    </>
  );
}

function Missing({ node }: { node: GraphNode }): ReactElement {
  const text = useText().inspector;
  const { config, getState, nodeTypes } = useEditor();
  const move = useMemo(() => {
    const { document, keys } = getState();
    const place = [...keys.flatMap((key) => ['subgraphs', key]), 'nodes', node.id].join('\0');
    return proposeMoves(document, config).find(({ path }) => path.join('\0') === place);
  }, [config, getState, node]);
  return (
    <section className="mr-notice" aria-label={text.missingType}>
      <span>
        <MissingType type={node.type} />
      </span>
      {move !== undefined && (
        <>
          <span>{text.movedTo(nodeTypes.get(move.to)?.source?.module ?? text.anotherModule)}</span>
          <Act command={{ type: 'applyMove', from: move.from, to: move.to }}>
            {text.moveTo(move.to)}
          </Act>
        </>
      )}
    </section>
  );
}

function Act({
  command,
  children,
}: {
  command: EditCommand;
  children: string | readonly string[];
}): ReactElement {
  const { dispatch, focus, readOnly } = useEditor();
  const act = (): void => {
    dispatch(command);
    // The button goes; the focus would go with it.
    focus();
  };
  return (
    <button type="button" className="mr-button" disabled={readOnly} onClick={act}>
      <span className="mr-notice-action">{children}</span>
    </button>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
