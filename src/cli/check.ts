/** `millrace check`: what is wrong with saved graphs, and what changed under them (rule D5). */
import { relative, resolve } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import type { Config } from '../config/config.js';
import type { Diagnostic } from '../config/signature.js';
import { checkFile } from './check-file.js';
import type { CheckedFile } from './check-file.js';
import { Misuse } from './command.js';
import type { ExitCode, Output } from './command.js';
import { loadConfig } from './load-config.js';
import { parseOptions } from './options.js';

const OPTIONS = {
  config: { type: 'string', short: 'c' },
  write: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

const USAGE = `Usage: millrace check <graphs or patterns…> --config <file>

Says what would fail in saved graphs, and which of their nodes were drawn
against a function that has another signature today. Safe changes (see the
documentation of drift) are warnings, all others are errors.

Options:
  -c, --config <file>  nodes.generated.ts, a .json config, or a .ts, .js or .mjs
                       module that exports \`config\`
  --write              save the graphs with all safe changes taken over
  --json               print {files: [{file, issues, changes, proposals}]}
  -h, --help           print this

Patterns: * and ? within a name, ** across directories, {a,b}. Quote them; they
mean .json and .node files.
Exit code: 0 nothing fails, 1 errors or changes to be asked about, 2 wrong
arguments.`;

/** @throws Misuse */
export async function runCheck(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    output.out(USAGE);
    return 0;
  }
  if (positionals.length === 0) throw new Misuse('name at least one graph');
  if (values.config === undefined) {
    throw new Misuse('say with `--config <file>` which nodes there are');
  }
  const config = await loadConfig(values.config);
  const { paths, diagnostics } = await findFiles(positionals);
  const files = await checkFiles(paths, config, values.write === true);
  if (values.json === true) printJson(files, diagnostics, output);
  else await print(files, diagnostics, output);
  const all = [...diagnostics, ...files.flatMap((file) => file.diagnostics)];
  return all.some(({ severity }) => severity === 'error') ? 1 : 0;
}

interface FoundFiles {
  /** Absolute, each once. */
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

async function findFiles(positionals: readonly string[]): Promise<FoundFiles> {
  const { expandPattern, isPattern } = await import('../../codegen/glob.js');
  const { fileError } = await import('../../codegen/diagnostics.js');
  const paths = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const word of positionals) {
    if (!isPattern(word)) {
      paths.add(resolve(word));
      continue;
    }
    const { files } = expandPattern(word, { accept: (path) => /\.(json|node)$/.test(path) });
    for (const file of files) paths.add(file);
    if (files.length === 0) {
      const fix = 'check the pattern; it means .json and .node files';
      diagnostics.push(fileError(word, 'no-match', `no graph matches \`${word}\``, fix));
    }
  }
  return { paths: [...paths], diagnostics };
}

async function checkFiles(
  paths: readonly string[],
  config: Config,
  write: boolean,
): Promise<readonly CheckedFile[]> {
  const checked: CheckedFile[] = [];
  for (const path of paths) {
    checked.push(await checkFile(path, { file: relative(process.cwd(), path), config, write }));
  }
  return checked;
}

function printJson(
  files: readonly CheckedFile[],
  unmatched: readonly Diagnostic[],
  output: Output,
): void {
  const shown = files.map(({ file, issues, changes, proposals, written }) => ({
    file,
    issues,
    changes,
    proposals,
    ...(written ? { written } : {}),
  }));
  const missing = unmatched.map(({ file, code, severity, message }) => ({
    file,
    issues: [{ code, severity, message, path: [] }],
    changes: [],
    proposals: [],
  }));
  output.out(JSON.stringify({ files: [...missing, ...shown] }, null, 2));
}

async function print(
  files: readonly CheckedFile[],
  unmatched: readonly Diagnostic[],
  output: Output,
): Promise<void> {
  const { formatDiagnostic, sortDiagnostics, summarize } =
    await import('../../codegen/diagnostics.js');
  const all = sortDiagnostics([...unmatched, ...files.flatMap((file) => file.diagnostics)]);
  for (const diagnostic of all) output.error(formatDiagnostic(diagnostic, output));
  for (const { file, written, changes } of files) {
    const safe = changes.filter((drift) => drift.safe).length;
    if (written) output.out(`${file} written, ${count(safe, 'node')} brought up to date`);
  }
  output.out(`${count(files.length, 'graph')} checked, ${summarize(all)}`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
