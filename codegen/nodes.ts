/** From what was read of a source to node types. */
import { noFunctions, toModuleNodes } from '../src/config/module-nodes.js';
import type { ModuleNode } from '../src/config/module-nodes.js';
import type { Diagnostic } from '../src/config/signature.js';
import { hasErrors } from './diagnostics.js';
import type { Input } from './inputs.js';
import type { ReadModule, ShowPath } from './read-module.js';

/** A node type with the place it came from. */
export interface FoundNode extends ModuleNode {
  readonly input: Input;
}

/** The nodes of one source, and everything there is to say about it. */
export interface FoundModule {
  readonly nodes: readonly FoundNode[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What nodes are made with. */
export interface NodeOptions {
  readonly prefix: string | undefined;
  readonly showPath: ShowPath;
}

/** The node types of a source. */
export function toNodes(
  input: Input,
  read: ReadModule | undefined,
  { prefix, showPath }: NodeOptions,
): FoundModule {
  const file = showPath(input.name);
  const { language, module, id } = input;
  const found = toModuleNodes(read?.functions ?? [], { language, module, id, prefix, file });
  const said = read?.diagnostics ?? [];
  const isExpected = input.kind === 'file' && !input.isNamed;
  const empty = found.nodes.length === 0 && !isExpected && !hasErrors(said);
  return {
    nodes: found.nodes.map((node) => ({ input, ...node })),
    diagnostics: [...said, ...(empty ? [noFunctions(file)] : []), ...found.diagnostics],
  };
}
