/** The name of a graph of this document, chosen. */
import type { ReactElement } from 'react';
import { useEditor } from '../editor-context.js';
import { SUBGRAPH_PREFIX } from '../../src/graph/subgraph-scope.js';
import type { ControlSlotProps } from '../slots/editor-slots.js';
import { SelectControl } from './choice-control.js';

/** A choice among the graphs that are there; the text field where there are none. */
export function GraphNameControl({ children, ...props }: ControlSlotProps): ReactElement {
  const { nodeTypes } = useEditor();
  const names = [...nodeTypes.keys()]
    .filter((type) => type.startsWith(SUBGRAPH_PREFIX))
    .map((type) => type.slice(SUBGRAPH_PREFIX.length));
  if (names.length === 0) return <>{children}</>;
  const options = names.map((name) => ({ label: name, value: name }));
  return <SelectControl {...props} control={{ ...props.control, type: 'select', options }} />;
}
