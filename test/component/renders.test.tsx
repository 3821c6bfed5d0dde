/** Who renders when something happens: of many mounted nodes those that it concerns. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { act, fireEvent } from '@testing-library/react';
import { createRef, Profiler, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { FlowEditor, Inspector } from '../../component/index.js';
import type { EditorCommand, FlowEditorApi } from '../../component/index.js';
import type { Graph, GraphNode } from '../../src/index.js';
import { card, cards } from './host.js';
import { config, node } from './nodes.js';

/** More than are always mounted. */
const COUNT = 64;
const id = (index: number): string => `n${index}`;

/** A line of nodes, each wired into the next one's `a`. */
function line(): Graph {
  const wire = (index: number, portName: string) => [{ nodeId: id(index), portName }];
  const nodes: Record<string, GraphNode> = {};
  for (let index = 0; index < COUNT; index += 1) {
    nodes[id(index)] = node(id(index), 'math.add', {
      x: (index % 10) * 260,
      y: Math.floor(index / 10) * 200,
      connections: {
        inputs: index === 0 ? {} : { a: wire(index - 1, 'sum') },
        outputs: index === COUNT - 1 ? {} : { sum: wire(index + 1, 'a') },
      },
    });
  }
  return { version: 1, nodes };
}

/** How often cards, their parts and the panels rendered since this was cleared. */
const renders = { cards: new Map<string, number>(), headers: 0, footers: 0, panel: 0 };
const editor = createRef<FlowEditorApi>();
let setStatuses: (statuses: Readonly<Record<string, string>>) => void;

const Header = ({ children }: { readonly children: ReactNode }): ReactElement => {
  renders.headers += 1;
  return <>{children}</>;
};
const Footer = ({ children }: { readonly children: ReactNode }): ReactElement => {
  renders.footers += 1;
  return <>{children}</>;
};
const SLOTS = { NodeHeader: Header, NodeFooter: Footer };

function Host(): ReactElement {
  const [graph, setGraph] = useState<object>(line);
  const [statuses, set] = useState<Readonly<Record<string, string>>>({});
  setStatuses = set;
  return (
    <FlowEditor
      ref={editor}
      config={config}
      graph={graph}
      onGraphChange={setGraph}
      nodesStatus={statuses}
      culling={false}
      slots={SLOTS}
      onNodeRender={(nodeId) => {
        renders.cards.set(nodeId, (renders.cards.get(nodeId) ?? 0) + 1);
      }}
    >
      <Profiler id="panel" onRender={() => void (renders.panel += 1)}>
        <Inspector />
      </Profiler>
    </FlowEditor>
  );
}

function clear(): void {
  renders.cards.clear();
  Object.assign(renders, { headers: 0, footers: 0, panel: 0 });
}

/** The cards that rendered for it, and how often. */
function cardsOf(doIt: () => void): Record<string, number> {
  clear();
  act(doIt);
  return Object.fromEntries(renders.cards);
}

const after = (...commands: EditorCommand[]): Record<string, number> =>
  cardsOf(() => {
    for (const command of commands) editor.current!.dispatch(command);
  });

const moved = (...indices: number[]): EditorCommand => ({
  type: 'moveNodes',
  places: Object.fromEntries(indices.map((index) => [id(index), { x: 7, y: index }])),
});

describe('of many mounted nodes', () => {
  // Mounted once: that takes longer than all the tests.
  const container = document.createElement('div');
  let root: Root;
  let mounted: typeof renders;

  beforeAll(() => {
    document.body.append(container);
    root = createRoot(container);
    act(() => root.render(<Host />));
    mounted = { ...renders, cards: new Map(renders.cards) };
  });

  afterAll(() => {
    act(() => root.unmount());
    container.remove();
  });

  test('each renders once when they are mounted', () => {
    expect(cards()).toHaveLength(COUNT);
    expect([...mounted.cards.values()]).toEqual(Array.from({ length: COUNT }, () => 1));
    expect([mounted.headers, mounted.footers]).toEqual([COUNT, COUNT]);
  });

  test('a drop renders the ones that were moved, and an undo the same', () => {
    expect(after(moved(3))).toEqual({ n3: 1 });
    expect(after(moved(4, 5))).toEqual({ n4: 1, n5: 1 });
    expect(after({ type: 'undo' })).toEqual({ n4: 1, n5: 1 });
    expect(after({ type: 'redo' })).toEqual({ n4: 1, n5: 1 });
  });

  test('pan, zoom and a selection render no card, and of a card nothing', () => {
    const viewport = { x: -400, y: -200, scale: 0.5 };
    expect(after({ type: 'moveViewport', viewport })).toEqual({});
    expect(renders.panel).toBe(0);
    expect(after({ type: 'select', ids: ['n1', 'n2'] }, { type: 'selectAll' })).toEqual({});
    expect([renders.headers, renders.footers]).toEqual([0, 0]);
    expect(card('n63').hasAttribute('data-mr-selected')).toBe(true);
  });

  test('a status renders no card; the parts that show it are those of its nodes', () => {
    expect(cardsOf(() => setStatuses({ n3: 'running', n9: 'queued' }))).toEqual({});
    expect(card('n3').dataset['mrStatus']).toBe('running');
    // Badge and footer of two nodes, whichever of them is rendered by what is inside it.
    expect(renders.headers).toBeLessThanOrEqual(2);
    expect(renders.footers).toBeLessThanOrEqual(2);
    expect(cardsOf(() => setStatuses({ n3: 'success', n9: 'queued' }))).toEqual({});
    expect(renders.footers).toBeLessThanOrEqual(1);
  });

  test('a keystroke renders the card it is typed into', () => {
    const field = card('n7').querySelector('input')!;
    act(() => field.focus());
    expect(cardsOf(() => fireEvent.change(field, { target: { value: '4' } }))).toEqual({ n7: 1 });
    expect(editor.current!.getGraph().nodes['n7']?.inputData).toEqual({ b: { b: 4 } });
  });

  test('a new wire renders the two it connects, and one taken away as well', () => {
    const wire = {
      from: { nodeId: 'n5', portName: 'sum' },
      to: { nodeId: 'n50', portName: 'b' },
    };
    expect(after({ type: 'connect', wire })).toEqual({ n5: 1, n50: 1 });
    expect(after({ type: 'disconnect', wire })).toEqual({ n5: 1, n50: 1 });
  });

  test('a paste renders what was pasted', () => {
    after({ type: 'select', ids: ['n1', 'n2', 'n3'] }, { type: 'copy' });
    const pasted = after({ type: 'paste', ids: ['p1', 'p2', 'p3'], dx: 30, dy: 30 });
    expect(pasted).toEqual({ p1: 1, p2: 1, p3: 1 });
    // Those that stay keep what they had from elsewhere.
    expect(after({ type: 'removeNodes', ids: ['p1', 'p2', 'p3'] })).toEqual({});
  });
});
