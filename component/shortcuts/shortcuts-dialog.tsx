/** The list of all keys: made from what can be done, so that it never says otherwise. */
import type { ReactElement } from 'react';
import type { EditorAction } from '../actions/action.js';
import { EDITOR_ACTIONS } from '../actions/all-actions.js';
import { useEditor } from '../editor-context.js';
import { Modal } from '../menu/modal.js';
import { shortcutText } from '../menu/shortcut.js';
import type { EditorText } from '../text/english.js';

export interface ShortcutsDialogProps {
  readonly onClose: () => void;
}

/** A dialog with what can be done by keys, by where it can be done. */
export function ShortcutsDialog({ onClose }: ShortcutsDialogProps): ReactElement {
  const editor = useEditor();
  const { keyboard: words } = editor.text;
  return (
    <Modal title={words.shortcuts} closeLabel={words.close} onClose={onClose}>
      {/* It scrolls, by keys too. */}
      <div className="mr-keys" tabIndex={0} role="group" aria-label={words.shortcuts}>
        <KeyGroup title={words.groups.move} rows={walkRows(words)} />
        {actionGroups(editor.text).map(({ title, actions }) => (
          <KeyGroup
            key={title}
            title={title}
            rows={actions.map(({ label, keys = [] }) => ({
              what: label(editor.text, editor),
              keys,
            }))}
          />
        ))}
      </div>
    </Modal>
  );
}

interface Row {
  readonly what: string;
  readonly keys: readonly string[];
}

interface Group {
  readonly title: string;
  readonly actions: readonly EditorAction[];
}

function actionGroups({ keyboard: { groups } }: EditorText): readonly Group[] {
  const withKeys = EDITOR_ACTIONS.filter(({ keys = [] }) => keys.length > 0);
  return [
    { title: groups.anywhere, actions: withKeys.filter(({ everywhere }) => everywhere === true) },
    { title: groups.canvas, actions: withKeys.filter(({ everywhere }) => everywhere !== true) },
  ];
}

/** The keys of the walk, which are no actions: what they do depends on where the focus is. */
function walkRows({ walks }: EditorText['keyboard']): readonly Row[] {
  return [
    { what: walks.enter, keys: ['Enter'] },
    { what: walks.leave, keys: ['Escape'] },
    { what: walks.tab, keys: ['Tab'] },
    { what: walks.neighbour, keys: ['Alt+↑ ↓ ← →'] },
    { what: walks.extend, keys: ['Alt+Shift+↑ ↓ ← →'] },
    { what: walks.space, keys: ['Space'] },
    { what: walks.arrows, keys: ['↑ ↓ ← →'] },
    { what: walks.far, keys: ['Shift+↑ ↓ ← →'] },
    { what: walks.ports, keys: ['↑ ↓ ← →'] },
    { what: walks.connect, keys: ['Enter'] },
    { what: walks.cut, keys: ['Delete'] },
    { what: walks.parts, keys: ['F6', 'Shift+F6'] },
    { what: walks.menu, keys: ['Shift+F10'] },
  ];
}

function KeyGroup({ title, rows }: { title: string; rows: readonly Row[] }): ReactElement {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(({ what, keys }) => (
          <div className="mr-keys-row" key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <Chord key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Keys that are pressed together. */
function Chord({ keys }: { keys: string }): ReactElement {
  return <kbd>{shortcutText(keys)}</kbd>;
}
