/** The node types of one module's functions, for all who read modules: codegen and live sources. */
import type { NodeType } from './config.js';
import { toNodeType } from './node-type.js';
import type { Diagnostic, FunctionSignature } from './signature.js';

/** A node type with the function it was made of. */
export interface ModuleNode {
  readonly signature: FunctionSignature;
  readonly nodeType: NodeType;
}

/** Node types, and what their author should know. */
export interface ModuleNodes {
  readonly nodes: readonly ModuleNode[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where a module belongs. */
export interface ModulePlace {
  readonly language: 'typescript' | 'python';
  /** As it is imported; kept as `source.module`. */
  readonly module: string;
  /** What type ids begin with: the dotted path. */
  readonly id: string;
  /** What stands before that. */
  readonly prefix?: string | undefined;
  /** For diagnostics. */
  readonly file: string;
}

/** The node types of a module's functions, in their order. */
export function toModuleNodes(
  functions: readonly FunctionSignature[],
  { language, module, id: start, prefix, file }: ModulePlace,
): ModuleNodes {
  const made = functions.map((signature) => {
    const { variant } = signature;
    const id = signature.id ?? typeId(start, signature.name, prefix);
    const result = toNodeType(signature, {
      type: variant === undefined ? id : `${id}#${variant}`,
      ...(variant === undefined ? {} : { variantOf: id }),
      source: { language, module, export: signature.name, line: signature.line },
      file,
    });
    return { signature, ...result };
  });
  return {
    nodes: made.map(({ signature, nodeType }) => ({ signature, nodeType })),
    diagnostics: made.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** The type id of an exported function. */
function typeId(start: string, exported: string, prefix: string | undefined): string {
  const bare = prefix?.replace(/\.+$/, '') ?? '';
  return [bare, start, exported].filter((part) => part !== '').join('.');
}

/** What is said of a file without nodes. */
export function noFunctions(file: string): Diagnostic {
  return {
    code: 'no-functions',
    severity: 'warning',
    message: 'the file exports no function that makes a node',
    fix: 'export one, or leave the file out',
    file,
  };
}

/**
 * Two functions with one id: an error at each place after the first, naming both.
 * @param fileOf The file a node is in, for people.
 */
export function findDuplicates<N extends ModuleNode>(
  nodes: readonly N[],
  fileOf: (node: N) => string,
): readonly Diagnostic[] {
  const first = new Map<string, N>();
  return nodes.flatMap((node): readonly Diagnostic[] => {
    const { nodeType, signature } = node;
    const other = first.get(nodeType.type);
    if (other === undefined) {
      first.set(nodeType.type, node);
      return [];
    }
    const place = (one: N): string => `${fileOf(one)}:${one.signature.line}`;
    return [
      {
        code: 'duplicate-id',
        severity: 'error',
        message: `the type id \`${nodeType.type}\` is that of \`${other.signature.name}\` at ${place(other)} and of \`${signature.name}\` at ${place(node)}`,
        fix: 'give one of them an `@id`, or generate them apart with `--prefix`',
        file: fileOf(node),
        line: signature.line,
        function: signature.name,
      },
    ];
  });
}
