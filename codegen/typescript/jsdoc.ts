/** The words of a function's documentation comment. */
import type { JSDoc } from 'ts-morph';
import type { TsMorph } from './project.js';

/** What a documentation comment says about a function. */
export interface Documentation {
  /** The first paragraph. */
  readonly description?: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Parameter names in the order of the comment, for parameters without a name of their own. */
  readonly parameterNames: readonly string[];
  readonly returns?: string;
  readonly label?: string;
  readonly category?: string;
  readonly id?: string;
  readonly version?: string;
}

const FIELDS = ['label', 'category', 'id', 'version'] as const;

/** Reads the last documentation comment of a declaration; an absent one says nothing. */
export function readJsDoc(morph: TsMorph, docs: readonly JSDoc[]): Documentation {
  const parameters = new Map<string, string>();
  const parameterNames: string[] = [];
  const said: { -readonly [K in (typeof FIELDS)[number] | 'returns']?: string } = {};
  const doc = docs.at(-1);
  for (const tag of doc?.getTags() ?? []) {
    const name = tag.getTagName();
    const text = textOf(tag.getCommentText());
    if (morph.Node.isJSDocParameterTag(tag)) {
      const parameter = tag.getName();
      parameterNames.push(parameter);
      if (text !== undefined) parameters.set(parameter, text);
    } else if (name === 'returns' || name === 'return') {
      if (text !== undefined) said.returns = text;
    } else if ((FIELDS as readonly string[]).includes(name)) {
      if (text !== undefined) said[name as (typeof FIELDS)[number]] = text;
    }
  }
  const description = textOf(doc?.getDescription());
  return {
    ...(description === undefined ? {} : { description }),
    parameters,
    parameterNames,
    ...said,
  };
}

/** The first paragraph on one line, links as their text, without the dash before it. */
export function textOf(comment: string | undefined): string | undefined {
  const [paragraph = ''] = (comment ?? '').trim().split(/\r?\n[ \t]*\r?\n/);
  const text = paragraph
    .replace(
      /\{@link(?:code|plain)?\s+([^}|\s]+)(?:[|\s]+([^}]*))?\}/g,
      (_all, name: string, label?: string) => (label?.trim() ? label.trim() : name),
    )
    .replace(/\s+/g, ' ')
    .replace(/^\s*-\s+/, '')
    .trim();
  return text === '' ? undefined : text;
}
