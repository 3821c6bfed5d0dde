/** The words of a function's or property's documentation comment. */
import type { JSDoc, JSDocTag, ts } from 'ts-morph';
import type { TsMorph } from './load-ts-morph.js';

/** What a documentation comment says. */
export interface Documentation {
  /** The first paragraph. */
  readonly description?: string;
  /** By the parameter's name, or its path: `options.width`. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Parameter names in the order of the comment, for parameters without a name of their own. */
  readonly parameterNames: readonly string[];
  readonly returns?: string;
  readonly label?: string;
  readonly category?: string;
  readonly id?: string;
  readonly version?: string;
  /** The names after `@outputs`; empty for all of them. */
  readonly outputs?: readonly string[];
  readonly examples: readonly string[];
  /** Tags about ports, as written: `@minimum radius 0` of a function, `@minimum 0` of a property. */
  readonly notes: readonly DocNote[];
}

/** One tag about a port. */
export interface DocNote {
  readonly tag: string;
  readonly text: string;
}

const FIELDS = ['label', 'category', 'id', 'version'] as const;
const LINKS = /\{@link(?:code|plain)?\s+([^}|\s]+)(?:[|\s]+([^}]*))?\}/g;

/** Reads the last documentation comment of a declaration; an absent one says nothing. */
export function readJsDoc(morph: TsMorph, docs: readonly JSDoc[]): Documentation {
  const parameters = new Map<string, string>();
  const parameterNames: string[] = [];
  const examples: string[] = [];
  const notes: DocNote[] = [];
  const said: { -readonly [K in (typeof FIELDS)[number] | 'returns']?: string } = {};
  let outputs: readonly string[] | undefined;
  const doc = docs.at(-1);
  for (const tag of doc?.getTags() ?? []) {
    const name = tag.getTagName();
    const raw = tag.getCommentText() ?? '';
    const text = textOf(raw);
    if (morph.Node.isJSDocParameterTag(tag)) {
      parameterNames.push(tag.getName());
      for (const [path, words] of parameterTexts(morph, tag)) parameters.set(path, words);
    } else if (name === 'returns' || name === 'return') {
      if (text !== undefined) said.returns = text;
    } else if (name === 'outputs') outputs = raw.split(/[\s,]+/).filter((word) => word !== '');
    else if (name === 'example') {
      if (raw.trim() !== '') examples.push(unindent(raw));
    } else {
      notes.push({ tag: name, text: raw.trim() });
      const isField = (FIELDS as readonly string[]).includes(name);
      if (isField && text !== undefined) said[name as (typeof FIELDS)[number]] = text;
    }
  }
  const description = textOf(doc?.getDescription());
  return {
    ...(description === undefined ? {} : { description }),
    parameters,
    parameterNames,
    ...said,
    ...(outputs === undefined ? {} : { outputs }),
    examples,
    notes,
  };
}

/** Of a parameter with a type in braces, the compiler keeps the properties inside of it. */
function* parameterTexts(
  { ts }: TsMorph,
  tag: JSDocTag,
): Iterable<readonly [path: string, text: string]> {
  const waiting = [tag.compilerNode as ts.JSDocParameterTag];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    const text = textOf(ts.getTextOfJSDocComment(node.comment));
    if (text !== undefined) yield [node.name.getText(), text];
    const type = node.typeExpression?.type;
    if (type !== undefined && ts.isJSDocTypeLiteral(type)) {
      waiting.push(...((type.jsDocPropertyTags ?? []) as readonly ts.JSDocParameterTag[]));
    }
  }
}

/** The first paragraph on one line, links as their text, without the dash before it. */
export function textOf(comment: string | undefined): string | undefined {
  const [paragraph = ''] = (comment ?? '').trim().split(/\r?\n[ \t]*\r?\n/);
  const text = paragraph
    .replace(LINKS, (_all, name: string, label?: string) => (label?.trim() ? label.trim() : name))
    .replace(/\s+/g, ' ')
    .replace(/^\s*-\s+/, '')
    .trim();
  return text === '' ? undefined : text;
}

/** An example's lines, without the margin that all but the first have and without its fence. */
function unindent(raw: string): string {
  const lines = raw.replace(/\r\n?/g, '\n').trim().split('\n');
  const margins = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const margin = Math.min(...margins, Infinity);
  const text = lines.map((line, index) => (index === 0 ? line : line.slice(margin))).join('\n');
  return text.replace(/^```\w*\n([\s\S]*?)\n?```$/, '$1').trim();
}
