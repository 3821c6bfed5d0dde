/** `millrace codegen --watch`: writes the generated module whenever its sources change. */
import { statSync } from 'node:fs';
import type { GenerateOptions } from '../../codegen/session.js';
import type { Watched } from '../../codegen/watch-files.js';
import type { Config } from '../config/config.js';
import type { MillraceError } from '../errors.js';
import { isMillraceError } from '../errors.js';
import { describeChange } from './changed-nodes.js';
import { isOwn, storeOutcome, summaryOf } from './codegen.js';
import type { Outcome } from './codegen.js';
import type { ExitCode, Output } from './command.js';
import type { Progress } from './progress.js';

/** How watching reports. */
export interface WatchReport {
  readonly output: Output;
  readonly json: boolean;
  readonly progress: Progress;
}

/** Runs until the process is asked to end; an error is printed, and the last good file stays. */
export async function watchCodegen(
  options: GenerateOptions,
  report: WatchReport,
): Promise<ExitCode> {
  const { createCodegen, formatDiagnostic } = await import('../../codegen/index.js');
  const { watchFiles } = await import('../../codegen/watch-files.js');
  const codegen = createCodegen(options);
  const printer = createPrinter(report, formatDiagnostic);
  const ended = endOfProcess();
  let running: Promise<void> = Promise.resolve();
  let seen: Watched = { files: [], directories: [] };
  const watch = watchFiles({
    onChange: (paths) => {
      codegen.invalidate(paths);
      running = running.then(round);
    },
    onError: ended.fail,
  });
  const round = async (): Promise<void> => {
    const began = Date.now();
    report.progress.restart();
    try {
      const generated = await codegen.run();
      report.progress.clear();
      const outcome = await storeOutcome(generated, options.out, false);
      await printer.print(outcome, generated.config, Date.now() - began);
      seen = outcome.status === 'failed' ? join(seen, generated.watch) : generated.watch;
      if (watch.update(seen)) missed(seen, began);
    } catch (error) {
      report.progress.clear();
      printer.fail(error);
    }
  };
  /** What changed after it was read, and before its directory was watched. */
  const missed = ({ files }: Watched, since: number): void => {
    const changed = files.filter(
      (file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? since) >= since,
    );
    codegen.invalidate(changed);
    running = running.then(round);
  };
  running = round();
  try {
    await running;
    await ended.promise;
    return 0;
  } finally {
    watch.close();
    await running;
    await codegen.close();
  }
}

/** Of a source with an error less is known than of the source as it was before. */
function join(before: Watched, now: Watched): Watched {
  return {
    files: [...before.files, ...now.files],
    directories: [...before.directories, ...now.directories],
  };
}

/** Settles when the process is to end, by Ctrl-C or otherwise, or when watching fails. */
function endOfProcess() {
  let fail: (error: MillraceError) => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    fail = reject;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  // The first run may still be under way when watching fails.
  promise.catch(() => undefined);
  return { promise, fail: (error: MillraceError) => fail(error) };
}

type Format = typeof import('../../codegen/index.js').formatDiagnostic;

function createPrinter({ output, json }: WatchReport, format: Format) {
  let before: Config | undefined;
  let said: ReadonlySet<string> = new Set();
  let last = '';
  return {
    async print(outcome: Outcome, config: Config, milliseconds: number): Promise<void> {
      const { out, status, diagnostics } = outcome;
      const lines = diagnostics.filter(isOwn).map((item) => format(item, output));
      const isRepeated =
        status === 'unchanged' && lines.join('\n') === last && before !== undefined;
      last = lines.join('\n');
      // A run that was only to make sure.
      if (isRepeated) return;
      const change = describeChange(before, config);
      if (status !== 'failed') before = config;
      if (json) return output.out(JSON.stringify({ ...outcome, milliseconds }));
      for (const line of lines) if (!said.has(line) || status === 'failed') output.error(line);
      said = new Set(lines);
      const summary = diagnostics.length === 0 ? '' : `, ${await summaryOf(diagnostics)}`;
      const time = new Date().toTimeString().slice(0, 8);
      if (status === 'failed') output.error(`${time} ${out} stays as it was${summary}`);
      else {
        const what = status === 'written' ? 'written' : 'is up to date';
        output.out(`${time} ${out} ${what}: ${change}${summary}, ${milliseconds} ms`);
      }
    },
    fail(error: unknown): void {
      const text = isMillraceError(error) ? `${error.message} (${error.code})` : String(error);
      last = text;
      if (json) output.out(JSON.stringify({ status: 'failed', error: text }));
      else output.error(`${new Date().toTimeString().slice(0, 8)} ${text}`);
    },
  };
}
