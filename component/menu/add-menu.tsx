/** The menu that adds a node, inside an editor: it knows what the node is for. */
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { MEMORY, rememberedTexts } from '../editor-memory.js';
import { showHint } from '../show-hint.js';
import type { OpenMenu } from '../open-menu.js';
import type { EditorText } from '../text/english.js';
import type { EditorModel } from '../use-editor-model.js';
import { AddNodeMenu } from './add-node-menu.js';
import { candidatesFor } from './candidates.js';
import type { Candidate } from './candidates.js';
import { chooseCandidate } from './choose-candidate.js';

export interface AddMenuProps {
  readonly model: EditorModel;
  readonly menu: Extract<OpenMenu, { readonly type: 'add' }>;
}

/** All node types, or those that fit what the menu was opened for; the chosen one is wired. */
export function AddMenu({ model, menu }: AddMenuProps): ReactElement {
  const { context, catalog, setMenu, surface } = model;
  const { purpose, at, place } = menu;
  const { menu: text } = context.text;
  // As they were when it was opened: a list that moves under the pointer is none to choose from.
  const candidates = useMemo(
    () => candidatesFor(purpose, { catalog, graph: context.getState().graph }),
    [purpose, catalog, context],
  );
  const close = (): void => setMenu(undefined);
  const add = (candidate: Candidate): void => {
    const { nodeId, lost } = chooseCandidate(context, { candidate, purpose, place });
    close();
    if (nodeId === undefined) context.focus();
    else context.focusNode(nodeId);
    if (lost === '') return;
    showHint(surface, lost, at);
    context.announce(lost);
  };
  return (
    <AddNodeMenu
      at={at}
      candidates={candidates}
      isRanked={purpose !== undefined}
      recent={rememberedTexts(context.memory, MEMORY.types)}
      label={labelFor(purpose, text)}
      text={text}
      noteOf={(candidate) => noteOf(candidate, text)}
      onAdd={add}
      onClose={close}
    />
  );
}

function labelFor(purpose: AddMenuProps['menu']['purpose'], text: EditorText['menu']): string {
  if (purpose === undefined) return text.addNode;
  if (purpose.type === 'wire') return text.addToWire;
  return purpose.type === 'insert' ? text.insertNode : text.replaceNode(purpose.nodeIds.length);
}

function noteOf(candidate: Candidate, text: EditorText['menu']): string {
  const { input, output, caution, replacements } = candidate;
  if (replacements !== undefined) {
    const lost = [...replacements.values()].reduce((sum, each) => sum + each.lostWires.length, 0);
    return lost === 0 ? text.keepsAll : text.loses(lost);
  }
  const names = [input, output].flatMap((port) => (port === undefined ? [] : [labelOf(port)]));
  if (names.length === 0) return '';
  const note = text.fitsAs(names.join(' → '));
  return caution === undefined ? note : `${note}, ${text[caution]}`;
}

function labelOf({ label, name }: { readonly label?: string; readonly name: string }): string {
  return label ?? name;
}
