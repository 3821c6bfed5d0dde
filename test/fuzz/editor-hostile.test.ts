/**
 * Random edits of documents that someone has broken: none breaks the editor's store, and undoing all
 * leads back to what was read.
 */
import { expect, test } from '@jest/globals';
import { own } from '../../src/config/document.js';
import { isMillraceError } from '../../src/errors.js';
import type { Graph } from '../../src/graph/graph.js';
import { parseGraph } from '../../src/graph/parse-graph.js';
import { clipToText, textToClip } from '../../component/store/clip-text.js';
import { createEditorState } from '../../component/store/editor-state.js';
import type { EditorState } from '../../component/store/editor-state.js';
import type { EditorCommand } from '../../component/store/editor-command.js';
import { reduceEditor } from '../../component/store/reduce-editor.js';
import { mutate } from '../src/graph/garbage.js';
import { BROKEN } from './editor-clips.js';
import { randomCommand } from './editor-commands.js';
import { COMMANDS, runPrograms } from './editor-programs.js';
import { createRandom } from './random.js';

test('[E1] [E2] no document, whatever is wrong with it, breaks the store', () => {
  runPrograms(100, runProgram);
});

function runProgram(seed: number, commands: EditorCommand[]): void {
  const random = createRandom(seed);
  const document = mutate(random.pick(BROKEN), random, random.below(8));
  const start = parseGraph(document).graph;
  const before = textOf(start);
  let state: EditorState = createEditorState(start);
  for (let step = 0; step < COMMANDS; step += 1) {
    const command = randomCommand(random, state);
    // What a host brings begins another history.
    if (command.type === 'receiveGraph' || command.type === 'migrate') continue;
    commands.push(command);
    try {
      state = reduceEditor(state, command);
    } catch (error) {
      if (!isMillraceError(error)) throw error;
    }
    checkSources(state.graph);
  }
  const { clip } = reduceEditor(reduceEditor(state, { type: 'selectAll' }), { type: 'copy' });
  if (clip !== undefined) textToClip(clipToText(clip));
  expect(() => parseGraph(state.document)).not.toThrow();
  while (state.history.undo.length > 0) state = reduceEditor(state, { type: 'undo' });
  expect(textOf(state.document)).toBe(before);
}

/** What feeds an input knows of it; a wire from nowhere has no other end, until a node comes there. */
function checkSources({ nodes }: Graph): void {
  for (const [nodeId, { connections }] of Object.entries(nodes)) {
    for (const [portName, ends] of Object.entries(connections.inputs)) {
      for (const from of ends) {
        const source = own(nodes, from.nodeId);
        const fed = source && (own(source.connections.outputs, from.portName) ?? []);
        const isKnown = fed?.some((end) => end.nodeId === nodeId && end.portName === portName);
        if (isKnown === false) throw new Error(`${from.nodeId} does not know of ${nodeId}`);
      }
    }
  }
}

/** What JSON can say of a document. */
function textOf(document: unknown): string {
  return JSON.stringify(document, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}
