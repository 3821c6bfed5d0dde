/** The page: an editor with its panels, and everything round a run. */
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { FlowEditor, Inspector, Palette, Toolbar } from 'millrace/react';
import type { FlowEditorApi } from 'millrace/react';
import { useDocument } from './document/use-document.js';
import { config } from './nodes.generated.js';
import type { Mode, ModeRunner } from './run/runners.js';
import { Brand } from './view/brand.js';
import { nodeNamer } from './view/node-name.js';
import { Notice } from './view/notice.js';
import type { NoticeText } from './view/notice.js';
import { FileButtons, PageButtons, useFilePicker } from './view/page-buttons.js';
import { PythonBadge } from './view/python-badge.js';
import { RunBar } from './view/run-bar.js';
import { RunControls } from './view/run-controls.js';
import { runFailure } from './view/run-failure.js';
import { ShortcutsDialog } from './view/shortcuts-dialog.js';
import { useFit } from './view/use-fit.js';
import { useFileDrop } from './view/use-file-drop.js';
import { useFiles } from './view/use-files.js';
import { useRun } from './view/use-run.js';
import { useShortcuts } from './view/use-shortcuts.js';
import { useThemeSetting } from './view/use-theme-setting.js';

interface AppProps {
  readonly runners: Readonly<Record<Mode, ModeRunner>>;
}

export function App({ runners }: AppProps): ReactElement {
  const editor = useRef<FlowEditorApi>(null);
  const help = useRef<HTMLDialogElement>(null);
  const [theme, nextTheme] = useThemeSetting();
  const [notice, notify] = useState<NoticeText>();
  const document = useDocument();
  const run = useRun(runners);
  const { job } = run;
  const files = useFiles({ document, notify, onReplaced: job.reset });
  const [picker, pick] = useFilePicker(files.open);
  const isFileOver = useFileDrop(files.open);
  useFit(editor, document.opened);

  const start = (): void => {
    const graph = editor.current?.getGraph() ?? document.graph;
    const options = { nameOf: nodeNamer(graph), useAsync: () => switchTo('async') };
    notify(undefined);
    run.run(graph, (error) => notify(runFailure(error, options)));
  };
  const switchTo = (mode: Mode): void => {
    run.setMode(mode);
    notify(undefined);
  };
  const cancel = (): boolean => {
    if (run.isBusy) job.cancel();
    return run.isBusy;
  };
  const showHelp = (): void => help.current?.showModal();
  useShortcuts({ run: start, cancel, save: files.save, open: pick, help: showHelp });

  return (
    <FlowEditor
      ref={editor}
      className={run.isBusy ? 'pg pg-busy' : 'pg'}
      config={config}
      graph={document.graph}
      onGraphChange={document.setGraph}
      nodesStatus={job.nodesStatus}
      results={job.results}
      theme={theme}
    >
      <Palette />
      <Toolbar>
        <Brand graphName={document.name} />
        <RunControls
          mode={run.mode}
          isBusy={run.isBusy}
          onMode={switchTo}
          onRun={start}
          onCancel={cancel}
        />
        <PythonBadge boot={run.boot} onRetry={run.start} />
        <FileButtons onOpen={pick} onSave={files.save} onReset={files.reset} />
        <PageButtons theme={theme} onTheme={nextTheme} onHelp={showHelp} />
      </Toolbar>
      <Inspector />
      <RunBar job={job} isBusy={run.isBusy} />
      {notice && <Notice {...notice} onClose={() => notify(undefined)} />}
      {isFileOver && <p className="pg-drop">Drop a graph file to open it</p>}
      <ShortcutsDialog dialog={help} />
      {picker}
    </FlowEditor>
  );
}
