/** The slots of an editor, as its parts use them. */
import { useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { NodeType } from '../../src/config/config.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { useEditor } from '../editor-context.js';
import { areSameSlots, readSlots } from './editor-slots.js';
import type { EditorSlots } from './editor-slots.js';

/** The same object as long as a host passes the same parts. */
export function useStableSlots(given: EditorSlots | undefined): EditorSlots {
  const slots = readSlots(given);
  const stable = useRef(slots);
  if (!areSameSlots(stable.current, slots)) stable.current = slots;
  return stable.current;
}

interface NodeSlotOptions {
  readonly name: 'NodeHeader' | 'NodeBody' | 'NodeFooter';
  readonly node: GraphNode;
  readonly type: NodeType | undefined;
  /** What is there without the host's part. */
  readonly children?: ReactNode;
}

/** A part of a card: the host's, where it has one. */
export function NodeSlot({ name, node, type, children }: NodeSlotOptions): ReactElement {
  const Part = useEditor().slots[name];
  if (Part === undefined) return <>{children}</>;
  return (
    <Part node={node} type={type}>
      {children ?? null}
    </Part>
  );
}
