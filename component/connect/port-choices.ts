/** The ports that a port may be wired to: what fits best first, then what is near. */
import { RANK } from '../../src/config/assignability.js';
import type { Assignability } from '../../src/config/assignability.js';
import type { InputPort, OutputPort } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import { groupingOf } from '../../src/graph/groups.js';
import type { Connection, Graph, GraphNode } from '../../src/graph/graph.js';
import type { Catalog } from '../store/catalog.js';
import { titleOf } from '../surface/node-title.js';
import type { PortEnd } from '../surface/port-end.js';

/** One port that may be chosen, or that is refused. */
export interface PortChoice {
  readonly end: PortEnd;
  readonly wire: Wire;
  readonly node: string;
  readonly port: string;
  readonly type: string;
  readonly color: string;
  /** How the types meet; undefined where something else is in the way. */
  readonly fit: Assignability['kind'] | undefined;
  /** What happens besides, or why it is refused: to be put into words. */
  readonly note: ChoiceNote | undefined;
  /** The input keeps what it has. */
  readonly keep: boolean;
}

/** What is to be known of a choice. */
export type ChoiceNote =
  | { readonly type: 'fit'; readonly fit: Assignability }
  | { readonly type: 'replaces' }
  | { readonly type: 'cycle' };

export interface PortChoices {
  readonly fitting: readonly PortChoice[];
  readonly refused: readonly PortChoice[];
}

export interface ChoiceOptions {
  readonly catalog: Catalog;
  /** Wires whose types never fit may be drawn. */
  readonly allowMisfits: boolean;
}

const NONE: PortChoices = { fitting: [], refused: [] };

/** Looks at every port of the graph once; wires that are there already are left out. */
export function findPortChoices(
  graph: Graph,
  start: PortEnd,
  { catalog, allowMisfits }: ChoiceOptions,
): PortChoices {
  const origin = own(graph.nodes, start.nodeId);
  const mine = portOf(graph, catalog, start);
  if (origin === undefined || mine === undefined) return NONE;
  // Its value comes from the run.
  if ('secret' in mine && mine.secret !== undefined) return NONE;
  const { hidden } = groupingOf(graph);
  const circular = reached(graph, start);
  const fitting: PortChoice[] = [];
  const refused: PortChoice[] = [];
  for (const node of byDistance(graph, origin)) {
    if (hidden.has(node.id)) continue;
    const isCircular = circular.has(node.id);
    for (const port of portsFacing(catalog, node, graph, start)) {
      const choice = choiceOf(graph, { start, mine, node, port, catalog, isCircular });
      if (choice === undefined) continue;
      const isRefused = choice.note?.type === 'cycle' || (choice.fit === 'no' && !allowMisfits);
      (isRefused ? refused : fitting).push(choice);
    }
  }
  const rank = ({ fit = 'no', note }: PortChoice): number =>
    RANK[fit] * 2 + Number(note?.type === 'replaces');
  return { fitting: fitting.sort((one, other) => rank(one) - rank(other)), refused };
}

interface Candidate {
  readonly start: PortEnd;
  readonly mine: InputPort | OutputPort;
  readonly node: GraphNode;
  readonly port: InputPort | OutputPort;
  readonly catalog: Catalog;
  readonly isCircular: boolean;
}

function choiceOf(graph: Graph, candidate: Candidate): PortChoice | undefined {
  const { start, mine, node, port, catalog, isCircular } = candidate;
  const here: Connection = { nodeId: start.nodeId, portName: start.portName };
  const there: Connection = { nodeId: node.id, portName: port.name };
  const isOutput = start.side === 'output';
  const wire = isOutput ? { from: here, to: there } : { from: there, to: here };
  const input = (isOutput ? port : mine) as InputPort;
  const ends = own(own(graph.nodes, wire.to.nodeId)!.connections.inputs, wire.to.portName) ?? [];
  if (ends.some((end) => isSame(end, wire.from))) return undefined;
  const linked = catalog.linkedPorts(graph);
  const given =
    linked.outputOf(wire.from.nodeId, wire.from.portName) ?? (isOutput ? mine : port).schema;
  const fit = catalog.fitOf(given, input);
  const keep = input.multiple === true;
  const shown = isOutput ? linked.inputOf(node.id, port.name) : given;
  return {
    end: { ...there, side: isOutput ? 'input' : 'output' },
    wire,
    node: titleOf(node, catalog.nodeTypes.get(node.type)),
    port: port.label,
    type: catalog.labelOf(port, shown),
    color: catalog.colorOf(port, shown),
    fit: fit.kind,
    note: noteOf(fit, {
      isCircular,
      replaces: !keep && ends.length > 0,
    }),
    keep,
  };
}

interface Obstacles {
  readonly isCircular: boolean;
  readonly replaces: boolean;
}

function noteOf(fit: Assignability, is: Obstacles): ChoiceNote | undefined {
  if (is.isCircular) return { type: 'cycle' };
  if (fit.kind === 'no' || fit.kind === 'adapted' || fit.kind === 'unsafe')
    return { type: 'fit', fit };
  return is.replaces ? { type: 'replaces' } : undefined;
}

/** The nodes from the nearest on; where they are is where people look for them. */
function byDistance(graph: Graph, origin: GraphNode): readonly GraphNode[] {
  return Object.values(graph.nodes)
    .map((node) => ({ node, far: Math.hypot(node.x - origin.x, node.y - origin.y) }))
    .sort((one, other) => one.far - other.far)
    .map(({ node }) => node);
}

function portsFacing(
  catalog: Catalog,
  node: GraphNode,
  graph: Graph,
  start: PortEnd,
): readonly (InputPort | OutputPort)[] {
  const { inputs, outputs } = catalog.portsOf(node, graph);
  // A secret comes from the run: its port is hidden, too.
  return start.side === 'output' ? inputs.filter(({ hidePort }) => hidePort !== true) : outputs;
}

/** The nodes that a wire from here would close a circle with: all before an output, all after an input. */
function reached(graph: Graph, start: PortEnd): ReadonlySet<string> {
  const side = start.side === 'output' ? 'inputs' : 'outputs';
  const seen = new Set([start.nodeId]);
  // The set grows while it is read.
  for (const id of seen) {
    for (const ends of Object.values(own(graph.nodes, id)?.connections[side] ?? {})) {
      for (const { nodeId } of ends) seen.add(nodeId);
    }
  }
  return seen;
}

function portOf(
  graph: Graph,
  catalog: Catalog,
  { nodeId, portName, side }: PortEnd,
): InputPort | OutputPort | undefined {
  const node = own(graph.nodes, nodeId);
  const ports = node && catalog.portsOf(node, graph);
  return side === 'input'
    ? ports?.inputs.find(({ name }) => name === portName)
    : ports?.outputs.find(({ name }) => name === portName);
}

function isSame(one: Connection, other: Connection): boolean {
  return one.nodeId === other.nodeId && one.portName === other.portName;
}

/** The choices in which every word is found: in the node, the port or its type. */
export function filterChoices(
  choices: readonly PortChoice[],
  typed: string,
): readonly PortChoice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return choices;
  const scored = choices.flatMap((choice) => {
    const score = scoreOf(choice, words);
    return score === 0 ? [] : [{ choice, score }];
  });
  return scored.sort((one, other) => other.score - one.score).map(({ choice }) => choice);
}

/** 0 when a word is found nowhere. */
function scoreOf({ node, port, type }: PortChoice, words: readonly string[]): number {
  const texts = [node, port, type].map((text) => text.toLowerCase());
  let sum = 0;
  for (const word of words) {
    const score = Math.max(...texts.map((text, index) => scoreOfWord(text, word) - index));
    if (score <= 0) return 0;
    sum += score;
  }
  return sum;
}

function scoreOfWord(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === 0) return text.length === word.length ? 40 : 30;
  if (at > 0) return /[^\p{L}\p{N}]/u.test(text[at - 1]!) ? 20 : 12;
  let found = 0;
  for (const letter of text) if (letter === word[found]) found += 1;
  return word.length > 1 && found === word.length ? 5 : 0;
}
