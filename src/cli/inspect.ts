/** `millrace inspect`: the nodes of functions, configs and graphs as a table. */
import type { ParseArgsConfig } from 'node:util';
import type { Config, NodeType } from '../config/config.js';
import type { Diagnostic } from '../config/signature.js';
import { Misuse } from './command.js';
import type { ExitCode, Output } from './command.js';
import { countTypes, GRAPH_COLUMNS, toGraphRow } from './graph-row.js';
import type { GraphType } from './graph-row.js';
import { NODE_COLUMNS, toNodeRow } from './node-row.js';
import { parseOptions } from './options.js';
import { createProgress } from './progress.js';
import { toTable } from './table.js';

const OPTIONS = {
  config: { type: 'string' },
  root: { type: 'string' },
  prefix: { type: 'string' },
  python: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

const USAGE = `Usage: millrace inspect <inputs or documents…>

Lists nodes: their ids, labels, inputs with types and defaults, outputs. Writes
no file.

  src/math.ts, 'src/**/*.py', npm:date-fns, python:statistics
                     the nodes that millrace codegen would make of them
  nodes.generated.ts, config.json
                     the nodes of a config
  graph.json, flow.node
                     the node types that a graph uses, with how many of each

Options:
  --config <file>    the config to compare graphs with: types that are not in it
                     are marked
  --root <dir>, --prefix <name>, --python <path>
                     as of millrace codegen
  --json             print {nodeTypes, graphs, diagnostics}
  -h, --help         print this

On a terminal the table is as wide as that; piped, a node is a line of cells
that are apart by tabs.
Exit code: 0 done, 1 errors in a source, 2 wrong arguments.`;

/** What was found. */
interface Found {
  readonly nodeTypes: NodeType[];
  readonly graphs: { readonly file: string; readonly types: readonly GraphType[] }[];
  readonly diagnostics: Diagnostic[];
}

type Values = ReturnType<typeof parseOptions<typeof OPTIONS>>['values'];

/** @throws Misuse */
export async function runInspect(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    output.out(USAGE);
    return 0;
  }
  if (positionals.length === 0)
    throw new Misuse('name at least one file of functions, or a document');
  const found: Found = { nodeTypes: [], graphs: [], diagnostics: [] };
  const documents = positionals.filter(isDocument);
  const sources = positionals.filter((each) => !isDocument(each));
  if (sources.length > 0) await readSources(sources, values, output, found);
  const { loadConfig } = await import('./load-config.js');
  const config = values.config === undefined ? undefined : await loadConfig(values.config);
  for (const file of documents) await readInto(found, file, config);
  await print(found, config !== undefined, values.json === true, output);
  return found.diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function isDocument(path: string): boolean {
  return /(\.generated\.[mc]?ts|\.json|\.node)$/.test(path) && !/^(npm|python):/.test(path);
}

async function readSources(
  files: readonly string[],
  { root, prefix, python, json }: Values,
  output: Output,
  found: Found,
): Promise<void> {
  const { generate } = await import('../../codegen/index.js');
  const progress = createProgress(json === true ? {} : output);
  const { config, diagnostics } = await generate({
    files,
    out: 'inspected.generated.ts',
    onRead: progress.show,
    ...(root === undefined ? {} : { root }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(python === undefined ? {} : { python }),
  });
  progress.clear();
  found.nodeTypes.push(...config.nodeTypes);
  found.diagnostics.push(...diagnostics);
}

async function readInto(found: Found, file: string, config: Config | undefined): Promise<void> {
  const { readDocument } = await import('./read-document.js');
  const read = await readDocument(file);
  if (read.kind === 'config') found.nodeTypes.push(...read.config.nodeTypes);
  else found.graphs.push({ file, types: countTypes(read.graph, config) });
  for (const { code, severity, message } of read.issues) {
    found.diagnostics.push({ code, severity, message, file });
  }
}

async function print(
  { nodeTypes, graphs, diagnostics }: Found,
  hasConfig: boolean,
  json: boolean,
  output: Output,
): Promise<void> {
  if (json) return output.out(JSON.stringify({ nodeTypes, graphs, diagnostics }, null, 2));
  const { formatDiagnostic, summarize } = await import('../../codegen/index.js');
  for (const item of diagnostics) {
    if (item.severity === 'error') output.error(formatDiagnostic(item, output));
  }
  const width = output.columns;
  if (nodeTypes.length > 0) {
    const rows = nodeTypes.map((node) => toNodeRow(node, diagnostics));
    for (const line of toTable(NODE_COLUMNS, rows, { width })) output.out(line);
  }
  for (const { file, types } of graphs) {
    if (graphs.length > 1) output.out(file);
    const rows = types.map((type) => toGraphRow(type, hasConfig));
    for (const line of toTable(GRAPH_COLUMNS, rows, { width })) output.out(line);
  }
  const number = nodeTypes.length;
  const nodes =
    graphs.length > 0 && number === 0 ? '' : `${number} node${number === 1 ? '' : 's'}, `;
  output.error(`${nodes}${summarize(diagnostics)}`);
}
