/** `millrace/codegen`: annotated functions in, one generated module out. Runs in Node. */
export { generate } from './generate.js';
export type { Generated, GenerateOptions } from './generate.js';
export { formatDiagnostic, hasErrors, sortDiagnostics, summarize } from './diagnostics.js';
export type { FormatOptions } from './diagnostics.js';
export { GENERATED_MARK } from './print/module.js';
export type { CreatePython, PythonReader } from './python/read-python.js';
export type { Diagnostic } from '../src/config/signature.js';
