/** The list of keys. */
import { X } from 'lucide-react';
import type { ReactElement, RefObject } from 'react';
import { CONTROL } from './control-key.js';

interface Group {
  readonly title: string;
  /** What it does, and its keys; those of one list are pressed together. */
  readonly rows: readonly (readonly [what: string, ...keys: (readonly string[])[]])[];
}

const COLUMNS: readonly (readonly Group[])[] = [
  [
    {
      title: 'Run',
      rows: [
        ['Run the graph', [CONTROL, 'Enter']],
        ['Cancel the run', ['Esc'], [CONTROL, '.']],
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
  ],
  [
    {
      title: 'Graph file',
      rows: [
        ['Save', [CONTROL, 'S']],
        ['Open, or drop a file', [CONTROL, 'O']],
      ],
    },
    {
      title: 'Edit',
      rows: [
        ['Undo', [CONTROL, 'Z']],
        ['Redo', [CONTROL, 'Y']],
        ['Copy', [CONTROL, 'C']],
        ['Paste', [CONTROL, 'V']],
        ['Duplicate', [CONTROL, 'D']],
        ['Delete', ['Del']],
      ],
    },
  ],
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
          <h2 id="pg-shortcuts">Keys of this page</h2>
          <button type="button" className="mr-icon-button" aria-label="Close" onClick={close}>
            <X aria-hidden="true" size={16} />
          </button>
        </header>
        <div className="pg-keys">
          {COLUMNS.map((groups, index) => (
            // The columns are what they are: none comes or goes.
            <div key={index}>
              {groups.map((group) => (
                <KeyGroup key={group.title} {...group} />
              ))}
            </div>
          ))}
        </div>
        <p>Right-click the canvas, a node or a wire for what can be done with it.</p>
      </div>
    </dialog>
  );
}

function KeyGroup({ title, rows }: Group): ReactElement {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([what, ...keys]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((chord) => (
                <span key={chord.join('+')}>
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
  );
}
