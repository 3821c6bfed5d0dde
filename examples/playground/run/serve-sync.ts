/** The worker's side of a synchronous run. */
import { JobRunner, isMillraceError, load } from 'millrace';
import type { Config, ErrorInfo, PythonRuntime, Registry } from 'millrace';
import { MODULE } from '../functions/module.js';
import { packEvent, packResult, unpackPrevious } from './sync-messages.js';
import type { Refusals, RunRequest, SyncMessage } from './sync-messages.js';

/** What {@link createSyncServer} runs, and where its answers go. */
export interface SyncServerOptions {
  readonly config: Config;
  readonly functions: Registry;
  /** In this thread: a synchronous run waits for nobody. */
  readonly python: PythonRuntime;
  readonly post: (message: SyncMessage) => void;
}

/**
 * Answers requests to run: everything is loaded and booted first, then the graph runs in one go,
 * its events posted as they happen. Answers with `finished`, `refused` or `bootFailed`, always.
 */
export function createSyncServer(options: SyncServerOptions): (request: RunRequest) => void {
  const { config, functions, python, post } = options;
  const ready = prepare(config, functions, python);
  ready.catch((error: unknown) => post({ type: 'bootFailed', error: errorInfo(error) }));

  let written: { readonly source: string; readonly runner: JobRunner<'sync'> } | undefined;
  const runnerOf = async (own: RunRequest['own']): Promise<JobRunner<'sync'>> => {
    const base = await ready;
    if (own === undefined) return base.runner;
    if (written?.source !== own.source) {
      await python.addModules({ [MODULE]: { source: own.source, file: `${MODULE}.py` } });
      written = { source: own.source, runner: createRunner(own.config, base.loaded, python) };
    }
    return written.runner;
  };

  const run = async ({ graph, own, options: given }: RunRequest): Promise<void> => {
    const runner = await runnerOf(own);
    const result = runner.run(graph, {
      ...given,
      ...(given.previous && { previous: unpackPrevious(given.previous) }),
      onEvent: (event) => post({ type: 'event', event: packEvent(event) }),
    });
    post({ type: 'finished', result: packResult(result) });
    result.close();
  };
  return (request) => {
    run(request).catch((error: unknown) => post(refusal(error)));
  };
}

interface Prepared {
  readonly loaded: Registry;
  readonly runner: JobRunner<'sync'>;
}

async function prepare(
  config: Config,
  functions: Registry,
  python: PythonRuntime,
): Promise<Prepared> {
  const [loaded] = await Promise.all([load(functions, config), python.boot()]);
  return { loaded, runner: createRunner(config, loaded, python) };
}

function createRunner(
  config: Config,
  functions: Registry,
  python: PythonRuntime,
): JobRunner<'sync'> {
  return new JobRunner(config, { functions, python, method: 'sync' });
}

function refusal(error: unknown): SyncMessage {
  const nodes = isMillraceError(error) ? error.details['nodes'] : undefined;
  const refused = { type: 'refused', error: errorInfo(error) } as const;
  return nodes === undefined ? refused : { ...refused, nodes: nodes as Refusals };
}

function errorInfo(error: unknown): ErrorInfo {
  const { name, message, code } = error as Error & { code?: string };
  return { name, code: code ?? 'error', message };
}
