/** The questions in the order they are asked; each is loaded alone: some peers need `eval`. */
import type { Question } from '../question.js';

export const QUESTIONS: ReadonlyMap<string, () => Promise<Question>> = new Map([
  ['sync', async () => (await import('./sync.js')).sync],
  ['async', async () => (await import('./async.js')).asyncFunctions],
  ['mixed', async () => (await import('./async.js')).mixed],
  ['makespan', async () => (await import('./makespan.js')).makespan],
  ['plan', async () => (await import('./plan.js')).plan],
  ['growth', async () => (await import('./growth.js')).growth],
  ['peers', async () => (await import('./peers.js')).peers],
  ['memory', async () => (await import('./memory.js')).memory],
  ['checks', async () => (await import('./checks.js')).checks],
  ['codegen', async () => (await import('./codegen.js')).codegen],
]);

/** Those about Python, which need the built package. */
export const PYTHON_QUESTIONS: ReadonlyMap<string, () => Promise<Question>> = new Map([
  ['python-start', async () => (await import('./python-start.js')).pythonStart],
  ['python-browser', async () => (await import('./python-browser.js')).pythonBrowser],
  ['python-plan', async () => (await import('./python-plan.js')).pythonPlan],
  ['python-list', async () => (await import('./python-list.js')).pythonList],
  ['python-calls', async () => (await import('./python-calls.js')).pythonCalls],
  ['python-values', async () => (await import('./python-values.js')).pythonValues],
  ['python-stop', async () => (await import('./python-stop.js')).pythonStop],
  ['python-memory', async () => (await import('./python-memory.js')).pythonMemory],
]);

/** Those about the editor, which need the built package, too. */
export const EDITOR_QUESTIONS: ReadonlyMap<string, () => Promise<Question>> = new Map([
  ['editor-all', async () => (await import('./editor.js')).editorAll],
  ['editor-culled', async () => (await import('./editor.js')).editorCulled],
  ['editor-status', async () => (await import('./editor.js')).editorStatus],
]);
