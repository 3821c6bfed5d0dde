/** CodeMirror as a component. Loaded with it, when the first code is shown. */
import { forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { ForwardedRef, ReactElement } from 'react';
import type { CodeEditorApi, CodeEditorProps } from './code-editor.js';
import { createCodeView } from './code-view.js';
import type { CodeView, CodeViewOptions } from './code-view-options.js';

/** What was selected in the field that stood here before; undefined when it had no focus. */
export type Caret = readonly [from: number, to: number] | undefined;

interface MountedCodeProps extends CodeEditorProps {
  /** Known once that field has gone. */
  readonly caret: { readonly current: Caret };
}

/** Mounts a view, and keeps it in step with the props. */
export const MountedCode = forwardRef(function MountedCode(
  props: MountedCodeProps,
  ref: ForwardedRef<CodeEditorApi>,
): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<CodeView | undefined>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
    view.current?.update(toOptions(props));
  });
  // With the field's going, so that no key falls between the two.
  useLayoutEffect(() => {
    const parent = place.current!;
    const { caret, autoFocus = false } = latest.current;
    const made = createCodeView(parent, toOptions(latest.current), {
      onChange: (text) => latest.current.onChange(text),
      onLeave: () => parent.closest('.millrace')?.querySelector<HTMLElement>('.mr-canvas')?.focus(),
    });
    view.current = made;
    if (caret.current !== undefined) made.focus(...caret.current);
    else if (autoFocus) made.focus();
    return () => {
      view.current = undefined;
      made.close();
    };
  }, []);
  useImperativeHandle(
    ref,
    () => ({
      focus: () => view.current?.focus(),
      showPlace: (diagnostic) => view.current?.showPlace(diagnostic),
    }),
    [],
  );
  return <div ref={place} className="mr-code-place" />;
});

function toOptions(props: CodeEditorProps): CodeViewOptions {
  const { value, language, label, readOnly = false, placeholder = '' } = props;
  const { diagnostics, id, describedBy } = props;
  const isInvalid = diagnostics?.some(({ severity }) => severity === 'error') === true;
  return {
    text: value,
    language,
    readOnly,
    placeholder,
    diagnostics,
    attributes: {
      'aria-label': label,
      ...(id === undefined ? {} : { id }),
      ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
      ...(isInvalid ? { 'aria-invalid': 'true' } : {}),
    },
  };
}
