/** What the page adds to the editor's command palette. */
import type { HostCommand } from 'millrace/react';
import { CONTROL } from './control-key.js';
import type { Page } from './use-page.js';

/** Runs, files and themes, by name. */
export function pageCommands(page: Page): readonly HostCommand[] {
  const { files, run } = page;
  const { isBusy, mode } = run;
  const other = mode === 'async' ? 'sync' : 'async';
  return [
    {
      id: 'run',
      label: 'Run the graph',
      keys: `${CONTROL}+Enter`,
      enabled: !isBusy,
      run: () => page.start(),
    },
    { id: 'cancel', label: 'Cancel the run', keys: 'Esc', enabled: isBusy, run: page.cancel },
    {
      id: 'mode',
      label: `Run ${other === 'sync' ? 'in one go' : 'as inputs come'}`,
      enabled: !isBusy,
      run: () => page.switchTo(other),
    },
    { id: 'open', label: 'Open a graph file', keys: `${CONTROL}+O`, run: page.pick },
    { id: 'save', label: 'Save the graph as a file', keys: `${CONTROL}+S`, run: files.save },
    { id: 'reset', label: 'Reset to the starting graph', run: files.reset },
    { id: 'theme', label: 'Next theme', run: page.nextTheme },
    { id: 'help', label: 'Keys of this page', run: page.showHelp },
  ];
}
