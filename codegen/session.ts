/** Codegen that stays open: what did not change is not read again. */
import { dirname, join, relative, resolve } from 'node:path';
import type { Config } from '../src/config/config.js';
import { findDuplicates } from '../src/config/module-nodes.js';
import { toConfig } from '../src/config/node-type.js';
import type { PortTypeMemo } from '../src/config/node-type.js';
import type { Diagnostic } from '../src/config/signature.js';
import type { PythonModule } from '../src/run/python/python-runtime.js';
import { commandOf } from './command-line.js';
import { hasErrors, sortDiagnostics } from './diagnostics.js';
import { sortInputs } from './inputs.js';
import type { Input, SortedInputs } from './inputs.js';
import { toNodes } from './nodes.js';
import type { FoundModule, FoundNode } from './nodes.js';
import { printModule } from './print/module.js';
import type { FunctionImport, ModuleContent, Printed } from './print/module.js';
import { openReaders } from './readers.js';
import type { ReaderOptions, Readers } from './readers.js';
import type { ReadModule } from './read-module.js';
import { toSlashes } from './roots.js';

/** What to generate. */
export interface GenerateOptions extends ReaderOptions {
  /**
   * What is read: paths of .ts and .py files, patterns (`src/nodes/*.ts`), packages
   * (`npm:date-fns`, or `date-fns` where there is no such file) and Python modules that are
   * installed (`python:statistics`).
   */
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
  /** What relative paths start from. @default the working directory */
  readonly cwd?: string;
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
  /** What decides the outcome: absolute paths, for those who watch. */
  readonly watch: {
    /** The sources, the project's files they import, package.json and tsconfig.json. */
    readonly files: readonly string[];
    /** Where patterns look, and where a file that was asked for is not yet. */
    readonly directories: readonly string[];
  };
}

/** A generated module before it is printed. */
export interface GeneratedModule extends Generated {
  readonly content: ModuleContent;
}

/** Generates again and again. Reads are remembered; a run costs about what has changed. */
export interface Codegen {
  /**
   * Reads what is new or was invalidated. Runs follow each other, however they are called.
   *
   * @throws MillraceError `peer-missing` or `peer-version` when ts-morph or pyodide is needed and
   * not installed, or in another version; `codegen-closed`
   */
  run(): Promise<GeneratedModule>;
  /** Says which files changed, came or went: absolute paths. What does not matter here is ignored. */
  invalidate(paths: readonly string[]): void;
  /** Ends the interpreter, if there is one. Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens codegen for several runs, as watching and the bundler's plugin need it. Nothing is read, and
 * no interpreter started, before the first run.
 *
 * @example
 * const codegen = createCodegen({ files: ['src/nodes/*.ts'], out: 'src/nodes.generated.ts' });
 * const first = await codegen.run();
 * codegen.invalidate(['/home/me/app/src/nodes/math.ts']);
 * const second = await codegen.run();
 * await codegen.close();
 */
export function createCodegen(options: GenerateOptions): Codegen {
  return openCodegen(options, openReaders(options));
}

/** As `createCodegen`, with readers that several share; to close one closes them. */
export function openCodegen(options: GenerateOptions, readers: Readers): Codegen {
  return new Session(options, readers);
}

class Session implements Codegen {
  readonly #options: GenerateOptions;
  readonly #readers: Readers;
  #nodes = new Map<
    string,
    { readonly read: ReadModule | undefined; readonly found: FoundModule }
  >();
  readonly #portTypes: PortTypeMemo = new WeakMap();
  readonly #printed: Printed = new WeakMap();
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: GenerateOptions, readers: Readers) {
    this.#options = options;
    this.#readers = readers;
  }

  run(): Promise<GeneratedModule> {
    const run = this.#last.then(() => this.#generate());
    this.#last = run.catch(() => undefined);
    return run;
  }

  invalidate(paths: readonly string[]): void {
    this.#readers.invalidate(paths);
  }

  close(): Promise<void> {
    return this.#readers.close();
  }

  async #generate(): Promise<GeneratedModule> {
    const sorted = sortInputs(this.#options);
    const { inputs, out, base, showPath } = sorted;
    const { modules, sources } = await this.#readers.read(sorted);
    const found = this.#toNodes(inputs, modules, sorted);
    const nodes = found.flatMap((module) => module.nodes);
    const diagnostics = sortDiagnostics([
      ...sorted.diagnostics,
      ...found.flatMap((module) => module.diagnostics),
      ...findDuplicates(nodes, ({ input }) => showPath(input.name)),
    ]);
    const config = toConfig(
      nodes.map(({ nodeType }) => nodeType),
      this.#portTypes,
    );
    const content = { config, functions: importsOf(nodes, modules, out), python: sources };
    const watch = watchOf(sorted, modules, sources);
    const result = { diagnostics, config, base, watch, content };
    if (hasErrors(diagnostics)) return { files: [], ...result };
    const header = {
      sources: inputs.map(({ name }) => showPath(name)),
      command: commandOf(sorted, wordsOf(this.#options)),
    };
    const text = printModule(content, header, this.#printed);
    return { files: [{ path: out, text }], ...result };
  }

  /** A node type is made once for each time its source was read. */
  #toNodes(
    inputs: readonly Input[],
    modules: ReadonlyMap<string, ReadModule>,
    { showPath }: SortedInputs,
  ): readonly FoundModule[] {
    const { prefix } = this.#options;
    const before = this.#nodes;
    this.#nodes = new Map();
    return inputs.map((input) => {
      const read = modules.get(input.name);
      const known = before.get(input.name);
      const found =
        known !== undefined && known.read === read
          ? known.found
          : toNodes(input, read, { prefix, showPath });
      this.#nodes.set(input.name, { read, found });
      return found;
    });
  }
}

function importsOf(
  nodes: readonly FoundNode[],
  modules: ReadonlyMap<string, ReadModule>,
  out: string,
): readonly FunctionImport[] {
  return nodes
    .filter(({ input }) => input.language === 'typescript')
    .map(({ input, nodeType, signature }) => {
      const form = modules.get(input.name)?.form;
      return {
        type: nodeType.type,
        exported: signature.name,
        ...(form === undefined ? {} : { form }),
        ...(input.kind === 'file'
          ? { specifier: specifierOf(input.name, out), file: toSlashes(input.name) }
          : { specifier: input.module }),
      };
    })
    .sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** As it is after compilation: `.ts` is `.js`, `.mts` is `.mjs`. */
function specifierOf(file: string, out: string): string {
  const path = toSlashes(relative(dirname(out), file)).replace(/\.([mc]?)tsx?$/, '.$1js');
  return path.startsWith('.') ? path : `./${path}`;
}

/** What is installed, and how imports resolve. */
const SETTINGS = ['package.json', 'tsconfig.json'];

function watchOf(
  { inputs, directories, base }: SortedInputs,
  modules: ReadonlyMap<string, ReadModule>,
  sources: Readonly<Record<string, PythonModule>>,
): Generated['watch'] {
  const own = inputs.filter(({ kind }) => kind === 'file').map(({ name }) => name);
  const roots = [...new Set(inputs.map(({ root }) => root))];
  const settings = roots.flatMap((root) => SETTINGS.map((name) => join(root, name)));
  const imported = [...modules.values()].flatMap(({ dependencies }) => dependencies ?? []);
  const python = Object.values(sources).map(({ file }) => resolve(base, file));
  return { files: [...new Set([...own, ...imported, ...python, ...settings])], directories };
}

function wordsOf({ root, prefix, python }: GenerateOptions) {
  return { root, prefix, python: typeof python === 'string' ? python : undefined };
}
