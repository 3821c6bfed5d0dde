/** Nodes of a text that somebody is writing. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Config } from '../../src/config/config.js';
import { mergeConfigs } from '../../src/config/merge-configs.js';
import type { Diagnostic } from '../../src/config/signature.js';
import { isMillraceError } from '../../src/errors.js';
import type { LiveModule, LiveSource, PythonModule } from '../../src/run/python/python-runtime.js';

/** What reads texts: a `PythonRuntime` does. */
export interface SourceReader {
  addModules(modules: Readonly<Record<string, PythonModule>>): Promise<void>;
  introspect(source: LiveSource): Promise<LiveModule>;
}

/** A text that could be imported, and its nodes; plain JSON, to be kept with the text. */
export interface TakenSource {
  readonly source: string;
  readonly config: Config;
}

/** What {@link useLiveSource} takes. */
export interface LiveSourceOptions {
  /** What exists besides. */
  readonly config: Config;
  readonly python: SourceReader;
  /** The text as it is now; undefined: there is none, and no nodes of it. */
  readonly source: string | undefined;
  /** The dotted name it is imported by; the type ids of its nodes begin with it. @default "live" */
  readonly module?: string;
  /** What was `taken` at an earlier visit: its nodes are there before Python is. */
  readonly start?: TakenSource | undefined;
  /** Milliseconds without a change after which the text is read. @default 400 */
  readonly delayMs?: number;
}

/** What became of the text as it is now. */
export type LiveSourcePhase =
  | 'none'
  /** It waits to be read, or for Python to start. */
  | 'reading'
  /** Its nodes are there. */
  | 'taken'
  /** It can't be imported: the diagnostics say why, and the nodes of the last text that could be stay. */
  | 'refused'
  /** There is no Python to read it: `error` says why. */
  | 'failed';

/** What {@link useLiveSource} gives. */
export interface LiveNodes {
  /** All there is: for `FlowEditor` and `new JobRunner`. The same object until something changes. */
  readonly config: Config;
  /** The last text that could be imported: what runs. Keep it for `start`. */
  readonly taken: TakenSource | undefined;
  readonly phase: LiveSourcePhase;
  /** Of the text that was read last. */
  readonly diagnostics: readonly Diagnostic[];
  readonly error: Error | undefined;
}

interface ReadState {
  readonly taken: TakenSource | undefined;
  readonly phase: LiveSourcePhase;
  readonly diagnostics: readonly Diagnostic[];
  readonly error: Error | undefined;
}

const NOTHING: ReadState = { taken: undefined, phase: 'none', diagnostics: [], error: undefined };

/**
 * Reads a text whenever its writer pauses, and gives the config with its nodes. A node appears, changes
 * or goes in the open editor without a reload; what that means for a graph is drift as ever.
 *
 * @example
 * ```tsx
 * const live = useLiveSource({ config, python, source });
 * const runner = useMemo(() => new JobRunner(live.config, { functions, python }), [live.config]);
 * const job = useJobRunner(runner);
 * <FlowEditor config={live.config} … />
 * <CodeEditor label="Functions" language="python" value={source} onChange={setSource}
 *   diagnostics={live.diagnostics} />
 * ```
 */
export function useLiveSource(options: LiveSourceOptions): LiveNodes {
  const { config, python, source, module = 'live', start, delayMs = 400 } = options;
  const [state, setState] = useState<ReadState>({ ...NOTHING, taken: start });
  // Only what it was at first counts, and only once.
  const first = useRef(start);
  const hasRead = useRef(false);
  useEffect(() => {
    if (source === undefined) {
      setState(NOTHING);
      return undefined;
    }
    let isOld = false;
    setState((before) => ({ ...before, phase: 'reading' }));
    const kept = first.current;
    first.current = undefined;
    // At once: its nodes can be run from now on, whatever becomes of the text that is there now.
    if (kept !== undefined) {
      const file = `${module.replaceAll('.', '/')}.py`;
      // The reading says why, when there is no Python.
      python.addModules({ [module]: { source: kept.source, file } }).catch(() => undefined);
    }
    const read = (): void => {
      hasRead.current = true;
      python.introspect({ source, module }).then(
        (live) => {
          if (!isOld) setState((before) => stateAfter(before, source, live));
        },
        (error: unknown) => {
          if (!isOld) setState((before) => ({ ...before, phase: 'failed', error: toError(error) }));
        },
      );
    };
    // The first text has been written already.
    const timer = setTimeout(read, hasRead.current ? delayMs : 0);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [python, source, module, delayMs]);
  const { taken, phase, diagnostics, error } = state;
  const own = taken?.config;
  const { merged, clash } = useMemo(() => mergeWith(config, own), [config, own]);
  return useMemo(
    () => ({
      config: merged,
      taken,
      phase,
      error,
      diagnostics: clash === undefined ? diagnostics : [...diagnostics, clash],
    }),
    [merged, clash, taken, phase, error, diagnostics],
  );
}

function stateAfter(
  { taken }: ReadState,
  source: string,
  { accepted, config, diagnostics }: LiveModule,
): ReadState {
  const said = { diagnostics, error: undefined };
  if (!accepted) return { ...said, taken, phase: 'refused' };
  // Another object would be another config: all that hangs on it would be made anew.
  const isSame = taken !== undefined && JSON.stringify(taken.config) === JSON.stringify(config);
  return { ...said, taken: { source, config: isSame ? taken.config : config }, phase: 'taken' };
}

interface Merged {
  readonly merged: Config;
  /** Why the text's nodes can't be had beside the others. */
  readonly clash?: Diagnostic;
}

function mergeWith(config: Config, own: Config | undefined): Merged {
  if (own === undefined) return { merged: config };
  try {
    return { merged: mergeConfigs(config, own) };
  } catch (error) {
    if (!isMillraceError(error) || error.code !== 'duplicate-node-type') throw error;
    const type = error.details['type'];
    const source = own.nodeTypes.find((node) => node.type === type)?.source;
    const { code, message } = error;
    const place = source?.line === undefined ? {} : { line: source.line };
    const clash = {
      code,
      severity: 'error',
      message,
      file: source?.module ?? '',
      ...place,
    } as const;
    return { merged: config, clash };
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
