/** A text of code: CodeMirror when it has come, a plain field until then or without it. */
import { forwardRef, useCallback, useEffect, useRef, useState } from 'react';
import type { ForwardedRef, ReactElement } from 'react';
import { focusedElement } from '../menu/focused-element.js';
import type { CodeDiagnostic } from './code-view-options.js';
import type { Caret, MountedCode } from './mounted-code.js';

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
  /** Takes the focus when it is mounted. @default false */
  readonly autoFocus?: boolean;
  /** Shown while the text is empty. */
  readonly placeholder?: string;
  /** As high as its text up to some 16 lines, or as its container. @default "content" */
  readonly height?: 'content' | 'fill';
  /** Of the element that is typed into. */
  readonly id?: string;
  /** The id of what describes it. */
  readonly describedBy?: string | undefined;
}

/** What a `ref` on a {@link CodeEditor} can do; null until CodeMirror has come. */
export interface CodeEditorApi {
  readonly focus: () => void;
  /** Puts the caret where a diagnostic is about. */
  readonly showPlace: (diagnostic: CodeDiagnostic) => void;
}

/** Loaded once for the page. */
let Loaded: typeof MountedCode | undefined;

/**
 * Edits code, with line numbers, colours and its own undo. Tab indents; Escape, then Tab leaves.
 * CodeMirror is loaded when the first one is shown; it is a plain text field until then, and stays
 * one where CodeMirror can't be loaded.
 */
export const CodeEditor = forwardRef(function CodeEditor(
  props: CodeEditorProps,
  ref: ForwardedRef<CodeEditorApi>,
): ReactElement {
  const field = useRef<HTMLTextAreaElement | null>(null);
  const caret = useRef<Caret>(undefined);
  const keepField = useCallback((element: HTMLTextAreaElement | null) => {
    // As it goes, and not before: its writer may have selected something since CodeMirror came.
    if (element === null) caret.current = caretOf(field.current);
    field.current = element;
  }, []);
  const [Mounted, setMounted] = useState(() => Loaded);
  useEffect(() => {
    let isGone = false;
    const show = (loaded: typeof MountedCode): void => {
      Loaded = loaded;
      if (!isGone) setMounted(() => loaded);
    };
    import('./mounted-code.js').then(
      ({ MountedCode: loaded }) => show(loaded),
      // The field does; the next one asks again.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);
  return (
    // Presses in it are not the canvas's.
    <div className="mr-code" data-height={props.height ?? 'content'} data-mr-press>
      {Mounted === undefined ? (
        <textarea
          ref={keepField}
          className="mr-input mr-input-area mr-mono"
          spellCheck={false}
          id={props.id}
          aria-label={props.label}
          aria-describedby={props.describedBy}
          autoFocus={props.autoFocus}
          readOnly={props.readOnly}
          placeholder={props.placeholder}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      ) : (
        <Mounted {...props} caret={caret} ref={ref} />
      )}
    </div>
  );
});

/** Undefined unless the field is the one that is typed into. */
function caretOf(field: HTMLTextAreaElement | null): Caret {
  if (field === null || focusedElement(field) !== field) return undefined;
  return [field.selectionStart, field.selectionEnd];
}
