/** Checks one saved graph. */
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Config } from '../config/config.js';
import type { Diagnostic } from '../config/signature.js';
import type { Issue } from '../errors.js';
import type { NodeDrift } from '../graph/drift-change.js';
import type { MoveProposal } from '../graph/migrate-moves.js';
import { createJsonPlaces } from './json-places.js';
import type { JsonPlaces, TextPlace } from './json-places.js';

/** An issue and where in the file its part stands. */
export type PlacedIssue = Issue & Partial<TextPlace>;

/** What was found in one file. */
export interface CheckedFile {
  /** As it is shown. */
  readonly file: string;
  readonly issues: readonly PlacedIssue[];
  readonly changes: readonly NodeDrift[];
  readonly proposals: readonly MoveProposal[];
  /** All of it, to be printed. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the file was saved with what is safe taken over. */
  readonly written: boolean;
}

/** How a file is checked. */
export interface CheckFileOptions {
  /** How it is called in what is printed. */
  readonly file: string;
  readonly config: Config;
  /** Save it when something safe changed. */
  readonly write: boolean;
}

/** What is wrong with a saved graph; a file that can't be read is an error like any other. */
export async function checkFile(path: string, options: CheckFileOptions): Promise<CheckedFile> {
  const { file, config, write } = options;
  let raw: string;
  try {
    raw = await readFile(path, 'utf8');
  } catch (error) {
    const message = `the file can't be read: ${(error as Error).message}`;
    const issue: Issue = { code: 'file-unreadable', severity: 'error', message, path: [] };
    const diagnostics = [{ code: issue.code, severity: issue.severity, message, file }];
    return { file, issues: [issue], changes: [], proposals: [], diagnostics, written: false };
  }
  const { describe, nameOf } = await import('../config/document.js');
  const { checkGraph } = await import('../graph/check-graph.js');
  const { tellChanges } = await import('../graph/drift.js');
  const { migrateGraph } = await import('../graph/migrate.js');
  const { parseGraph } = await import('../graph/parse-graph.js');
  const text = raw.replace(/^\uFEFF/, '');
  const places = createJsonPlaces(text);
  const parsed = parseGraph(text, config);
  const { graph, changes, proposals } = migrateGraph(parsed.graph, config);
  const isRead = !parsed.issues.some(isFatal);
  const found = [...parsed.issues, ...(isRead ? checkGraph(graph, config) : [])];
  const issues = found.map((issue) => ({ ...issue, ...placeOf(issue, places) }));
  const written = write && isRead && graph !== parsed.graph;
  if (written) await save(path, raw, graph);
  const diagnostics = [
    ...issues.map((issue) => toDiagnostic(issue, file)),
    ...(written ? [] : changes.filter(({ safe }) => safe).map(outdated)),
    ...proposals.map(moved),
  ];
  return { file, issues, changes, proposals, diagnostics, written };

  function outdated({ nodeId, path: at, type, changes: all }: NodeDrift): Diagnostic {
    const what = all.length === 0 ? 'it means the same' : tellChanges(all);
    return {
      code: 'signature-outdated',
      severity: 'warning',
      message: `${nameOf(nodeId)} was drawn against another signature of ${describe(type)}: ${what}`,
      fix: 'nothing has to be done; `--write` saves it as it is used',
      file,
      ...places.find(at),
    };
  }

  function moved({ nodeId, path: at, from, to }: MoveProposal): Diagnostic {
    return {
      code: 'function-moved',
      severity: 'warning',
      message: `${nameOf(nodeId)} has the type ${describe(from)}, which seems to be ${describe(to)} today`,
      fix: `change the node's type to ${describe(to)}, or choose that in the editor`,
      file,
      ...places.find(at),
    };
  }
}

/** Of these nothing was read. */
function isFatal({ severity, path }: Issue): boolean {
  return severity === 'error' && path.length === 0;
}

function placeOf({ code, message, path }: Issue, places: JsonPlaces): TextPlace {
  const position = code === 'invalid-json' ? /at position (\d+)/.exec(message)?.[1] : undefined;
  return position === undefined ? places.find(path) : places.at(Number(position));
}

function toDiagnostic(
  { code, severity, message, line, column }: PlacedIssue,
  file: string,
): Diagnostic {
  return {
    code,
    severity,
    message,
    file,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

/** As it was written, through a file beside it, so that nobody ever sees half of it. */
async function save(path: string, before: string, graph: object): Promise<void> {
  const target = await realpath(path);
  const { mode } = await stat(target);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    await writeFile(temporary, printLike(before, graph), { mode });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** With the indentation, the line ends and the byte order mark that were there. */
function printLike(before: string, graph: object): string {
  const indent = /^\uFEFF?\s*[[{]\r?\n([ \t]+)/.exec(before)?.[1];
  const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
  const end = /\n\s*$/.test(before) ? '\n' : '';
  const text = mark + JSON.stringify(graph, null, indent) + end;
  return before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}
