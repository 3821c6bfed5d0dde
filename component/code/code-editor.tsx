/** A text of code: CodeMirror when it has come, a plain field until then or without it. */
import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { ForwardedRef, ReactElement, RefObject } from 'react';
import { focusedElement } from '../menu/focused-element.js';
import { loadCodeView, loadedCodeView } from './load-code-view.js';
import type { CreateCodeView } from './load-code-view.js';
import type { CodeDiagnostic, CodeView, CodeViewOptions } from './code-view-options.js';

/** What {@link CodeEditor} takes. */
export interface CodeEditorProps {
  readonly value: string;
  /** Called at each edit. */
  readonly onChange: (text: string) => void;
  /** `python`, `javascript`, `typescript` or `json`. @default plain text */
  readonly language?: string | undefined;
  /** What it is, for who can't see it. */
  readonly label: string;
  /** What is wrong with the text, shown at its lines. */
  readonly diagnostics?: readonly CodeDiagnostic[];
  /** @default false */
  readonly readOnly?: boolean;
  /** Shown while the text is empty. */
  readonly placeholder?: string;
  /** As high as its text up to some 16 lines, or as its container. @default "content" */
  readonly height?: 'content' | 'fill';
  /** Of the element that is typed into. */
  readonly id?: string;
  /** The id of what describes it. */
  readonly describedBy?: string | undefined;
}

/** What a `ref` on a {@link CodeEditor} can do. */
export interface CodeEditorApi {
  readonly focus: () => void;
  /** Puts the caret where a diagnostic is about. */
  readonly showPlace: (diagnostic: CodeDiagnostic) => void;
}

/**
 * Edits code, with line numbers, colours and its own undo. Tab indents; Escape, then Tab leaves.
 * CodeMirror is loaded when the first one is shown; it is a plain text field until then, and stays
 * one where CodeMirror can't be loaded.
 */
export const CodeEditor = forwardRef(function CodeEditor(
  props: CodeEditorProps,
  ref: ForwardedRef<CodeEditorApi>,
): ReactElement {
  const { value, onChange, label, height = 'content' } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const { isLoaded, view } = useCodeView({ props, field, place });
  useImperativeHandle(
    ref,
    () => ({
      focus: () => (view.current ?? field.current)?.focus(),
      showPlace: (diagnostic) => {
        if (view.current !== undefined) view.current.showPlace(diagnostic);
        else field.current?.focus();
      },
    }),
    [view],
  );
  return (
    // Presses in it are not the canvas's.
    <div className="mr-code" data-height={height} data-mr-press>
      {isLoaded ? (
        <div ref={place} className="mr-code-place" />
      ) : (
        <textarea
          ref={field}
          className="mr-input mr-input-area mr-mono"
          rows={Math.min(Math.max(value.split('\n').length, 2), 12)}
          spellCheck={false}
          id={props.id}
          aria-label={label}
          aria-describedby={props.describedBy}
          readOnly={props.readOnly}
          placeholder={props.placeholder}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </div>
  );
});

interface CodeViewPlaces {
  readonly props: CodeEditorProps;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly place: RefObject<HTMLDivElement | null>;
}

interface LoadedCodeView {
  readonly isLoaded: boolean;
  readonly view: { readonly current: CodeView | undefined };
}

/** Mounts the view, keeps it in step with the props, and hands on the focus of the field before it. */
function useCodeView({ props, field, place }: CodeViewPlaces): LoadedCodeView {
  const [create, setCreate] = useState<{ readonly view: CreateCodeView } | undefined>(() =>
    wrap(loadedCodeView()),
  );
  const view = useRef<CodeView | undefined>(undefined);
  const latest = useRef(props);
  const caret = useRef<readonly [number, number] | undefined>(undefined);
  useEffect(() => {
    latest.current = props;
    view.current?.update(toOptions(props));
  });
  useEffect(() => {
    let isGone = false;
    void loadCodeView().then((loaded) => {
      if (isGone) return;
      caret.current = caretOf(field.current);
      setCreate((before) => before ?? wrap(loaded));
    });
    return () => {
      isGone = true;
    };
  }, [field]);
  useEffect(() => {
    const parent = place.current;
    if (create === undefined || parent === null) return undefined;
    const made = create.view(parent, toOptions(latest.current), {
      onChange: (text) => latest.current.onChange(text),
      onLeave: () => parent.closest('.millrace')?.querySelector<HTMLElement>('.mr-canvas')?.focus(),
    });
    view.current = made;
    if (caret.current !== undefined) made.focus(...caret.current);
    caret.current = undefined;
    return () => {
      view.current = undefined;
      made.close();
    };
  }, [create, place]);
  return { isLoaded: create !== undefined, view };
}

/** React calls a function that is set. */
function wrap(view: CreateCodeView | undefined): { readonly view: CreateCodeView } | undefined {
  return view && { view };
}

/** Undefined unless the field is the one that is typed into. */
function caretOf(field: HTMLTextAreaElement | null): readonly [number, number] | undefined {
  if (field === null || focusedElement(field) !== field) return undefined;
  return [field.selectionStart, field.selectionEnd];
}

function toOptions(props: CodeEditorProps): CodeViewOptions {
  const { value, language, label, readOnly = false, placeholder = '' } = props;
  const { diagnostics, id, describedBy } = props;
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
      ...(diagnostics?.some(({ severity }) => severity === 'error')
        ? { 'aria-invalid': 'true' }
        : {}),
    },
  };
}
