/** What reading a part of a type needs of the reader of the whole. */
import type { Node, Type, TypeNode } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';
import type { TsMorph } from './load-ts-morph.js';

/** Why a type became one that accepts everything. */
export interface Problem {
  /** Half a sentence. */
  readonly problem: string;
  /** What to write instead. */
  readonly fix: string;
  /** It is code: functions, classes. No document says such a value, but a wire may carry it. */
  readonly isCode: boolean;
}

/** What reading gave, told apart from what was read before. */
export interface Trial {
  readonly schema: Schema;
  readonly problems: readonly Problem[];
}

/** Reads types to schemas. */
export interface TypeReader {
  readonly morph: TsMorph;
  /** Where the types are read from: the function. */
  readonly location: Node;
  /** The values come from the function. */
  readonly isOutput: boolean;
  /** What paths of classes start from. */
  readonly root: string;
  /** The schema of a type; `hint` is its annotation, where it has one. */
  schema(type: Type, hint?: TypeNode): Schema;
  /** Accepts everything, and says why and what to do about it. */
  give(problem: string, fix: string, isCode?: 'code'): Schema;
  /** Reads a property: what is given inside is said to be there. */
  at<T>(property: string, read: () => T): T;
  /** Reads without saying what was given up; `keep` says it. */
  attempt(read: () => Schema): Trial;
  keep(problems: readonly Problem[]): void;
  /** Reads what a generic type extends: its type parameters stand for its arguments. */
  withArguments<T>(type: Type, read: () => T): T;
  /** Reads the parts of a type, unless it is a part of itself: then it is referred to by its name. */
  within(type: Type, name: string | undefined, read: () => Schema): Schema;
}
