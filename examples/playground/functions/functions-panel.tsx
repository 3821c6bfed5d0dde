/** Where functions are written: a sheet over the foot of the canvas. */
import { Trash2, X } from 'lucide-react';
import { useRef } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { Diagnostic } from 'millrace';
import { CodeEditor } from 'millrace/react';
import type { CodeEditorApi } from 'millrace/react';
import { IconButton } from '../view/icon-button.js';
import { FunctionsStatus } from './functions-status.js';
import type { Functions } from './use-functions.js';

interface FunctionsPanelProps {
  readonly functions: Functions;
  readonly onRemove: () => void;
}

export function FunctionsPanel({ functions, onRemove }: FunctionsPanelProps): ReactElement {
  const { source = '', write, live, toggle } = functions;
  const editor = useRef<CodeEditorApi>(null);
  return (
    <section className="pg-functions" aria-labelledby="pg-functions-title" onKeyDown={keepEscape}>
      <header>
        <h2 id="pg-functions-title">Your functions</h2>
        <span className="pg-functions-language">Python</span>
        <FunctionsStatus
          source={source}
          live={live}
          onShow={(said) => editor.current?.showPlace(said)}
        />
        <IconButton label="Remove your functions" title="Remove your functions" onClick={onRemove}>
          <Trash2 aria-hidden="true" size={15} />
        </IconButton>
        <IconButton label="Close your functions" title="Close; the nodes stay" onClick={toggle}>
          <X aria-hidden="true" size={16} />
        </IconButton>
      </header>
      <CodeEditor
        ref={editor}
        label="Your functions"
        language="python"
        height="fill"
        autoFocus
        value={source}
        onChange={write}
        diagnostics={source.trim() === '' ? NOTHING_WRONG : live.diagnostics}
        describedBy="pg-functions-help"
        placeholder="def double(x: float) -> float:"
      />
      <p id="pg-functions-help" hidden>
        Tab indents. Press Escape, then Tab to leave the text.
      </p>
    </section>
  );
}

const NOTHING_WRONG: readonly Diagnostic[] = [];

/** In a text Escape is its way out, not the run's end. */
function keepEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopPropagation();
}
