/** `millrace codegen`: reads functions, writes the generated module. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import type { Diagnostic } from '../config/signature.js';
import { Misuse } from './command.js';
import type { ExitCode, Output } from './command.js';
import { expandPattern, isPattern } from './glob.js';
import { parseOptions } from './options.js';

const OPTIONS = {
  out: { type: 'string', short: 'o' },
  root: { type: 'string' },
  prefix: { type: 'string' },
  check: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

const USAGE = `Usage: millrace codegen <files or patterns…> --out <file>

Reads exported functions of .ts and .py files and writes one module: the config
for the editor, a registry of the functions, the sources of the Python modules.
Reading .ts files needs the package ts-morph, reading .py files needs pyodide.

Options:
  -o, --out <file>   the module to write: src/nodes.generated.ts
  --root <dir>       what type ids are relative to; by default the nearest
                     package.json or pyproject.toml above each file
  --prefix <name>    put before every type id
  --check            write nothing; fail when the file is not up to date
  --json             print {out, status, diagnostics} as JSON
  -h, --help         print this

Patterns: * and ? within a name, ** across directories, {a,b}. Quote them.
Exit code: 0 done, 1 errors or not up to date, 2 wrong arguments.`;

/** What became of the generated file. */
type Status = 'written' | 'unchanged' | 'stale' | 'failed';

/** @throws Misuse */
export async function runCodegen(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    output.out(USAGE);
    return 0;
  }
  if (positionals.length === 0) throw new Misuse('name at least one .ts or .py file');
  if (values.out === undefined) throw new Misuse('say where to write with `--out <file>`');
  const { generate, formatDiagnostic, GENERATED_MARK } = await import('../../codegen/index.js');
  const { files, diagnostics, base } = await generate({
    files: filesOf(positionals),
    out: values.out,
    ...(values.root === undefined ? {} : { root: values.root }),
    ...(values.prefix === undefined ? {} : { prefix: values.prefix }),
  });
  const [file] = files;
  const found = diagnostics.map((item) => ({ ...item, file: fromHere(join(base, item.file)) }));
  const status =
    file === undefined
      ? 'failed'
      : await store(file.path, file.text, values.check === true, GENERATED_MARK, found);
  if (values.json === true) {
    output.out(JSON.stringify({ out: values.out, status, diagnostics: found }, null, 2));
  } else {
    for (const diagnostic of found) output.error(formatDiagnostic(diagnostic, output));
    report(status, values.out, found, output);
  }
  return status === 'written' || status === 'unchanged' ? 0 : 1;
}

/** The path from the working directory, as an editor's terminal links it. */
function fromHere(path: string): string {
  return relative(process.cwd(), path);
}

function filesOf(positionals: readonly string[]): readonly string[] {
  return positionals.flatMap((positional) => {
    if (!isPattern(positional)) return [positional];
    const files = expandPattern(positional);
    if (files.length === 0) throw new Misuse(`no .ts or .py file matches \`${positional}\``);
    return files;
  });
}

/** Writes through a file beside it, so that nobody ever sees half of it. */
async function store(
  path: string,
  text: string,
  checkOnly: boolean,
  mark: string,
  found: Diagnostic[],
): Promise<Status> {
  const existing = await readFile(path, 'utf8').catch(() => undefined);
  // Git may have checked it out with the line ends of Windows.
  if (existing?.replaceAll('\r\n', '\n') === text) return 'unchanged';
  if (checkOnly) return 'stale';
  if (existing !== undefined && existing.trim() !== '' && !existing.startsWith(mark)) {
    found.push({
      code: 'out-not-generated',
      severity: 'error',
      message: 'this file was not written by millrace codegen; choose another `--out` or delete it',
      file: fromHere(path),
    });
    return 'failed';
  }
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return 'written';
}

function report(
  status: Status,
  out: string,
  diagnostics: readonly Diagnostic[],
  output: Output,
): void {
  const count = (severity: string): string => {
    const number = diagnostics.filter((item) => item.severity === severity).length;
    return `${number} ${severity}${number === 1 ? '' : 's'}`;
  };
  if (status === 'failed')
    output.error(`${count('error')}, ${count('warning')}; nothing was written`);
  else if (status === 'stale') {
    output.error(`${out} is not up to date; run the same command without --check`);
  } else
    output.out(`${out} ${status === 'written' ? 'written' : 'is up to date'}, ${count('warning')}`);
}
