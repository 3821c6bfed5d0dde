/** Finds the functions that a module exports, under the names it exports them by. */
import type { JSDoc, Node, Signature, SourceFile, Symbol as MorphSymbol } from 'ts-morph';
import { docsOf } from './docs.js';
import { isInternal } from './type-text.js';
import type { OpenProject, TsMorph } from './project.js';

/** A function that becomes a node, and one more for each further overload. */
export interface FoundFunction {
  /** `Class.method` of a static method, `Space.name` in a namespace, `default`. */
  readonly exported: string;
  /** The function's own name, where it is exported as `default`. */
  readonly ownName?: string;
  readonly overloads: readonly FoundOverload[];
  /** What declares it, for its place. */
  readonly declaration: Node;
  /** All of its text, overloads included. */
  readonly text: string;
  /** A result is inferred from a body. */
  readonly inferred: boolean;
}

/** One way to call a function. */
export interface FoundOverload {
  readonly signature: Signature;
  readonly docs: readonly JSDoc[];
}

/** An export that may be a function but makes no node. */
export interface SkippedExport {
  readonly exported: string;
  readonly declaration: Node;
  readonly code: string;
  readonly problem: string;
  readonly fix: string;
}

/** What a module exports. */
export interface FoundExports {
  readonly functions: readonly FoundFunction[];
  readonly skipped: readonly SkippedExport[];
}

/** Which exports are looked at. */
export interface FindOptions {
  /** Only what the file declares itself: what it exports from another is left to that one. */
  readonly ownOnly: boolean;
}

/** The exported functions: of a file in its order, of a package in that of its entry. */
export function findExports(
  { morph }: OpenProject,
  source: SourceFile,
  options: FindOptions,
): FoundExports {
  const finder = new ExportFinder(morph, source, options);
  const whole = source.getSymbol()?.getExport('export=');
  finder.readModule([...source.getExportSymbols(), ...(whole === undefined ? [] : [whole])], '');
  return finder.found();
}

/** Of names within names; what is deeper is no list of functions. */
const MAX_DOTS = 3;

/** A name, and what it stands for. */
type Named = readonly [name: string, target: MorphSymbol];

class ExportFinder {
  readonly #functions: FoundFunction[] = [];
  readonly #skipped: SkippedExport[] = [];
  /** What has a name already: it gets no second node as `default` or inside a namespace. */
  readonly #named = new Set<unknown>();
  readonly #names = new Set<string>();
  readonly #spaces = new Set<unknown>();
  readonly #morph: TsMorph;
  readonly #source: SourceFile;
  readonly #options: FindOptions;

  constructor(morph: TsMorph, source: SourceFile, options: FindOptions) {
    this.#morph = morph;
    this.#source = source;
    this.#options = options;
  }

  found(): FoundExports {
    const functions = this.#options.ownOnly
      ? [...this.#functions].sort((a, b) => a.declaration.getPos() - b.declaration.getPos())
      : this.#functions;
    return { functions, skipped: this.#skipped };
  }

  /** The functions among a module's or namespace's names first, then those inside of them. */
  readModule(symbols: readonly MorphSymbol[], space: string): void {
    const named = symbols
      .filter((symbol) => !isInternal(symbol) && !this.#isTypeOnly(symbol))
      .map((symbol): Named => [symbol.getName(), targetOf(symbol)])
      .filter(([name, target]) => !name.includes('.') && this.#concerns(target));
    const last = (name: string): number => (name === 'default' || name === 'export=' ? 1 : 0);
    const sorted = [...named].sort(([a], [b]) => last(a) - last(b));
    for (const [name, target] of sorted) {
      this.#readValue(space + (name === 'export=' ? 'default' : name), target);
    }
    for (const [name, target] of sorted) {
      // What a module is assigned has its properties as names of its own.
      this.#readInside(target, name === 'export=' ? '' : `${space}${name}.`, name === 'export=');
    }
  }

  /** `export type { Class }`: of what it names, nothing is there when the module runs. */
  #isTypeOnly({ compilerSymbol }: MorphSymbol): boolean {
    const checker = this.#source.getProject().getTypeChecker().compilerObject as unknown as {
      getTypeOnlyAliasDeclaration?(symbol: unknown): unknown;
    };
    return checker.getTypeOnlyAliasDeclaration?.(compilerSymbol) !== undefined;
  }

  /** True unless only the file's own matter and this is another's. */
  #concerns(target: MorphSymbol): boolean {
    const declarations = target.getDeclarations();
    return (
      !this.#options.ownOnly ||
      declarations.some((node) => node.getSourceFile() === this.#source && node !== this.#source)
    );
  }

  #readValue(exported: string, target: MorphSymbol): void {
    const again = exported === 'default' || exported.includes('.');
    if (again && this.#named.has(target.compilerSymbol)) return;
    if (this.#names.has(exported)) return;
    const [declaration] = valueDeclarations(this.#morph, target);
    if (declaration === undefined) return;
    const type = target.getTypeAtLocation(declaration);
    const signatures = type.getCallSignatures();
    if (signatures.length > 0) {
      this.#named.add(target.compilerSymbol);
      this.#names.add(exported);
      this.#add(exported, target, signatures);
    } else if (type.isAny() && this.#isMade(declaration)) {
      this.#skipped.push(unknownType(exported, declaration));
    }
  }

  #add(exported: string, target: MorphSymbol, signatures: readonly Signature[]): void {
    const { Node: is } = this.#morph;
    const declarations = valueDeclarations(this.#morph, target);
    const declaration = declarations[0]!;
    const docs = signatures.map((signature) =>
      docsOf(this.#morph, signature.getDeclaration(), declarations),
    );
    // The comment of one overload, or that of the implementation, serves those without.
    const shared =
      docs.find((each) => each.length > 0) ??
      declarations.flatMap((node) => docsOf(this.#morph, node, []));
    const documented = docs.map((each) => (each.length > 0 ? each : shared));
    if (documented.some((each) => isHidden(each))) return;
    const ownName = exported === 'default' ? nameOf(this.#morph, target, this.#source) : undefined;
    this.#functions.push({
      exported,
      ...(ownName === undefined ? {} : { ownName }),
      overloads: signatures.map((signature, index) => ({ signature, docs: documented[index]! })),
      declaration,
      text: declarations.map((node) => node.getText()).join('\n'),
      inferred: signatures.some((signature) => {
        const from: Node = signature.getDeclaration();
        return is.isReturnTyped(from) ? from.getReturnTypeNode() === undefined : true;
      }),
    });
  }

  /** Static methods of a class, functions of a namespace, properties of what is exported whole. */
  #readInside(target: MorphSymbol, space: string, isWhole: boolean): void {
    const { SymbolFlags } = this.#morph;
    const isClass = target.hasFlags(SymbolFlags.Class);
    const isSpace = target.hasFlags(SymbolFlags.ValueModule);
    if (this.#spaces.has(target.compilerSymbol) || space.split('.').length > MAX_DOTS) return;
    if (isClass || isSpace) {
      this.#spaces.add(target.compilerSymbol);
      const members = target.getExports();
      this.readModule(isClass ? members.filter((each) => this.#isCallable(each)) : members, space);
    } else if (isWhole) {
      this.#spaces.add(target.compilerSymbol);
      const [declaration] = valueDeclarations(this.#morph, target);
      const type = declaration === undefined ? undefined : target.getTypeAtLocation(declaration);
      this.readModule(type?.getProperties() ?? [], space);
    }
  }

  /** A static method or a function in a static property, for everyone to call. */
  #isCallable(member: MorphSymbol): boolean {
    const { Node: is, Scope, SymbolFlags } = this.#morph;
    return (
      (member.getFlags() & (SymbolFlags.Method | SymbolFlags.Property)) !== 0 &&
      member
        .getDeclarations()
        .every(
          (node) =>
            (is.isMethodDeclaration(node) || is.isPropertyDeclaration(node)) &&
            node.getScope() === Scope.Public,
        )
    );
  }

  /** A call or a name of which the type is not known: it may be a function. */
  #isMade(declaration: Node): boolean {
    const { Node: is } = this.#morph;
    const value = is.isVariableDeclaration(declaration) ? declaration.getInitializer() : undefined;
    if (is.isPropertyAccessExpression(value)) return true;
    // What millrace makes (`defineNode`) is a node already.
    return is.isCallExpression(value) && !isImportedFromMillrace(value.getExpression());
  }
}

/** True for a name that is imported from millrace. */
function isImportedFromMillrace(name: Node): boolean {
  return name
    .getSourceFile()
    .getImportDeclarations()
    .filter((declaration) => declaration.getModuleSpecifierValue().split('/')[0] === 'millrace')
    .flatMap((declaration) => declaration.getNamedImports())
    .some((each) => (each.getAliasNode()?.getText() ?? each.getName()) === name.getText());
}

function targetOf(symbol: MorphSymbol): MorphSymbol {
  return symbol.isAlias() ? (symbol.getAliasedSymbol() ?? symbol) : symbol;
}

/** What declares a value: types of the same name are left out. */
function valueDeclarations({ Node: is }: TsMorph, symbol: MorphSymbol): readonly Node[] {
  return symbol
    .getDeclarations()
    .filter(
      (node) =>
        !is.isInterfaceDeclaration(node) &&
        !is.isTypeAliasDeclaration(node) &&
        !is.isEnumDeclaration(node) &&
        !is.isClassDeclaration(node) &&
        !is.isModuleDeclaration(node) &&
        !is.isSourceFile(node),
    );
}

/** The name of a default export: its own, or its file's. */
function nameOf({ Node: is }: TsMorph, target: MorphSymbol, source: SourceFile): string {
  const named = target
    .getDeclarations()
    .map((node) => (is.isFunctionDeclaration(node) ? node.getName() : undefined))
    .find((name) => name !== undefined);
  const name = named ?? target.getName();
  if (name !== 'default' && name !== 'export=' && !name.startsWith('__')) return name;
  return source.getBaseNameWithoutExtension();
}

function isHidden(docs: readonly JSDoc[]): boolean {
  return docs.some((doc) =>
    doc
      .getTags()
      .some((tag) => tag.getTagName() === 'hidden' && (tag.getCommentText() ?? '') === ''),
  );
}

function unknownType(exported: string, declaration: Node): SkippedExport {
  return {
    exported,
    declaration,
    code: 'made-function',
    problem: `\`${exported}\` is made by an expression whose type is not known, so it makes no node`,
    fix: `annotate it, or write \`export function ${exported}(…)\` that calls it`,
  };
}
