/** What reading a part of a type needs of the reader of the whole. */
import type { Type, TypeNode } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';
import type { TsMorph } from './project.js';

/** Reads types to schemas. */
export interface TypeReader {
  readonly morph: TsMorph;
  /** The schema of a type; `hint` is its annotation, where it has one. */
  schema(type: Type, hint?: TypeNode): Schema;
  /** Accepts everything, and says why: half a sentence and what to do about it. */
  give(problem: string): Schema;
  /** Reads a property: what is given inside is said to be there. */
  at<T>(property: string, read: () => T): T;
  /** Reads the parts of a type, unless the type is a part of itself. */
  within(type: Type, name: string, read: () => Schema): Schema;
}
