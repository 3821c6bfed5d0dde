/** `millrace codegen`: reads functions, writes the generated module. */
import { join, relative } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import type { Generated, GenerateOptions } from '../../codegen/session.js';
import type { Stored } from '../../codegen/store.js';
import type { Diagnostic } from '../config/signature.js';
import { Misuse } from './command.js';
import type { ExitCode, Output } from './command.js';
import { parseOptions } from './options.js';
import { createProgress } from './progress.js';

const OPTIONS = {
  out: { type: 'string', short: 'o' },
  root: { type: 'string' },
  prefix: { type: 'string' },
  python: { type: 'string' },
  watch: { type: 'boolean', short: 'w' },
  check: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

const USAGE = `Usage: millrace codegen <inputs…> --out <file>

Reads annotated functions and writes one module: the config for the editor, a
registry of the functions, the sources of the Python modules.

Inputs:
  src/math.ts        a file: .ts, .tsx, .mts, .cts or .py
  'src/**/*.ts'      a pattern: * and ? within a name, ** across directories,
                     {a,b}, [ab]; quote it. Passes over tests, declarations,
                     generated files and node_modules
  npm:date-fns       a package that is installed; npm: may be left out
  python:statistics  a module that the Python interpreter has

Options:
  -o, --out <file>   the module to write: src/nodes.generated.ts
  --root <dir>       what type ids are relative to; by default the nearest
                     package.json or pyproject.toml above each file
  --prefix <name>    put before every type id
  --python <path>    read Python in this CPython (3.10 or newer), for modules
                     that need packages Pyodide does not have: .venv/bin/python;
                     or in Pyodide with a folder that millrace wheels made
  -w, --watch        go on: write again whenever a file changes; Ctrl-C ends it
  --check            write nothing; fail when the file is not up to date
  --json             print {out, status, diagnostics} as JSON, with --watch a
                     line for each run
  -h, --help         print this

Reading .ts files needs the package ts-morph; reading Python needs pyodide, or
--python.
Exit code: 0 done, 1 errors or not up to date, 2 wrong arguments.`;

/** What became of the generated file. */
export type Status = Exclude<Stored, 'foreign'> | 'failed';

/** One run, as it is reported. */
export interface Outcome {
  readonly out: string;
  readonly status: Status;
  /** Their paths are from the working directory. */
  readonly diagnostics: readonly Diagnostic[];
}

/** @throws Misuse */
export async function runCodegen(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    output.out(USAGE);
    return 0;
  }
  const { out, check = false, json = false } = values;
  if (positionals.length === 0) throw new Misuse('name at least one .ts or .py file');
  if (out === undefined) throw new Misuse('say where to write with `--out <file>`');
  if (check && values.watch === true)
    throw new Misuse('`--check` and `--watch` exclude each other');
  const progress = createProgress(json ? {} : output);
  const options: GenerateOptions = {
    files: positionals,
    out,
    onRead: progress.show,
    ...(values.root === undefined ? {} : { root: values.root }),
    ...(values.prefix === undefined ? {} : { prefix: values.prefix }),
    ...(values.python === undefined ? {} : { python: values.python }),
  };
  if (values.watch === true) {
    const { watchCodegen } = await import('./watch.js');
    return watchCodegen(options, { output, json, progress });
  }
  const { generate } = await import('../../codegen/index.js');
  const outcome = await storeOutcome(await generate(options), out, check);
  progress.clear();
  if (json) output.out(JSON.stringify(outcome, null, 2));
  else await report(outcome, output);
  return outcome.status === 'written' || outcome.status === 'unchanged' ? 0 : 1;
}

/** Writes what was generated, and says what came of it. */
export async function storeOutcome(
  { files: [file], diagnostics, base }: Generated,
  out: string,
  check: boolean,
): Promise<Outcome> {
  const { foreignFile, storeFile } = await import('../../codegen/store.js');
  const found = diagnostics.map((item) => ({ ...item, file: fromHere(base, item.file) }));
  if (file === undefined) return { out, status: 'failed', diagnostics: found };
  const stored = await storeFile(file, { check });
  if (stored !== 'foreign') return { out, status: stored, diagnostics: found };
  return { out, status: 'failed', diagnostics: [...found, foreignFile(out)] };
}

/** The path from the working directory, as an editor's terminal links it. */
function fromHere(base: string, file: string): string {
  return /^(npm|python):/.test(file) ? file : relative(process.cwd(), join(base, file));
}

/** Prints diagnostics and the line that closes them. */
async function report({ out, status, diagnostics }: Outcome, output: Output): Promise<void> {
  const { formatDiagnostic } = await import('../../codegen/index.js');
  for (const item of diagnostics.filter(isOwn)) output.error(formatDiagnostic(item, output));
  const summary = await summaryOf(diagnostics);
  if (status === 'failed') output.error(`${summary}; nothing was written`);
  else if (status === 'stale') {
    output.error(`${out} is not up to date; run the same command without --check`);
  } else output.out(`${out} ${status === 'written' ? 'written' : 'is up to date'}, ${summary}`);
}

/** False for a warning about what is installed: nobody here can annotate that. */
export function isOwn({ file, severity }: Diagnostic): boolean {
  return severity === 'error' || !/^(npm|python):|(^|[\\/])node_modules[\\/]/.test(file);
}

/** `1 warning in 1 file, 20 more about what is installed`. */
export async function summaryOf(diagnostics: readonly Diagnostic[]): Promise<string> {
  const { summarize } = await import('../../codegen/index.js');
  const own = diagnostics.filter(isOwn);
  const others = diagnostics.length - own.length;
  if (others === 0) return summarize(own);
  const more = own.length === 0 ? `${others} warning${others === 1 ? '' : 's'}` : `${others} more`;
  const about = `${more} about what is installed (--json lists them)`;
  return own.length === 0 ? about : `${summarize(own)}, ${about}`;
}
