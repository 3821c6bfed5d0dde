/** Writes what the controls of a port say into the graph; the card and the inspector share it. */
import { createElement, useMemo } from 'react';
import type { Control, ControlType, InputPort } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { useEditor } from '../editor-context.js';
import { encodeId } from '../surface/encode-id.js';
import type { EditorSlots } from '../slots/editor-slots.js';
import { GraphNameControl } from './graph-name-control.js';
import type { ControlSlot, PortControlsProps } from './port-controls.js';
import { useEditSession } from './use-edit-session.js';

/** Controls in which each edit is whole; in others it is part of a word, a number, a drag. */
const CHOICES: ReadonlySet<ControlType> = new Set<ControlType>([
  'checkbox',
  'select',
  'multiselect',
  'file',
]);

/** Which port of which node is written, and from where. */
export interface ControlWriterOptions {
  readonly node: GraphNode;
  readonly port: InputPort;
  /** Where the controls stand: a page has those of a port in both places. */
  readonly place: 'card' | 'inspector';
}

/** What an input's controls need. */
export interface ControlWriter {
  readonly controls: PortControlsProps;
  /** For the element round the controls: with another focus begins another step. */
  readonly onFocus: () => void;
}

/**
 * What `PortControls` needs to show and write one input. What is typed from one focus to the next is
 * one step of the history, a switch or a choice is one each time.
 */
export function useControlWriter({ node, port, place }: ControlWriterOptions): ControlWriter {
  const { dispatch, editorId, readOnly, slots, details } = useEditor();
  const session = useEditSession();
  const isCard = place === 'card';
  const slotOf = useMemo(() => slotFinder(slots, node, port), [slots, node, port]);
  const base = isCard ? editorId : `${editorId}.inspector`;
  return {
    controls: {
      port,
      values: own(node.inputData, port.name),
      id: encodeId(encodeId(base, node.id), port.name),
      disabled: readOnly,
      slotOf,
      ...(isCard
        ? {
            onOpen: (anchor: Element) =>
              details.open({ nodeId: node.id, tab: 'inputs', portName: port.name, anchor }),
          }
        : {}),
      onChange: ({ control, writes }) => {
        if (CHOICES.has(control.type)) session.begin();
        const mergeKey = session.key();
        const target = { type: 'setControl', nodeId: node.id, portName: port.name } as const;
        const commands = writes.map((write) => ({ ...target, ...write, mergeKey }));
        const [only] = commands;
        // What is written at once is one change to the host.
        if (commands.length > 1) dispatch({ type: 'batch', commands, mergeKey });
        else if (only !== undefined) dispatch(only);
      },
    },
    onFocus: session.begin,
  };
}

/** Inputs of the standard nodes that know more than their schemas can say. */
const BUILT_IN: NonNullable<EditorSlots['controls']> = {
  'control.forEach.graph': GraphNameControl,
};

/** The host's controls, each with the node and the port it stands in. */
function slotFinder(
  { controls = {} }: EditorSlots,
  node: GraphNode,
  port: InputPort,
): (control: Control) => ControlSlot | undefined {
  const place = `${node.type}.${port.name}`;
  return (control) => {
    const name = port.controls.length === 1 ? place : `${place}.${control.name}`;
    const Part = own(controls, name) ?? own(controls, control.type) ?? own(BUILT_IN, name);
    if (Part === undefined) return undefined;
    return (widget, children) => createElement(Part, { ...widget, node, port, children });
  };
}
