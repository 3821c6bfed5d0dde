/** No part of the editor has words of its own: they all come from component/text. */
import { expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const component = join(import.meta.dirname, '../../../component');

/** Attributes and properties that people read or hear. */
const SPOKEN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
]);

const JOINING = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Of style sheets: `input, select`, `.mr-menu, dialog`, `(prefers-color-scheme: dark)`, `translate(1px, 2px)`. */
const SELECTOR = /^(\(prefers-|translate\(|\.mr-|(input|textarea|select)\b)/;

/** What they write is for programmers. */
const ENGLISH_FILES = ['store/check-items.ts', 'store/clipboard.ts'];

const hasWord = (text: string): boolean => /\p{L}{2}/u.test(text);

/** What a file says by itself, with its line. */
function wordsIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(component, file), 'utf8'),
    ts.ScriptTarget.ESNext,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const note = (node: ts.Node, text: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${file}:${line + 1} ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasWord(node.text)) note(node, node.text);
    if (isSpoken(node)) {
      for (const text of literalsIn(node.initializer)) if (hasWord(text)) note(node, text);
    }
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
      for (const text of literalsIn(node.expression)) if (hasWord(text)) note(node, text);
    }
    if (isSentence(node)) note(node, node.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Words in a row, wherever they are; errors and issues, for who writes the host, are English. */
function isSentence(node: ts.Node): boolean {
  const [text = ''] = ts.isTemplateExpression(node)
    ? literalsIn(node)
    : [ts.isStringLiteralLike(node) ? node.text : ''];
  if (SELECTOR.test(text) || !/\p{L}{2,}[,:]? \p{L}{2,}/u.test(text)) return false;
  for (let around: ts.Node = node; around !== undefined; around = around.parent) {
    if (ts.isNewExpression(around) || ts.isJsxAttribute(around)) return false;
  }
  return true;
}

function isSpoken(node: ts.Node): node is ts.JsxAttribute | ts.PropertyAssignment {
  if (!ts.isJsxAttribute(node) && !ts.isPropertyAssignment(node)) return false;
  const name = node.name.getText().replaceAll(/['"]/g, '');
  return SPOKEN.has(name) || (ts.isJsxAttribute(node) && name === 'what');
}

/** The texts an expression may be: through braces, choices and templates, not through calls. */
function literalsIn(node: ts.Node | undefined): readonly string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) {
    return literalsIn(node.expression);
  }
  if (ts.isConditionalExpression(node)) {
    return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  }
  // Of a comparison only the outcome is said, not what is compared.
  if (ts.isBinaryExpression(node) && JOINING.has(node.operatorToken.kind)) {
    return [...literalsIn(node.left), ...literalsIn(node.right)];
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(({ literal }) => literal.text);
    return [[node.head.text, ...spans].join(' ')];
  }
  return [];
}

test('no part of the editor says a word that is not in its texts', () => {
  const files = readdirSync(component, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith('text/') && !ENGLISH_FILES.includes(file),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(wordsIn)).toEqual([]);
});
