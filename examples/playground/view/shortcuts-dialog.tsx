/** The list of keys. */
import { X } from 'lucide-react';
import type { ReactElement, RefObject } from 'react';

const CONTROL = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

interface Group {
  readonly title: string;
  /** What it does, and the keys: a list is pressed together, texts between are words. */
  readonly rows: readonly (readonly [what: string, ...keys: (readonly string[])[]])[];
}

const GROUPS: readonly Group[] = [
  {
    title: 'Run',
    rows: [
      ['Run the graph', [CONTROL, 'Enter']],
      ['Cancel the run', ['Esc'], [CONTROL, '.']],
    ],
  },
  {
    title: 'Graph file',
    rows: [
      ['Save', [CONTROL, 'S']],
      ['Open, or drop a file on the page', [CONTROL, 'O']],
    ],
  },
  {
    title: 'Canvas',
    rows: [
      ['Add a node', ['/']],
      ['Show the whole graph', ['F']],
      ['Zoom in, zoom out', ['+'], ['−']],
      ['Select all', [CONTROL, 'A']],
      ['Move what is selected', ['↑'], ['↓'], ['←'], ['→']],
    ],
  },
  {
    title: 'Edit',
    rows: [
      ['Undo', [CONTROL, 'Z']],
      ['Redo', [CONTROL, 'Shift', 'Z'], [CONTROL, 'Y']],
      ['Copy, cut, paste', [CONTROL, 'C'], [CONTROL, 'X'], [CONTROL, 'V']],
      ['Duplicate', [CONTROL, 'D']],
      ['Delete', ['Del']],
    ],
  },
];

interface ShortcutsDialogProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
}

/** Closed until somebody calls `showModal()` on it. */
export function ShortcutsDialog({ dialog }: ShortcutsDialogProps): ReactElement {
  const close = (): void => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className="pg-dialog"
      aria-labelledby="pg-shortcuts"
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className="pg-dialog-body">
        <header>
          <h2 id="pg-shortcuts">Keyboard shortcuts</h2>
          <button type="button" className="mr-icon-button" aria-label="Close" onClick={close}>
            <X aria-hidden="true" size={16} />
          </button>
        </header>
        <div className="pg-keys">
          {GROUPS.map(({ title, rows }) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {rows.map(([what, ...keys]) => (
                  <div key={what}>
                    <dt>{what}</dt>
                    <dd>
                      {keys.map((chord) => (
                        <span key={chord.join()}>
                          {chord.map((key) => (
                            <kbd key={key}>{key}</kbd>
                          ))}
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <p>Right-click the canvas, a node or a wire for what can be done with it.</p>
      </div>
    </dialog>
  );
}
