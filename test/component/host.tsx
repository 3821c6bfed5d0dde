/** A host of the editor, and what its tests look at. */
import { act, screen } from '@testing-library/react';
import { StrictMode, createRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Graph } from '../../src/index.js';
import { preloadMenus } from '../../component/canvas-menus.js';
import { FlowEditor } from '../../component/index.js';
import type { FlowEditorApi, FlowEditorProps } from '../../component/index.js';
import { chain, config } from './nodes.js';

// A user's pointer has been on the canvas before a menu opens.
await preloadMenus();

export const editor = createRef<FlowEditorApi>();
export const api = (): FlowEditorApi => editor.current!;

/** A host that owns the graph, and may have a say in it. */
export function Host({
  accept = (graph) => graph,
  ...props
}: Partial<FlowEditorProps> & { accept?: (graph: Graph) => object | undefined }): ReactElement {
  const [graph, setGraph] = useState<object>(chain);
  return (
    <StrictMode>
      <FlowEditor
        ref={editor}
        config={config}
        graph={graph}
        onGraphChange={(next) => setGraph((before) => accept(next) ?? before)}
        {...props}
      />
    </StrictMode>
  );
}

export const card = (id: string, root: ParentNode = document): HTMLElement =>
  root.querySelector<HTMLElement>(`[data-mr-node="${id}"]`)!;
export const cards = (root: ParentNode = document): readonly (string | undefined)[] =>
  [...root.querySelectorAll<HTMLElement>('[data-flume-component="node"]')].map(
    (element) => element.dataset['mrNode'],
  );
export const wires = (root: ParentNode = document): number =>
  root.querySelectorAll('[data-mr-wire]').length;
export const canvas = (): HTMLElement => screen.getByRole('application');
export const dispatch = (...commands: Parameters<FlowEditorApi['dispatch']>[0][]): void =>
  act(() => {
    for (const command of commands) api().dispatch(command);
  });
