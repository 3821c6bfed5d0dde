/** An editor in a test: the real one, with parts as its children. */
import { act, render } from '@testing-library/react';
import { createRef, StrictMode } from 'react';
import type { ReactNode } from 'react';
import { preloadMenus } from '../../component/canvas-menus.js';
import type { FlowEditorApi } from '../../component/editor-context.js';
import { FlowEditor } from '../../component/flow-editor.js';
import type { FlowEditorProps } from '../../component/flow-editor-props.js';

// A user's pointer has been on the canvas before a menu opens.
await preloadMenus();

/** What a test has of the editor it opened. */
export interface OpenEditor {
  /** Like a user's command: React has rendered when it returns. */
  readonly dispatch: FlowEditorApi['dispatch'];
  readonly getState: FlowEditorApi['getState'];
  /** What the host passes next. */
  readonly receive: (props: Partial<FlowEditorProps>) => void;
}

/** Opens an editor with the given parts round its canvas. */
export function openEditor(props: FlowEditorProps, children: ReactNode): OpenEditor {
  const ref = createRef<FlowEditorApi>();
  const element = (more: Partial<FlowEditorProps>) => (
    <StrictMode>
      <FlowEditor {...props} {...more} ref={ref}>
        {children}
      </FlowEditor>
    </StrictMode>
  );
  const { rerender } = render(element({}));
  return {
    dispatch: (command) => act(() => ref.current!.dispatch(command)),
    getState: () => ref.current!.getState(),
    receive: (more) => rerender(element(more)),
  };
}
