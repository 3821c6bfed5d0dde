/** What the surface takes from Flume 1.2.0. Another version has to pass this first. */
import { expect, jest, test } from '@jest/globals';
import { render } from '@testing-library/react';
import {
  ConnectionRecalculateContext,
  Node,
  NodeTypesContext,
  PortTypesContext,
  Stage,
  StageContext,
} from 'flume/dist/index.es.js';
import type { ReactElement, ReactNode } from 'react';

const ignore = (): void => undefined;
const STAGE = { scale: 1, translate: { x: 0, y: 0 } };
const TYPE = {
  type: 'card',
  label: '',
  inputs: [
    {
      name: 'a',
      type: 'blue',
      label: <b>input a</b>,
      controls: [
        { type: 'custom' as const, name: 'a', label: 'A', render: () => <i>control a</i> },
      ],
    },
    { name: 'c', type: 'blue', label: <b>input c</b>, controls: [] },
  ],
  outputs: [{ name: 'out', type: 'blue list', label: <b>output</b>, controls: [] }],
};

function Contexts({ children }: { children: ReactNode }): ReactElement {
  const portTypes = { blue: portType('blue'), 'blue list': portType('blue list') };
  return (
    <PortTypesContext.Provider value={portTypes}>
      <ConnectionRecalculateContext.Provider value={ignore}>
        <StageContext.Provider value={STAGE}>
          <NodeTypesContext.Provider value={{ card: TYPE }}>{children}</NodeTypesContext.Provider>
        </StageContext.Provider>
      </ConnectionRecalculateContext.Provider>
    </PortTypesContext.Provider>
  );
}

function portType(color: string) {
  return { type: color, label: '', color, controls: [], acceptTypes: [] };
}

function Card({ connected = {} }: { connected?: Record<string, true> }): ReactElement {
  return (
    <Node
      id="x-1"
      type="card"
      x={10}
      y={20}
      width={200}
      inputData={{}}
      connections={{ inputs: connected, outputs: {} }}
      stageRect={{ current: undefined }}
      onDragStart={ignore}
      renderNodeHeader={() => <header>head</header>}
    />
  );
}

test('a card has our header and the elements and names we look for', () => {
  const { container } = render(<Card />, { wrapper: Contexts });
  const card = container.querySelector<HTMLElement>('[data-flume-component="node"]')!;
  expect(card.dataset['nodeId']).toBe('x-1');
  expect(card.style.transform).toBe('translate(10px, 20px)');
  expect(card.style.width).toBe('200px');
  expect(card.querySelector('header')?.parentElement).toBe(card);
  expect(card.querySelector('[data-flume-component="ports"]')?.parentElement).toBe(card);
  const handles = [...card.querySelectorAll<HTMLElement>('[data-flume-component="port-handle"]')];
  expect(handles.map(({ dataset }) => Object.fromEntries(Object.entries(dataset)))).toMatchObject([
    { portName: 'a', portTransputType: 'input', portColor: 'blue' },
    { portName: 'c', portTransputType: 'input', portColor: 'blue' },
    { portName: 'out', portTransputType: 'output', portColor: 'blue list' },
  ]);
  expect(handles.map((handle) => handle.parentElement?.dataset['flumeComponent'])).toEqual([
    'port-input',
    'port-input',
    'port-output',
  ]);
});

test('labels and controls are ours; a connected input shows its label alone', () => {
  const { container, rerender } = render(<Card />, { wrapper: Contexts });
  expect(container.textContent).toBe('headcontrol ainput coutput');
  rerender(<Card connected={{ a: true }} />);
  expect(container.textContent).toBe('headinput ainput coutput');
});

test('the stage nests what it is given in two wrappers, and renders what lies over it', () => {
  const { container } = render(
    <Contexts>
      <Stage
        {...STAGE}
        editorId="e"
        dispatchStageState={ignore}
        numNodes={0}
        stageRef={{ current: undefined }}
        spaceToPan={false}
        dispatchComments={ignore}
        disableComments
        disablePan
        disableZoom
        disableFocusCapture
        outerStageChildren={<p>over</p>}
      >
        <svg />
      </Stage>
    </Contexts>,
  );
  const svg = container.querySelector('svg')!;
  const stage = svg.parentElement?.parentElement?.parentElement;
  expect(stage?.dataset['flumeComponent']).toBe('stage');
  expect(container.querySelector('p')?.parentElement).toBe(stage);
});

test('Flume injects no style into the page and says nothing', () => {
  const warn = jest.spyOn(console, 'warn');
  render(<Card />, { wrapper: Contexts });
  expect(document.head.querySelectorAll('style')).toHaveLength(0);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});
