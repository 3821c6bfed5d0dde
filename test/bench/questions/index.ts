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
