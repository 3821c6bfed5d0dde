/** The page: an editor with its panels, and everything round a run. */
import type { ReactElement } from 'react';
import { BootStatus, FlowEditor, Inspector, MiniMap, Palette, Toolbar } from 'millrace/react';
import { FunctionsPanel } from './functions/functions-panel.js';
import type { Runners } from './run/runners.js';
import { FunctionsButton } from './functions/functions-button.js';
import { Brand } from './view/brand.js';
import { Notice } from './view/notice.js';
import { FileButtons, PageButtons } from './view/page-buttons.js';
import { pageCommands } from './view/page-commands.js';
import { RunBar } from './view/run-bar.js';
import { RunControls } from './view/run-controls.js';
import { ShortcutsDialog } from './view/shortcuts-dialog.js';
import { usePage } from './view/use-page.js';
import type { Page } from './view/use-page.js';

interface AppProps {
  readonly runners: Runners;
}

export function App({ runners }: AppProps): ReactElement {
  const page = usePage(runners);
  const { document, functions, run, notice } = page;
  const { job, isBusy } = run;
  return (
    <FlowEditor
      ref={page.editor}
      className={isBusy ? 'pg pg-busy' : 'pg'}
      config={functions.live.config}
      graph={document.graph}
      onGraphChange={document.setGraph}
      activity={job.activity}
      boot={run.boot}
      theme={page.theme}
      commands={pageCommands(page)}
      storageKey="millrace-playground:editor"
    >
      <Palette />
      <Toolbar>
        <HostTools page={page} />
      </Toolbar>
      <Inspector />
      <MiniMap />
      {functions.isOpen && <FunctionsPanel functions={functions} onRemove={page.removeFunctions} />}
      <RunBar job={job} isBusy={isBusy} graphName={document.name} />
      {notice && <Notice {...notice} onClose={page.dismiss} />}
      {page.isFileOver && <p className="pg-drop">Drop a graph file to open it</p>}
      <ShortcutsDialog dialog={page.help} />
      {page.picker}
    </FlowEditor>
  );
}

/** The playground's part of the toolbar. */
function HostTools({ page }: { readonly page: Page }): ReactElement {
  const { document, files, functions, run } = page;
  return (
    <>
      <Brand graphName={document.name} />
      <RunControls
        mode={run.mode}
        isBusy={run.isBusy}
        onMode={page.switchTo}
        onRun={page.start}
        onCancel={page.cancel}
      />
      <FunctionsButton functions={functions} />
      <FileButtons onOpen={page.pick} onSave={files.save} onReset={files.reset} />
      <PageButtons theme={page.theme} onTheme={page.nextTheme} onHelp={page.showHelp} />
      {/* Last, so that what it says moves no button. */}
      <BootStatus boot={run.boot} onRetry={run.start} />
    </>
  );
}
