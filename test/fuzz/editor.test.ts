/**
 * Random edits by every command of the editor's store. After each, what the state says of itself holds;
 * undoing all leads back to the start, redoing all to the end.
 */
import { expect, test } from '@jest/globals';
import { isEqual } from '../../src/config/json-equal.js';
import { isMillraceError } from '../../src/errors.js';
import type { Graph } from '../../src/graph/graph.js';
import { parseGraph } from '../../src/graph/parse-graph.js';
import { MAX_LEVELS } from '../../src/graph/subgraph-levels.js';
import { leadsTo, subgraphOfType } from '../../src/graph/subgraph-names.js';
import { findSubgraph } from '../../src/graph/subgraph-scope.js';
import { createEditorState } from '../../component/store/editor-state.js';
import type { EditorState } from '../../component/store/editor-state.js';
import type { EditorCommand } from '../../component/store/editor-command.js';
import { presentMarks } from '../../component/store/marks.js';
import { reduceEditor } from '../../component/store/reduce-editor.js';
import { followPath } from '../../component/store/shown-graph.js';
import { randomCommand } from './editor-commands.js';
import { COMMANDS, runPrograms } from './editor-programs.js';
import { createRandom } from './random.js';

test('[E1] [E2] [E9] random edits keep every rule of the state, and undo to where they began', () => {
  runPrograms(1_000, runProgram);
});

function runProgram(seed: number, commands: EditorCommand[]): void {
  const random = createRandom(seed);
  let state = createEditorState();
  let start = state.document;
  for (let step = 0; step < COMMANDS; step += 1) {
    const command = randomCommand(random, state);
    commands.push(command);
    state = attempt(state, command);
    // Where undo leads back to: a document that a host brings begins anew.
    if (state.history.undo.length === 0) start = state.document;
    checkState(state);
  }
  checkDocument(state.document);
  // The program may have ended with steps undone.
  while (state.history.redo.length > 0) state = reduceEditor(state, { type: 'redo' });
  const end = state.document;
  const steps = state.history.undo.length;
  for (let step = 0; step < steps; step += 1) {
    state = reduceEditor(state, { type: 'undo' });
    if (step % 5 === 0) checkState(state);
  }
  same(state.document, start, 'undone');
  while (state.history.redo.length > 0) state = reduceEditor(state, { type: 'redo' });
  same(state.document, end, 'done again');
}

/** A command that is refused says why, and changes nothing. */
function attempt(state: EditorState, command: EditorCommand): EditorState {
  try {
    return reduceEditor(state, command);
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return state;
  }
}

function checkState(state: EditorState): void {
  const { document, path, graph, keys, selection, marks } = state;
  const shown = followPath(document, path);
  if (shown.graph !== graph || shown.path !== path || !isEqual(shown.keys, keys)) {
    throw new Error('what is shown is not what the path leads to');
  }
  for (const id of selection) {
    if (!Object.hasOwn(graph.nodes, id)) throw new Error(`${id} is selected and is not there`);
  }
  if (presentMarks(marks, graph) !== marks) throw new Error('a mark is selected and is not there');
  checkWires(graph);
  checkDepth(state);
}

/** No graph contains itself, and none lies deeper than can be read again. */
function checkDepth({ graph, outer }: EditorState): void {
  const around = new Set([graph, ...outer]);
  for (const { type } of Object.values(graph.nodes)) {
    const name = subgraphOfType(type);
    const found = name === undefined ? undefined : findSubgraph(name, graph, outer);
    if (found !== undefined && leadsTo(found, around)) throw new Error(`${type} contains itself`);
  }
  if (outer.length > MAX_LEVELS) throw new Error('too deep');
}

/** Both sides of each wire know of it, the output once. */
function checkWires({ nodes }: Graph): void {
  const seen = { inputs: new Set<string>(), outputs: new Set<string>() };
  for (const [id, { connections, id: own }] of Object.entries(nodes)) {
    if (own !== id) throw new Error(`the node under ${id} calls itself ${own}`);
    for (const [port, ends] of Object.entries(connections.inputs)) {
      for (const end of ends) seen.inputs.add(JSON.stringify([end.nodeId, end.portName, id, port]));
    }
    for (const [port, ends] of Object.entries(connections.outputs)) {
      for (const end of ends) {
        const wire = JSON.stringify([id, port, end.nodeId, end.portName]);
        if (seen.outputs.has(wire)) throw new Error(`an output lists a wire twice: ${wire}`);
        seen.outputs.add(wire);
      }
    }
  }
  const odd = [
    ...[...seen.inputs].filter((wire) => !seen.outputs.has(wire)),
    ...[...seen.outputs].filter((wire) => !seen.inputs.has(wire)),
  ];
  if (odd.length > 0) throw new Error(`wires that one side alone knows: ${odd.join(' ')}`);
}

/** Saved and read again, it is the same, and nothing in it is to be repaired. */
function checkDocument(document: Graph): void {
  const text = JSON.stringify(document);
  const { graph, issues } = parseGraph(text);
  if (issues.length > 0) throw new Error(`issues: ${JSON.stringify(issues)}`);
  same(graph, JSON.parse(text) as Graph, 'read again');
}

function same(one: Graph, other: Graph, what: string): void {
  if (isEqual(one, other)) return;
  expect({ what, ...one }).toEqual({ what, ...other });
  throw new Error(`${what}: not the same`);
}
