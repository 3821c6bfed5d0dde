/** The state of the whole page, and what can be done with it. */
import { useRef, useState } from 'react';
import type { ReactElement, RefObject } from 'react';
import type { FlowEditorApi, Theme } from 'millrace/react';
import { useDocument } from '../document/use-document.js';
import type { Document } from '../document/use-document.js';
import { useFunctions } from '../functions/use-functions.js';
import type { Functions } from '../functions/use-functions.js';
import type { Mode, Runners } from '../run/runners.js';
import { nodeNamer } from './node-name.js';
import type { NoticeText } from './notice.js';
import { useFilePicker } from './page-buttons.js';
import { runFailure } from './run-failure.js';
import { useFileDrop } from './use-file-drop.js';
import { useFiles } from './use-files.js';
import type { Files } from './use-files.js';
import { useFit } from './use-fit.js';
import { useRun } from './use-run.js';
import type { Run, RunPart } from './use-run.js';
import { useShortcuts } from './use-shortcuts.js';
import { useThemeSetting } from './use-theme-setting.js';

/** What {@link usePage} gives. */
export interface Page {
  readonly editor: RefObject<FlowEditorApi | null>;
  readonly help: RefObject<HTMLDialogElement | null>;
  readonly document: Document;
  readonly files: Files;
  readonly functions: Functions;
  /** Takes the functions that were written on the page away; a notice brings them back. */
  readonly removeFunctions: () => void;
  readonly run: Run;
  readonly theme: Theme;
  readonly nextTheme: () => void;
  readonly notice: NoticeText | undefined;
  readonly dismiss: () => void;
  /** Runs the graph, or a part of it. */
  readonly start: (part?: RunPart) => void;
  /** @returns false when there was nothing to cancel */
  readonly cancel: () => boolean;
  readonly switchTo: (mode: Mode) => void;
  readonly showHelp: () => void;
  /** Opens the browser's file dialog, which `picker` renders. */
  readonly pick: () => void;
  readonly picker: ReactElement;
  readonly isFileOver: boolean;
}

/** @param runners made once; they outlive the component */
export function usePage(runners: Runners): Page {
  const editor = useRef<FlowEditorApi>(null);
  const help = useRef<HTMLDialogElement>(null);
  const [theme, nextTheme] = useThemeSetting();
  const [notice, notify] = useState<NoticeText>();
  const functions = useFunctions(runners.python);
  const { config } = functions.live;
  const document = useDocument(config);
  const run = useRun(runners, functions.live);
  const files = useFiles({ config, document, notify, onReplaced: run.reset });
  const [picker, pick] = useFilePicker(files.open);
  const isFileOver = useFileDrop(files.open);
  useFit(editor, document.opened);

  const dismiss = (): void => notify(undefined);
  const switchTo = (mode: Mode): void => {
    run.setMode(mode);
    dismiss();
  };
  const start = (part: RunPart = {}): void => {
    const graph = editor.current?.getGraph() ?? document.graph;
    const options = { nameOf: nodeNamer(graph), useAsync: () => switchTo('async') };
    dismiss();
    run.run(graph, { part, fail: (error) => notify(runFailure(error, options)) });
  };
  const cancel = (): boolean => {
    if (run.isBusy) run.job.cancel();
    return run.isBusy;
  };
  const removeFunctions = (): void => {
    const bringBack = functions.remove();
    const back = (): void => {
      bringBack();
      dismiss();
    };
    const title = 'Your functions are gone; their nodes keep their wires';
    notify({ tone: 'info', title, action: { label: 'Bring them back', run: back } });
  };
  const showHelp = (): void => help.current?.showModal();
  useShortcuts({ run: () => start(), cancel, save: files.save, open: pick, help: showHelp });

  const actions = { removeFunctions, start, cancel, switchTo, showHelp, pick, dismiss, nextTheme };
  return {
    editor,
    help,
    document,
    files,
    functions,
    run,
    theme,
    notice,
    picker,
    isFileOver,
    ...actions,
  };
}
