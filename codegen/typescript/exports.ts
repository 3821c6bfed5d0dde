/** Finds a module's exported functions, by syntax alone. */
import type {
  ArrowFunction,
  ExportDeclaration,
  FunctionDeclaration,
  FunctionExpression,
  JSDoc,
  Node,
  SourceFile,
  VariableDeclaration,
  VariableStatement,
} from 'ts-morph';
import type { TsMorph } from './project.js';

/** A function that becomes a node. */
export interface FoundFunction {
  readonly exported: string;
  /** What declares parameters and result: of an overloaded function the first overload. */
  readonly declaration: FunctionDeclaration | ArrowFunction | FunctionExpression;
  readonly docs: readonly JSDoc[];
  readonly line: number;
  /** All of its text, overloads included. */
  readonly text: string;
}

/** A function that is exported in a way that makes no node. */
export interface SkippedExport {
  readonly exported: string;
  readonly line: number;
  readonly code: string;
  readonly reason: string;
}

/** What a module exports. */
export interface FoundExports {
  readonly functions: readonly FoundFunction[];
  readonly skipped: readonly SkippedExport[];
}

/** The module's own functions in the order of the file; those of other modules are left to them. */
export function findExports(morph: TsMorph, file: SourceFile): FoundExports {
  const finder = new ExportFinder(morph, file);
  for (const statement of file.getStatements()) finder.read(statement);
  return finder;
}

class ExportFinder implements FoundExports {
  readonly functions: FoundFunction[] = [];
  readonly skipped: SkippedExport[] = [];
  readonly #morph: TsMorph;
  readonly #file: SourceFile;

  constructor(morph: TsMorph, file: SourceFile) {
    this.#morph = morph;
    this.#file = file;
  }

  read(statement: Node): void {
    const { Node: is } = this.#morph;
    if (is.isFunctionDeclaration(statement)) {
      if (statement.isDefaultExport()) this.#skipDefault(statement);
      else if (statement.hasExportKeyword() && statement.isImplementation()) {
        this.#addFunction(statement.getName() ?? '', statement);
      }
    } else if (is.isVariableStatement(statement)) {
      if (!statement.hasExportKeyword()) return;
      for (const variable of statement.getDeclarations()) {
        this.#addVariable(variable.getName(), variable, statement);
      }
    } else if (is.isExportDeclaration(statement)) {
      if (!statement.hasModuleSpecifier() && !statement.isTypeOnly()) this.#addNamed(statement);
    } else if (is.isExportAssignment(statement)) {
      const expression = statement.getExpression();
      if (this.#isFunction(expression)) this.#skipDefault(statement);
      else if (is.isIdentifier(expression) && this.#file.getFunction(expression.getText())) {
        this.#skipDefault(statement);
      }
    }
  }

  #addNamed(statement: ExportDeclaration): void {
    for (const specifier of statement.getNamedExports()) {
      if (specifier.isTypeOnly()) continue;
      const local = specifier.getName();
      const exported = specifier.getAliasNode()?.getText() ?? local;
      const declared = this.#file
        .getFunctions()
        .find((item) => item.getName() === local && item.isImplementation());
      const variable = this.#file.getVariableDeclaration(local);
      if (exported === 'default') {
        if (declared !== undefined) this.#skipDefault(specifier);
      } else if (declared !== undefined) this.#addFunction(exported, declared);
      else if (variable !== undefined) {
        this.#addVariable(exported, variable, variable.getVariableStatement());
      }
    }
  }

  #addFunction(exported: string, implementation: FunctionDeclaration): void {
    const overloads = implementation.getOverloads();
    const declaration = overloads[0] ?? implementation;
    const documented = [...overloads, implementation].find((item) => item.getJsDocs().length > 0);
    this.functions.push({
      exported,
      declaration,
      docs: documented?.getJsDocs() ?? [],
      line: declaration.getStartLineNumber(),
      text: [...overloads, implementation].map((item) => item.getText()).join('\n'),
    });
  }

  #addVariable(
    exported: string,
    variable: VariableDeclaration,
    statement: VariableStatement | undefined,
  ): void {
    const value = this.#unwrap(variable.getInitializer());
    if (value === undefined) return;
    if (this.#isFunction(value)) {
      this.functions.push({
        exported,
        declaration: value,
        docs: statement?.getJsDocs() ?? [],
        line: variable.getStartLineNumber(),
        text: variable.getText(),
      });
    } else if (value.getType().getCallSignatures().length > 0) {
      this.skipped.push({
        exported,
        line: variable.getStartLineNumber(),
        code: 'made-function',
        reason: `\`${exported}\` is a function made by an expression, which codegen does not read; write \`export function ${exported}(…)\` that calls it`,
      });
    }
  }

  #skipDefault(node: Node): void {
    this.skipped.push({
      exported: 'default',
      line: node.getStartLineNumber(),
      code: 'default-export',
      reason:
        'a default export has no name to go by and makes no node; export the function by name, too',
    });
  }

  #unwrap(node: Node | undefined): Node | undefined {
    const { Node: is } = this.#morph;
    if (
      is.isParenthesizedExpression(node) ||
      is.isAsExpression(node) ||
      is.isSatisfiesExpression(node)
    ) {
      return this.#unwrap(node.getExpression());
    }
    return node;
  }

  #isFunction(node: Node): node is ArrowFunction | FunctionExpression {
    return this.#morph.Node.isArrowFunction(node) || this.#morph.Node.isFunctionExpression(node);
  }
}
