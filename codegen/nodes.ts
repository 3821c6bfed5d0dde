/** From what was read of a source to node types. */
import type { NodeType } from '../src/config/config.js';
import { toNodeType } from '../src/config/node-type.js';
import type { Diagnostic, FunctionSignature } from '../src/config/signature.js';
import { hasErrors } from './diagnostics.js';
import type { Input } from './inputs.js';
import type { ReadModule, ShowPath } from './read-module.js';
import { typeId } from './roots.js';

/** A node type with the place it came from. */
export interface FoundNode {
  readonly input: Input;
  readonly signature: FunctionSignature;
  readonly nodeType: NodeType;
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
  const found = (read?.functions ?? []).map((signature) => {
    const { variant } = signature;
    const id = signature.id ?? typeId(input.id, signature.name, prefix);
    const source = {
      language: input.language,
      module: input.module,
      export: signature.name,
      line: signature.line,
    };
    const made = toNodeType(signature, {
      type: variant === undefined ? id : `${id}#${variant}`,
      ...(variant === undefined ? {} : { variantOf: id }),
      source,
      file,
    });
    return { input, signature, ...made };
  });
  const said = read?.diagnostics ?? [];
  const isExpected = input.kind === 'file' && !input.isNamed;
  const empty = found.length === 0 && !isExpected && !hasErrors(said) ? [emptyFile(file)] : [];
  return {
    nodes: found,
    diagnostics: [...said, ...empty, ...found.flatMap(({ diagnostics }) => diagnostics)],
  };
}

function emptyFile(file: string): Diagnostic {
  return {
    code: 'no-functions',
    severity: 'warning',
    message: 'the file exports no function that makes a node',
    fix: 'export one, or leave the file out',
    file,
  };
}

/** Two functions with one id: an error at each place after the first, naming both. */
export function findDuplicates(
  nodes: readonly FoundNode[],
  showPath: ShowPath,
): readonly Diagnostic[] {
  const first = new Map<string, FoundNode>();
  return nodes.flatMap((node): readonly Diagnostic[] => {
    const { nodeType, signature, input } = node;
    const other = first.get(nodeType.type);
    if (other === undefined) {
      first.set(nodeType.type, node);
      return [];
    }
    const place = ({ input: { name }, signature: { line } }: FoundNode): string =>
      `${showPath(name)}:${line}`;
    return [
      {
        code: 'duplicate-id',
        severity: 'error',
        message: `the type id \`${nodeType.type}\` is that of \`${other.signature.name}\` at ${place(other)} and of \`${signature.name}\` at ${place(node)}`,
        fix: 'give one of them an `@id`, or generate them apart with `--prefix`',
        file: showPath(input.name),
        line: signature.line,
        function: signature.name,
      },
    ];
  });
}
