/** From files of functions to one generated module. */
import { dirname, relative } from 'node:path';
import type { Config, NodeType } from '../src/config/config.js';
import { toConfig, toNodeType } from '../src/config/node-type.js';
import type { Diagnostic, FunctionSignature } from '../src/config/signature.js';
import { hasErrors, sortDiagnostics } from './diagnostics.js';
import { sortInputs } from './inputs.js';
import type { InputFile, SortedInputs } from './inputs.js';
import { printModule } from './print/module.js';
import type { FunctionImport } from './print/module.js';
import type { ReadModule } from './read-module.js';
import { readPython } from './python/read-python.js';
import type { CreatePython, ReadPython } from './python/read-python.js';
import { createPythonReader } from './python/runtime.js';
import { dottedName, toSlashes, typeId } from './roots.js';
import type { TsMorph } from './typescript/project.js';
import { readTypeScript } from './typescript/read-typescript.js';

/** What to generate. */
export interface GenerateOptions {
  /** Paths of .ts and .py files, absolute or from the working directory. */
  readonly files: readonly string[];
  /** Path of the generated file; it is not written here. */
  readonly out: string;
  /**
   * What type ids are relative to.
   * @default the nearest package.json or pyproject.toml above each file
   */
  readonly root?: string;
  /** Put before every type id, with a dot. */
  readonly prefix?: string;
  /** Makes the interpreter that imports .py files. @default Pyodide */
  readonly python?: CreatePython;
  /** Milliseconds that the import of one Python module may take. @default 30_000 */
  readonly importTimeoutMs?: number;
  /** Imports ts-morph, the optional peer that reads .ts files. */
  readonly typescript?: () => Promise<TsMorph>;
}

/** What was generated. */
export interface Generated {
  /** The file to write; none when a diagnostic is an error. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Sorted by file and line; their paths are relative to `base`. */
  readonly diagnostics: readonly Diagnostic[];
  /** The config in the file; node types with errors are in it, too. */
  readonly config: Config;
  /** The directory that paths are shown from: the root of the generated file. */
  readonly base: string;
}

/**
 * Reads annotated functions and prints a module with their config, a lazy registry of the functions
 * and the Python sources. The text depends on the sources alone. Writes nothing.
 *
 * @throws MillraceError `peer-missing` or `peer-version` when ts-morph or pyodide is needed and not
 * installed, or in another version
 * @example
 * const { files, diagnostics } = await generate({
 *   files: ['src/math.ts'],
 *   out: 'src/nodes.generated.ts',
 * });
 */
export async function generate(options: GenerateOptions): Promise<Generated> {
  const sorted = sortInputs(options);
  const typescript = await readAllTypeScript(sorted, options);
  const python = await readAllPython(sorted, options);
  const modules = new Map([...typescript, ...python.modules].map((read) => [read.file, read]));
  const nodes = sorted.inputs.flatMap((input) => toNodes(input, modules.get(input.file), options));
  const diagnostics = sortDiagnostics([
    ...sorted.diagnostics,
    ...sorted.inputs.flatMap((input) => fileDiagnostics(input, modules.get(input.file), sorted)),
    ...nodes.flatMap((node) => node.diagnose(sorted)),
    ...duplicates(nodes, sorted),
  ]);
  const config = toConfig(nodes.map(({ nodeType }) => nodeType));
  if (hasErrors(diagnostics)) return { files: [], diagnostics, config, base: sorted.base };
  const text = printModule({
    sources: sorted.inputs.map(({ file }) => sorted.showPath(file)),
    command: commandOf(sorted, options),
    config,
    functions: importsOf(nodes, sorted.out),
    python: python.sources,
  });
  return { files: [{ path: sorted.out, text }], diagnostics, config, base: sorted.base };
}

async function readAllTypeScript(
  { inputs, showPath }: SortedInputs,
  { typescript }: GenerateOptions,
): Promise<readonly ReadModule[]> {
  const read: ReadModule[] = [];
  for (const root of rootsOf(inputs, 'typescript')) {
    const files = inputs.filter((input) => input.language === 'typescript' && input.root === root);
    const paths = files.map(({ file }) => file);
    const importer = typescript === undefined ? {} : { importer: typescript };
    read.push(...(await readTypeScript(paths, { root, showPath, ...importer })));
  }
  return read;
}

function rootsOf(inputs: readonly InputFile[], language: InputFile['language']): readonly string[] {
  return [
    ...new Set(inputs.filter((input) => input.language === language).map(({ root }) => root)),
  ];
}

function readAllPython(
  { inputs, showPath }: SortedInputs,
  { python: createPython = createPythonReader, importTimeoutMs = 30_000 }: GenerateOptions,
): Promise<ReadPython> {
  const files = inputs
    .filter(({ language }) => language === 'python')
    .map(({ file, root, path }) => ({ file, root, module: dottedName(path) }));
  return readPython(files, { createPython, showPath, importTimeoutMs });
}

/** A node type with the place it came from. */
interface FoundNode {
  readonly input: InputFile;
  readonly signature: FunctionSignature;
  readonly nodeType: NodeType;
  readonly diagnose: (sorted: SortedInputs) => readonly Diagnostic[];
}

function toNodes(
  input: InputFile,
  read: ReadModule | undefined,
  { prefix }: GenerateOptions,
): readonly FoundNode[] {
  return (read?.functions ?? []).map((signature) => {
    const { nodeType, diagnostics } = toNodeType(signature, {
      type: signature.id ?? typeId(input.path, signature.name, prefix),
      source: {
        language: input.language,
        module: input.language === 'python' ? dottedName(input.path) : input.path,
        export: signature.name,
        line: signature.line,
      },
      file: input.file,
    });
    const diagnose = ({ showPath }: SortedInputs): readonly Diagnostic[] =>
      diagnostics.map((item) => ({ ...item, file: showPath(item.file) }));
    return { input, signature, nodeType, diagnose };
  });
}

function fileDiagnostics(
  { file }: InputFile,
  read: ReadModule | undefined,
  { showPath }: SortedInputs,
): readonly Diagnostic[] {
  const found = read?.diagnostics ?? [];
  if ((read?.functions.length ?? 0) > 0 || hasErrors(found)) return found;
  const message = 'the file exports no function that makes a node';
  return [...found, { code: 'no-functions', severity: 'warning', message, file: showPath(file) }];
}

/** Two functions with one id: an error at each place after the first, naming both. */
function duplicates(
  nodes: readonly FoundNode[],
  { showPath }: SortedInputs,
): readonly Diagnostic[] {
  const first = new Map<string, FoundNode>();
  return nodes.flatMap((node): readonly Diagnostic[] => {
    const { nodeType, signature, input } = node;
    const other = first.get(nodeType.type);
    if (other === undefined) {
      first.set(nodeType.type, node);
      return [];
    }
    const place = `${showPath(other.input.file)}:${other.signature.line}`;
    const here = `${showPath(input.file)}:${signature.line}`;
    return [
      {
        code: 'duplicate-id',
        severity: 'error',
        message: `the type id \`${nodeType.type}\` is that of \`${other.signature.name}\` at ${place} and of \`${signature.name}\` at ${here}; give one of them an \`@id\`, or generate them apart with \`--prefix\``,
        file: showPath(input.file),
        line: signature.line,
        function: signature.name,
      },
    ];
  });
}

function importsOf(nodes: readonly FoundNode[], out: string): readonly FunctionImport[] {
  return nodes
    .filter(({ input }) => input.language === 'typescript')
    .map(({ input, nodeType, signature }) => ({
      type: nodeType.type,
      specifier: specifierOf(input.file, out),
      exported: signature.name,
    }))
    .sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** As it is after compilation: `.ts` is `.js`, `.mts` is `.mjs`. */
function specifierOf(file: string, out: string): string {
  const path = toSlashes(relative(dirname(out), file)).replace(/\.([mc]?)tsx?$/, '.$1js');
  return path.startsWith('.') ? path : `./${path}`;
}

function commandOf({ inputs, out, showPath }: SortedInputs, options: GenerateOptions): string {
  const words = [
    'millrace codegen',
    ...inputs.map(({ file }) => quote(showPath(file))),
    `--out ${quote(showPath(out))}`,
    ...(options.root === undefined ? [] : ['--root .']),
    ...(options.prefix === undefined ? [] : [`--prefix ${quote(options.prefix)}`]),
  ];
  return words.join(' ');
}

function quote(word: string): string {
  return /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
