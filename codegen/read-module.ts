/** What both introspectors hand to the rest of codegen. */
import type { Diagnostic, FunctionSignature } from '../src/config/signature.js';

/** One source file, read. */
export interface ReadModule {
  /** Absolute path. */
  readonly file: string;
  readonly functions: readonly FunctionSignature[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How a path is shown in diagnostics and in the generated file. */
export type ShowPath = (file: string) => string;
