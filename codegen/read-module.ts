/** What both introspectors hand to the rest of codegen. */
import type { Diagnostic, FunctionSignature } from '../src/config/signature.js';

/** One source, read; the same object as before when nothing of it has changed. */
export interface ReadModule {
  /** Absolute path; `npm:<specifier>` of a package, `python:<module>` of an installed module. */
  readonly file: string;
  readonly functions: readonly FunctionSignature[];
  readonly diagnostics: readonly Diagnostic[];
  /** Of a package that is no module, or may not be. */
  readonly form?: PackageForm;
  /** Absolute paths of the project's other files that decide what was read. */
  readonly dependencies?: readonly string[];
}

/** `whole`: all it exports is one value, its `default`. `named`: CommonJS, whose names Node may miss. */
export type PackageForm = 'whole' | 'named';

/** How a path is shown in diagnostics and in the generated file. */
export type ShowPath = (file: string) => string;
