/** The ports to choose from, what is typed to narrow them, and which one is marked. */
import { useId, useMemo, useState } from 'react';
import type { PortEnd } from '../surface/port-end.js';
import type { EditorModel } from '../use-editor-model.js';
import { filterChoices, findPortChoices } from './port-choices.js';
import type { PortChoice } from './port-choices.js';

/** A choice as it stands. */
export interface Picked {
  /** Of the field; its list and rows are named after it. */
  readonly id: string;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly rows: readonly PortChoice[];
  readonly at: number;
  readonly mark: (index: number) => void;
  readonly marked: PortChoice | undefined;
  /** How many ports do not fit. */
  readonly refused: number;
  readonly showsRefused: boolean;
  readonly toggleRefused: () => void;
  readonly mayBe: (choice: PortChoice) => boolean;
}

/** All ports that the end of a wire may lead to, what fits best first. */
export function usePicked({ store, catalog, allowMisfits }: EditorModel, end: PortEnd): Picked {
  const id = useId();
  const [text, setText] = useState('');
  const [at, mark] = useState(0);
  const [showsRefused, showRefused] = useState(false);
  // Of the graph as it is when it opens: nothing else changes it meanwhile but a run's statuses.
  const [graph] = useState(() => store.getState().graph);
  const choices = useMemo(
    () => findPortChoices(graph, end, { catalog, allowMisfits }),
    [graph, end, catalog, allowMisfits],
  );
  const { fitting, refused } = choices;
  const rows = useMemo(
    () => [...filterChoices(fitting, text), ...(showsRefused ? filterChoices(refused, text) : [])],
    [fitting, refused, text, showsRefused],
  );
  const inside = Math.min(at, Math.max(0, rows.length - 1));
  return {
    id,
    text,
    setText(next) {
      setText(next);
      mark(0);
    },
    rows,
    at: inside,
    mark,
    marked: rows[inside],
    refused: refused.length,
    showsRefused,
    toggleRefused: () => showRefused(!showsRefused),
    mayBe: (choice) => !refused.includes(choice),
  };
}
