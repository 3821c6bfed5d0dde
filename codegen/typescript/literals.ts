/** Values that can be read off the source without running it. */
import type { Expression, Node } from 'ts-morph';
import type { JsonValue } from '../../src/config/json-schema.js';
import type { TsMorph } from './project.js';

/** The value of a literal expression, or undefined when it is none or JSON can't say it. */
export function literalOf(morph: TsMorph, expression: Node): JsonValue | undefined {
  const { Node: is } = morph;
  if (is.isNumericLiteral(expression)) return finite(expression.getLiteralValue());
  if (is.isStringLiteral(expression) || is.isNoSubstitutionTemplateLiteral(expression)) {
    return expression.getLiteralValue();
  }
  if (is.isTrueLiteral(expression)) return true;
  if (is.isFalseLiteral(expression)) return false;
  if (is.isNullLiteral(expression)) return null;
  if (is.isPrefixUnaryExpression(expression)) return signed(morph, expression);
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
  if (is.isPropertyAccessExpression(expression) || is.isElementAccessExpression(expression)) {
    const type = expression.getType();
    const value = type.isEnumLiteral() ? type.getLiteralValue() : undefined;
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  }
  return undefined;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function signed(morph: TsMorph, expression: import('ts-morph').PrefixUnaryExpression) {
  const value = literalOf(morph, expression.getOperand());
  if (typeof value !== 'number') return undefined;
  const token = expression.getOperatorToken();
  if (token === morph.SyntaxKind.MinusToken) return -value;
  return token === morph.SyntaxKind.PlusToken ? value : undefined;
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
