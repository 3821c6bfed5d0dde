/** Does what choosing a node type in the menu is for, as one step of the history. */
import { own } from '../../src/config/document.js';
import type { Connection } from '../../src/graph/graph.js';
import type { EditorContextValue } from '../editor-context.js';
import { MEMORY, rememberText } from '../editor-memory.js';
import type { AddPurpose } from '../open-menu.js';
import type { EditorCommand } from '../store/editor-command.js';
import { addNodeCommand, CARD_WIDTH, freePlace, newNodeIds } from '../store/new-node.js';
import type { Point } from '../surface/geometry.js';
import type { Candidate } from './candidates.js';

/** What was chosen, and where it is to lie. */
export interface Choice {
  readonly candidate: Candidate;
  readonly purpose: AddPurpose | undefined;
  /** On the canvas. */
  readonly place: Point;
}

/** Where the head of a card is, from its corner. */
const HEAD = 20;

/** What came of a choice. */
export interface Chosen {
  /** The node that was added, or the first one that was replaced. */
  readonly nodeId: string | undefined;
  /** What was lost in a replacement, in words; empty when nothing was. */
  readonly lost: string;
}

/** Adds the node, with its wires, or puts it in the place of others. */
export function chooseCandidate(editor: EditorContextValue, choice: Choice): Chosen {
  const { candidate, purpose } = choice;
  rememberText(editor.memory, MEMORY.types, candidate.nodeType.type);
  if (purpose?.type === 'replace') return replace(editor, candidate);
  if (purpose === undefined) {
    return { nodeId: editor.addNode(candidate.nodeType.type, choice.place), lost: '' };
  }
  const { graph } = editor.getState();
  const { nodeType } = candidate;
  const id = newNodeIds(graph, [nodeType.type])[0]!;
  const place = freePlace(graph, placeFor(choice));
  editor.dispatch({
    type: 'batch',
    commands: [
      addNodeCommand(nodeType, id, place),
      ...wiring(editor, id, choice),
      { type: 'select', ids: [id] },
    ],
  });
  return { nodeId: id, lost: '' };
}

/** The pointer is at the end of the wire: there is the port, or the middle. */
function placeFor({ purpose, place, candidate }: Choice): Point {
  const { initialWidth = CARD_WIDTH } = candidate.nodeType;
  const y = place.y - HEAD;
  if (purpose?.type === 'insert') return { x: place.x - initialWidth / 2, y };
  const isInput = purpose?.type === 'wire' && purpose.end.side === 'input';
  return { x: isInput ? place.x - initialWidth : place.x, y };
}

function wiring(
  editor: EditorContextValue,
  id: string,
  { candidate, purpose }: Choice,
): readonly EditorCommand[] {
  const { input, output } = candidate;
  if (purpose?.type === 'insert') {
    const { from, to } = purpose.wire;
    if (input === undefined || output === undefined) return [];
    return [
      { type: 'disconnect', wire: purpose.wire },
      { type: 'connect', wire: { from, to: { nodeId: id, portName: input.name } } },
      {
        type: 'connect',
        wire: { from: { nodeId: id, portName: output.name }, to },
        keep: isMultiple(editor, to),
      },
    ];
  }
  if (purpose?.type !== 'wire') return [];
  const { end, instead } = purpose;
  const there = { nodeId: end.nodeId, portName: end.portName };
  const taken = instead === undefined ? {} : { instead };
  if (input !== undefined) {
    return [
      {
        type: 'connect',
        wire: { from: there, to: { nodeId: id, portName: input.name } },
        ...taken,
      },
    ];
  }
  if (output === undefined) return [];
  const wire = { from: { nodeId: id, portName: output.name }, to: there };
  return [{ type: 'connect', wire, keep: isMultiple(editor, there), ...taken }];
}

function isMultiple(editor: EditorContextValue, { nodeId, portName }: Connection): boolean {
  const node = own(editor.getState().graph.nodes, nodeId);
  const ports = node && editor.portsOf(node);
  return ports?.inputs.find(({ name }) => name === portName)?.multiple === true;
}

function replace(editor: EditorContextValue, { nodeType, replacements }: Candidate): Chosen {
  const changes = [...(replacements ?? [])];
  editor.dispatch({
    type: 'batch',
    commands: changes.map(([nodeId, { match }]) => ({
      type: 'replaceNode',
      nodeId,
      nodeType,
      match,
    })),
  });
  const { menu } = editor.text;
  const lost = changes.flatMap(([, { lostWires, lostValues }]) => [
    ...lostWires.map((port) => menu.lostWire(port)),
    ...lostValues.map((port) => menu.lostValue(port)),
  ]);
  return { nodeId: changes[0]?.[0], lost: lost.length === 0 ? '' : menu.lost(lost) };
}
