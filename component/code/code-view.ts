/** CodeMirror, set up for functions of some dozen lines. Loaded when the first code is shown. */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, nextDiagnostic, setDiagnostics } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, Prec, Transaction } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { codeColors } from './code-colors.js';
import { loadLanguage } from './code-languages.js';
import { toMarks } from './code-marks.js';
import { adoptCodeStyles } from './code-styles.js';
import type { CodeView, CodeViewListener, CodeViewOptions } from './code-view-options.js';

/** More than anybody types before a page renders. */
const MAX_TOLD = 200;

/** Marks what the host has set: it knows of it already. */
const fromHost = Annotation.define<boolean>();

/** Draws a text into `parent`, which keeps its own size. */
export function createCodeView(
  parent: HTMLElement,
  options: CodeViewOptions,
  listener: CodeViewListener,
): CodeView {
  return new MountedView(parent, options, listener);
}

class MountedView implements CodeView {
  readonly #view: EditorView;
  readonly #listener: CodeViewListener;
  readonly #language = new Compartment();
  readonly #settings = new Compartment();
  #shown: CodeViewOptions;
  /** What was told and has not come back yet: a host may render less often than somebody types. */
  #told: readonly string[] = [];

  constructor(parent: HTMLElement, options: CodeViewOptions, listener: CodeViewListener) {
    this.#shown = options;
    this.#listener = listener;
    const root = parent.getRootNode() as Document | ShadowRoot;
    adoptCodeStyles(root);
    this.#view = new EditorView({
      parent,
      root,
      state: EditorState.create({ doc: options.text, extensions: this.#extensions(options) }),
    });
    // The wheel scrolls a long text, and does not zoom the canvas it lies on.
    this.#view.scrollDOM.dataset['mrScroll'] = '';
    this.#mark(options);
    void this.#speak(options.language);
  }

  update(options: CodeViewOptions): void {
    const before = this.#shown;
    this.#shown = options;
    if (options.text !== before.text) this.#take(options.text);
    if (settingsOf(options) !== settingsOf(before)) {
      this.#view.dispatch({ effects: this.#settings.reconfigure(settings(options)) });
    }
    if (options.diagnostics !== before.diagnostics) this.#mark(options);
    if (options.language !== before.language) void this.#speak(options.language);
  }

  focus(from?: number, to = from): void {
    const end = this.#view.state.doc.length;
    if (from !== undefined && to !== undefined) {
      const selection = { anchor: Math.min(from, end), head: Math.min(to, end) };
      this.#view.dispatch({ selection, scrollIntoView: true });
    }
    this.#view.focus();
  }

  showPlace(diagnostic: Parameters<CodeView['showPlace']>[0]): void {
    const [mark] = toMarks([diagnostic], this.#view.state.doc);
    if (mark !== undefined) this.focus(mark.from);
  }

  close(): void {
    this.#view.destroy();
  }

  #extensions(options: CodeViewOptions): Extension {
    return [
      lineNumbers(),
      history(),
      indentUnit.of('    '),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      codeColors,
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => this.#leave() }])),
      // Escape, then Tab leaves the text: CodeMirror's own way out for who has no pointer.
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        indentWithTab,
        { key: 'F8', run: nextDiagnostic },
      ]),
      this.#language.of([]),
      this.#settings.of(settings(options)),
      EditorView.updateListener.of(({ docChanged, transactions, state }) => {
        if (!docChanged || transactions.some((one) => one.annotation(fromHost) === true)) return;
        this.#tell(state.doc.toString());
      }),
    ];
  }

  #leave(): boolean {
    this.#listener.onLeave();
    return true;
  }

  #tell(text: string): void {
    this.#told = [...this.#told.slice(-MAX_TOLD), text];
    this.#listener.onChange(text);
  }

  /** Takes over what comes from elsewhere; the echo of what was told here is old news. */
  #take(text: string): void {
    const echo = this.#told.indexOf(text);
    this.#told = echo < 0 ? [] : this.#told.slice(echo + 1);
    if (echo < 0) this.#replace(text);
  }

  /** Only what differs is replaced, so that the caret stays where nothing has changed. */
  #replace(text: string): void {
    const now = this.#view.state.doc.toString();
    const next = text.replaceAll(/\r\n?/g, '\n');
    const change = differenceOf(now, next);
    if (change === undefined) return;
    this.#view.dispatch({
      changes: change,
      // Another undo than the editor's around it: what came from there is not taken back here.
      annotations: [fromHost.of(true), Transaction.addToHistory.of(false)],
    });
  }

  #mark({ diagnostics = [] }: CodeViewOptions): void {
    const { state } = this.#view;
    this.#view.dispatch(setDiagnostics(state, toMarks(diagnostics, state.doc)));
  }

  async #speak(name: string | undefined): Promise<void> {
    const language = await loadLanguage(name);
    if (this.#shown.language !== name) return;
    this.#view.dispatch({ effects: this.#language.reconfigure(language) });
  }
}

function settings(options: CodeViewOptions): Extension {
  const { readOnly, placeholder: hint, attributes, diagnostics } = options;
  return [
    diagnostics === undefined ? [] : lintGutter(),
    // It can be read, marked and copied by keyboard, too.
    EditorState.readOnly.of(readOnly),
    placeholder(hint),
    EditorView.contentAttributes.of({
      ...attributes,
      ...(readOnly ? { 'aria-readonly': 'true' } : {}),
      spellcheck: 'false',
    }),
  ];
}

/** Equal for equal settings: a host makes its objects anew at each render. */
function settingsOf({ readOnly, placeholder: hint, attributes }: CodeViewOptions): string {
  return JSON.stringify([readOnly, hint, attributes]);
}

/** The one stretch in which two texts differ. */
function differenceOf(
  now: string,
  next: string,
): { readonly from: number; readonly to: number; readonly insert: string } | undefined {
  if (now === next) return undefined;
  const shorter = Math.min(now.length, next.length);
  let from = 0;
  while (from < shorter && now.charCodeAt(from) === next.charCodeAt(from)) from += 1;
  let same = 0;
  while (
    same < shorter - from &&
    now.charCodeAt(now.length - 1 - same) === next.charCodeAt(next.length - 1 - same)
  ) {
    same += 1;
  }
  return { from, to: now.length - same, insert: next.slice(from, next.length - same) };
}
