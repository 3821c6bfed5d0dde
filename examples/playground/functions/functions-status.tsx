/** What became of the text: its nodes, or what is wrong with it. */
import { CircleCheck, CircleX, LoaderCircle, PenLine, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Diagnostic } from 'millrace';
import type { LiveNodes } from 'millrace/react';

interface FunctionsStatusProps {
  readonly source: string;
  readonly live: LiveNodes;
  readonly onShow: (diagnostic: Diagnostic) => void;
}

const PICTURES = {
  empty: PenLine,
  reading: LoaderCircle,
  good: CircleCheck,
  warned: TriangleAlert,
  bad: CircleX,
} as const;

/** One line: the worst there is to say, which leads to its place. */
export function FunctionsStatus({ source, live, onShow }: FunctionsStatusProps): ReactElement {
  const { tone, text, said } = summaryOf(live, source);
  const Picture = PICTURES[tone];
  return (
    <div className="pg-functions-status" data-tone={tone} role="status">
      <Picture aria-hidden="true" size={14} />
      {said === undefined ? (
        <span title={text}>{text}</span>
      ) : (
        <button type="button" title={`${text}\nShow the place`} onClick={() => onShow(said)}>
          {text}
        </button>
      )}
    </div>
  );
}

interface Summary {
  readonly tone: keyof typeof PICTURES;
  readonly text: string;
  readonly said?: Diagnostic;
}

/** Who has just cleared the field has done nothing wrong. */
const EMPTY: Summary = { tone: 'empty', text: 'Write a function, and it is a node' };

function summaryOf({ phase, diagnostics, taken, error }: LiveNodes, source: string): Summary {
  if (phase === 'failed') return { tone: 'bad', text: error?.message ?? 'There is no Python' };
  if (source.trim() === '') return EMPTY;
  if (phase === 'reading') return { tone: 'reading', text: 'Reading' };
  const said = diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0];
  if (said !== undefined) {
    const place = said.line === undefined ? '' : `Line ${said.line}: `;
    const more = diagnostics.length === 1 ? '' : ` (and ${diagnostics.length - 1} more)`;
    const tone = said.severity === 'error' ? 'bad' : 'warned';
    return { tone, text: `${place}${said.message}${more}`, said };
  }
  const count = taken?.config.nodeTypes.length ?? 0;
  return {
    tone: 'good',
    text: count === 1 ? '1 node, in the palette' : `${count} nodes, in the palette`,
  };
}
