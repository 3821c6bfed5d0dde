/** Rule R8: what keeps a program from running synchronously, said before anything runs. */
import { createRecord } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { NormalOnError, RunOptions } from './job-runner-options.js';
import type { Program } from './program.js';
import type { PythonRuntime } from './python-runtime.js';
import { isLazy } from './registry.js';

/** @throws MillraceError `not-sync`, with the reason per node in `details.nodes` */
export function checkSync(
  program: Program,
  python: PythonRuntime | undefined,
  options: RunOptions,
  onError: NormalOnError,
): void {
  const general: string[] = [];
  if (options.timeoutMs !== undefined) general.push('`timeoutMs` needs the async method');
  if (onError.type === 'retryJob' && onError.delayMs > 0) {
    general.push('`onError.delayMs` needs the async method');
  }
  const nodes = createRecord<string>();
  program.plan.nodes.forEach(({ id, type, node }, rank) => {
    const binding = program.bindings[rank];
    if (binding === undefined || type === undefined || node.disabled === true) return;
    const reason = type.async
      ? 'its function is async'
      : binding.placement === 'inline'
        ? binding.entry !== undefined && isLazy(binding.entry)
          ? 'its function is not loaded; pass `functions: await load(functions, config)`'
          : undefined
        : python?.sync === undefined
          ? "Python has not booted in this thread; use createPyodide({ thread: 'main' }) and await its boot()"
          : undefined;
    if (reason !== undefined) nodes[id] = reason;
  });
  const ids = Object.keys(nodes);
  if (ids.length === 0 && general.length === 0) return;
  const shown = ids.slice(0, 12).map((id) => `${id}: ${nodes[id]!}`);
  const more = ids.length > shown.length ? [`and ${ids.length - shown.length} more`] : [];
  throw new MillraceError(
    'not-sync',
    `this graph can't run synchronously, and nothing ran: ${[...general, ...shown, ...more].join('; ')}`,
    { details: { nodes } },
  );
}
