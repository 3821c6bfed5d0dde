/** Values that can be read off the source without running it. */
import type { BinaryExpression, Expression, Node, PrefixUnaryExpression } from 'ts-morph';
import type { JsonValue } from '../../src/config/json-schema.js';
import type { TsMorph } from './load-ts-morph.js';

/** A default: its value, or its text where JSON can't say it or nobody can know it. */
export interface ReadDefault {
  readonly default?: JsonValue;
  readonly defaultText?: string;
}

/** Longer texts of defaults are cut: they are shown, never run. */
const MAX_TEXT = 120;

/** The default of an initializer; `undefined` is none. */
export function defaultOf(morph: TsMorph, expression: Expression | undefined): ReadDefault {
  if (expression === undefined || expression.getText() === 'undefined') return {};
  const value = literalOf(morph, expression);
  if (value !== undefined) return { default: value };
  const text = expression.getText().replace(/\s+/g, ' ');
  return { defaultText: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text };
}

/** The value of a literal expression, or undefined when it is none or JSON can't say it. */
export function literalOf(morph: TsMorph, expression: Node): JsonValue | undefined {
  const { Node: is } = morph;
  if (is.isNumericLiteral(expression)) return finite(expression.getLiteralValue());
  if (is.isStringLiteral(expression) || is.isNoSubstitutionTemplateLiteral(expression)) {
    return expression.getLiteralValue();
  }
  if (is.isBigIntLiteral(expression))
    return safe(Number(expression.getText().replace(/_|n$/g, '')));
  if (is.isTrueLiteral(expression)) return true;
  if (is.isFalseLiteral(expression)) return false;
  if (is.isNullLiteral(expression)) return null;
  if (is.isPrefixUnaryExpression(expression)) return signed(morph, expression);
  if (is.isBinaryExpression(expression)) return computed(morph, expression);
  if (is.isArrayLiteralExpression(expression)) return listOf(morph, expression.getElements());
  if (is.isObjectLiteralExpression(expression)) {
    return recordOf(morph, expression.getProperties());
  }
  if (
    is.isParenthesizedExpression(expression) ||
    is.isAsExpression(expression) ||
    is.isSatisfiesExpression(expression)
  ) {
    return literalOf(morph, expression.getExpression());
  }
  const isName =
    is.isIdentifier(expression) ||
    is.isPropertyAccessExpression(expression) ||
    is.isElementAccessExpression(expression);
  return isName ? constantOf(expression) : undefined;
}

/** The value of a text in a comment, read as an expression; names and calls have none. */
export function parseLiteral(morph: TsMorph, text: string): JsonValue | undefined {
  const { ts } = morph;
  const source = ts.createSourceFile('default.ts', `(${text})`, ts.ScriptTarget.Latest, false);
  const [statement, ...more] = source.statements;
  const broken = (source as { parseDiagnostics?: readonly unknown[] }).parseDiagnostics ?? [];
  if (statement === undefined || more.length > 0 || broken.length > 0) return undefined;
  try {
    // What is left are literals of the language that are almost JSON: quotes and keys differ.
    return JSON.parse(
      toJson(morph, (statement as { expression?: unknown }).expression),
    ) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The text of a literal as JSON; what is none makes a text that JSON refuses. */
function toJson(morph: TsMorph, expression: unknown): string {
  const { ts } = morph;
  const node = expression as import('ts-morph').ts.Expression;
  if (ts.isParenthesizedExpression(node)) return toJson(morph, node.expression);
  if (ts.isNumericLiteral(node)) return String(Number(node.text));
  if (ts.isStringLiteralLike(node)) return JSON.stringify(node.text);
  if (ts.isArrayLiteralExpression(node)) {
    return `[${node.elements.map((item) => toJson(morph, item)).join(',')}]`;
  }
  if (ts.isObjectLiteralExpression(node)) {
    const entries = node.properties.map((property) =>
      ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name)
        ? `${JSON.stringify(property.name.text)}:${toJson(morph, property.initializer)}`
        : '?',
    );
    return `{${entries.join(',')}}`;
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    return `-${toJson(morph, node.operand)}`;
  }
  const word = {
    [ts.SyntaxKind.TrueKeyword]: 'true',
    [ts.SyntaxKind.FalseKeyword]: 'false',
    [ts.SyntaxKind.NullKeyword]: 'null',
  };
  return word[node.kind as keyof typeof word] ?? '?';
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function safe(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A name whose type is one value: a constant, a member of an enum. */
function constantOf(expression: Expression): JsonValue | undefined {
  const type = expression.getType();
  if (type.isBooleanLiteral()) return type.getText() === 'true';
  const value = type.isLiteral() && !type.isUnion() ? type.getLiteralValue() : undefined;
  if (typeof value === 'number') return finite(value);
  return typeof value === 'string' ? value : undefined;
}

function signed(morph: TsMorph, expression: PrefixUnaryExpression): number | undefined {
  const value = literalOf(morph, expression.getOperand());
  if (typeof value !== 'number') return undefined;
  const token = expression.getOperatorToken();
  if (token === morph.SyntaxKind.MinusToken) return -value;
  return token === morph.SyntaxKind.PlusToken ? value : undefined;
}

/** `60 * 60 * 1000` and the like. */
function computed(morph: TsMorph, expression: BinaryExpression): number | undefined {
  const left = literalOf(morph, expression.getLeft());
  const right = literalOf(morph, expression.getRight());
  const areNumbers = typeof left === 'number' && typeof right === 'number';
  // What is computed of bigints may be too large for a number.
  if (!areNumbers || !expression.getType().isNumber()) return undefined;
  const operator = expression.getOperatorToken().getText();
  if (operator === '*') return finite(left * right);
  if (operator === '/') return finite(left / right);
  if (operator === '+') return finite(left + right);
  if (operator === '-') return finite(left - right);
  return operator === '**' ? finite(left ** right) : undefined;
}

function listOf(morph: TsMorph, items: readonly Expression[]): JsonValue | undefined {
  const values = items.map((item) => literalOf(morph, item));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function recordOf(morph: TsMorph, properties: readonly Node[]): JsonValue | undefined {
  const record: Record<string, JsonValue> = {};
  for (const property of properties) {
    if (!morph.Node.isPropertyAssignment(property)) return undefined;
    const name = property.getNameNode();
    const key = morph.Node.isStringLiteral(name) ? name.getLiteralValue() : name.getText();
    const initializer = property.getInitializer();
    const value = initializer === undefined ? undefined : literalOf(morph, initializer);
    if (value === undefined || key === '__proto__' || morph.Node.isComputedPropertyName(name)) {
      return undefined;
    }
    record[key] = value;
  }
  return record;
}
