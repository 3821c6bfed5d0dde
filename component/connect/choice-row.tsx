/** One port in the list of those that a port may be wired to. */
import type { ReactElement } from 'react';
import { OptionRow, OptionText } from '../menu/option-list.js';
import { adapterText } from '../surface/adapter-text.js';
import type { EditorText } from '../text/english.js';
import { useText } from '../text/use-text.js';
import type { PortChoice } from './port-choices.js';

export interface ChoiceRowProps {
  readonly id: string;
  readonly choice: PortChoice;
  readonly isMarked: boolean;
  readonly isRefused: boolean;
  readonly onMark: () => void;
  readonly onChoose: () => void;
}

/** The node, the port and its type, and what is to be known before. */
export function ChoiceRow(props: ChoiceRowProps): ReactElement {
  const { id, choice, isMarked, isRefused, onMark, onChoose } = props;
  const { connect: words } = useText();
  return (
    <OptionRow
      id={id}
      isActive={isMarked}
      isRefused={isRefused}
      onActive={onMark}
      onChoose={onChoose}
    >
      <span className="mr-connect-dot" data-color={choice.color} />
      <OptionText note={noteText(choice, words)} aside={choice.type}>
        {words.portOf(choice.port, choice.node)}
      </OptionText>
    </OptionRow>
  );
}

/** What is said of a choice besides its names. */
export function noteText({ note }: PortChoice, words: EditorText['connect']): string | undefined {
  if (note === undefined) return undefined;
  if (note.type === 'replaces') return words.replaces;
  if (note.type === 'cycle') return words.circular;
  const { fit } = note;
  if (fit.kind === 'adapted') return words.converted(adapterText(fit));
  return 'reason' in fit ? fit.reason : undefined;
}
