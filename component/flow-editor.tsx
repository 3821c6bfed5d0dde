/** The editor: one component, composed with the parts around its canvas. */
import { forwardRef, useImperativeHandle, useMemo, useRef } from 'react';
import type { ForwardedRef, ReactElement } from 'react';
import { applyBlockedStyles } from './blocked-styles.js';
import { EditorBoundary } from './editor-boundary.js';
import { EditorContext } from './editor-context.js';
import type { FlowEditorApi } from './editor-context.js';
import { EditorFrame } from './editor-frame.js';
import type { FlowEditorProps } from './flow-editor-props.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';
import { useEditorModel } from './use-editor-model.js';
import { useTheme } from './use-theme.js';

/**
 * Draws a graph, and lets people change it. It fills its container, which needs a height.
 *
 * @example
 * ```tsx
 * import { FlowEditor, Palette } from 'millrace/react';
 * import 'millrace/react/style.css';
 *
 * <FlowEditor config={config} graph={graph} onGraphChange={setGraph}>
 *   <Palette />
 * </FlowEditor>
 * ```
 */
export const FlowEditor = forwardRef(function FlowEditor(
  props: FlowEditorProps,
  ref: ForwardedRef<FlowEditorApi>,
): ReactElement {
  const { children, className, style, onError } = props;
  const theme = useTheme(props.theme);
  const model = useEditorModel(props);
  const { context } = model;
  useImperativeHandle(ref, () => context, [context]);
  const frame = useRef<HTMLDivElement>(null);
  useBrowserLayoutEffect(() => applyBlockedStyles(frame.current!), []);
  const classes = useMemo(
    () => (className === undefined ? 'millrace' : `millrace ${className}`),
    [className],
  );
  return (
    <EditorContext.Provider value={context}>
      <div
        ref={frame}
        className={classes}
        style={style}
        data-theme={theme}
        data-mr-editor={context.editorId}
      >
        <EditorBoundary onError={onError}>
          <EditorFrame model={model} onNodeRender={props.onNodeRender}>
            {children}
          </EditorFrame>
        </EditorBoundary>
      </div>
    </EditorContext.Provider>
  );
});
