/** What a view of code shows; both the lazy part and what loads it know this much. */

/** Something to say about a place in a text: diagnostics of codegen and of a Python runtime fit. */
export interface CodeDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
  /** From 1; absent: about the whole text. */
  readonly line?: number;
  /** From 1, in UTF-16 units; absent: about the whole line. */
  readonly column?: number;
}

/** What a view shows now. */
export interface CodeViewOptions {
  readonly text: string;
  /** `python`, `javascript`, `typescript`, `json`; any other is plain text. */
  readonly language: string | undefined;
  readonly readOnly: boolean;
  /** Shown while the text is empty. */
  readonly placeholder: string;
  /** Undefined: there never are any, and no room for them. */
  readonly diagnostics: readonly CodeDiagnostic[] | undefined;
  /** Of the element that is typed into: its id, its name, what describes it. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A mounted view. */
export interface CodeView {
  /** Shows something else; what is the same stays as it is, the caret and the undo steps as well. */
  readonly update: (options: CodeViewOptions) => void;
  /** Takes the focus, with the caret or the selection where it was before. */
  readonly focus: (from?: number, to?: number) => void;
  /** Takes the focus, at the place a diagnostic is about. */
  readonly showPlace: (diagnostic: CodeDiagnostic) => void;
  readonly close: () => void;
}

/** Who hears a view. */
export interface CodeViewListener {
  readonly onChange: (text: string) => void;
  /** Ctrl or Cmd with Enter. */
  readonly onLeave: () => void;
}
