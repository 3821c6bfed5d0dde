/** What tags of a comment say about a port: limits, a default, a label. */
import type { JsonTypeName, JsonValue, Schema } from '../../src/config/json-schema.js';
import type { PortMeta } from '../../src/config/signature.js';
import type { DocNote } from './jsdoc.js';
import { parseLiteral } from './literals.js';
import type { TsMorph } from './load-ts-morph.js';

/** A port or property before and after. */
export interface Noted {
  readonly schema: Schema;
  readonly default?: JsonValue;
  readonly defaultText?: string;
  readonly meta?: PortMeta;
}

/** A port with what its notes say, and the notes that make no sense. */
export interface AppliedNotes<T extends Noted> {
  readonly noted: T;
  readonly problems: readonly { readonly problem: string; readonly fix: string }[];
}

const NUMBERS = ['number', 'integer'] as const;

/** Limits, the types they are about, and what they are. */
const LIMITS: Readonly<
  Record<string, { readonly of: readonly JsonTypeName[]; readonly text?: true }>
> = {
  minimum: { of: NUMBERS },
  maximum: { of: NUMBERS },
  exclusiveMinimum: { of: NUMBERS },
  exclusiveMaximum: { of: NUMBERS },
  multipleOf: { of: NUMBERS },
  minLength: { of: ['string'] },
  maxLength: { of: ['string'] },
  pattern: { of: ['string'], text: true },
  format: { of: ['string'], text: true },
  minItems: { of: ['array'] },
  maxItems: { of: ['array'] },
};

const DEFAULTS: readonly string[] = ['default', 'defaultValue'];
const META: Readonly<Record<string, 'label' | 'placeholder' | 'control' | 'color'>> = {
  label: 'label',
  placeholder: 'placeholder',
  control: 'control',
  color: 'color',
};

/** True for a tag that says something about a port. */
export function isPortNote({ tag }: DocNote): boolean {
  return (
    Object.hasOwn(LIMITS, tag) ||
    Object.hasOwn(META, tag) ||
    DEFAULTS.includes(tag) ||
    tag === 'hidden' ||
    tag === 'step'
  );
}

/** The notes of a function's comment that are about a port: their first word is its name or path. */
export function notesAbout(
  notes: readonly DocNote[],
  isName: (word: string) => boolean,
): readonly DocNote[] {
  return notes.filter(isPortNote).flatMap(({ tag, text }): readonly DocNote[] => {
    const [first = ''] = text.split(/\s/, 1);
    const rest = text.slice(first.length).trim();
    return isName(first) && (rest !== '' || tag === 'hidden') ? [{ tag, text: rest }] : [];
  });
}

/** Adds to a port what its notes say; what it says itself goes before them. */
export function applyNotes<T extends Noted>(
  morph: TsMorph,
  port: T,
  notes: readonly DocNote[],
): AppliedNotes<T> {
  const problems: { problem: string; fix: string }[] = [];
  let noted = port;
  for (const note of notes) {
    const next = applyNote(morph, noted, note);
    if (typeof next === 'string') {
      problems.push({
        problem: `\`@${note.tag} ${note.text}\` ${next}`,
        fix: 'correct the comment',
      });
    } else noted = { ...noted, ...next };
  }
  return { noted, problems };
}

function applyNote(morph: TsMorph, port: Noted, { tag, text }: DocNote): Partial<Noted> | string {
  if (DEFAULTS.includes(tag)) return noteDefault(morph, port, text);
  if (tag === 'hidden') return { meta: { hidePort: true, ...port.meta } };
  if (tag === 'step') {
    const step = Number(text);
    return step > 0 ? { meta: { step, ...port.meta } } : 'is no number above 0';
  }
  const meta = Object.hasOwn(META, tag) ? META[tag] : undefined;
  if (meta !== undefined) return text === '' ? {} : { meta: { [meta]: text, ...port.meta } };
  const limit = Object.hasOwn(LIMITS, tag) ? LIMITS[tag] : undefined;
  if (limit === undefined) return {};
  const value = limit.text === true ? unquote(text) : Number(text);
  if (text === '' || Number.isNaN(value)) return 'is no number';
  const schema = limitSchema(port.schema, tag, value, limit.of);
  return schema === undefined ? `is about a type that the port does not have` : { schema };
}

function noteDefault(morph: TsMorph, port: Noted, text: string): Partial<Noted> {
  if (port.default !== undefined || port.defaultText !== undefined || text === '') return {};
  const value = parseLiteral(morph, unquote(text, '`'));
  // A text is often written without its quotes.
  const isChoice = port.schema.enum?.includes(text) === true;
  if (value !== undefined) return { default: value };
  return isChoice ? { default: text } : { defaultText: text.split('\n', 1)[0]! };
}

/** A text in quotes, slashes or backticks, without them. */
function unquote(text: string, marks = '\'"`/'): string {
  const [first = ''] = text;
  const quoted = text.length > 1 && marks.includes(first) && text.endsWith(first);
  return quoted ? text.slice(1, -1) : text;
}

/** The schema with a limit on the members it is about; undefined where there is none. */
function limitSchema(
  schema: Schema,
  keyword: string,
  value: number | string,
  types: readonly JsonTypeName[],
): Schema | undefined {
  if (types.includes(schema.type as JsonTypeName)) {
    return keyword in schema ? schema : { ...schema, [keyword]: value };
  }
  const members = schema.anyOf?.map((member) => limitSchema(member, keyword, value, types));
  if (members === undefined || members.every((member) => member === undefined)) return undefined;
  return { ...schema, anyOf: members.map((member, index) => member ?? schema.anyOf![index]!) };
}
