/** What the surface takes from Flume 1.2.0. Another version has to pass this first. */
import { expect, jest, test } from '@jest/globals';
import { render } from '@testing-library/react';
import { Node, NodeTypesContext, Stage, StageContext } from 'flume/dist/index.es.js';
import type { ReactElement, ReactNode } from 'react';

const ignore = (): void => undefined;
const STAGE = { scale: 1, translate: { x: 0, y: 0 } };

function Contexts({ children }: { children: ReactNode }): ReactElement {
  return (
    <StageContext.Provider value={STAGE}>
      <NodeTypesContext.Provider value={{ card: { type: 'card' } }}>
        {children}
      </NodeTypesContext.Provider>
    </StageContext.Provider>
  );
}

function Card(): ReactElement {
  return (
    <Node
      id="x-1"
      type="card"
      x={10}
      y={20}
      width={200}
      inputData={{}}
      connections={{ inputs: {}, outputs: {} }}
      stageRect={{ current: undefined }}
      onDragStart={ignore}
      renderNodeHeader={() => <header>head</header>}
      ports={<p>ports</p>}
    />
  );
}

test('a card has our head, our ports, and the element and names we look for', () => {
  const { container } = render(<Card />, { wrapper: Contexts });
  const card = container.querySelector<HTMLElement>('[data-flume-component="node"]')!;
  expect(card.dataset['nodeId']).toBe('x-1');
  expect(card.className).toBe('mr-node');
  expect(card.style.transform).toBe('translate(10px, 20px)');
  expect(card.style.width).toBe('200px');
  expect([...card.children].map(({ tagName }) => tagName)).toEqual(['HEADER', 'P']);
  expect(card.textContent).toBe('headports');
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
  expect(stage?.className).toBe('mr-stage');
  expect(svg.parentElement?.className).toBe('mr-zoom');
  expect(svg.parentElement?.parentElement?.className).toBe('mr-pan');
  expect(container.querySelector('p')?.parentElement).toBe(stage);
});

test('Flume injects no style into the page and says nothing', () => {
  const warn = jest.spyOn(console, 'warn');
  render(<Card />, { wrapper: Contexts });
  expect(document.head.querySelectorAll('style')).toHaveLength(0);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});
