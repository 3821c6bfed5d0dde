/** `millrace/codegen`: annotated functions in, one generated module out. Runs in Node. */
export { generate } from './generate.js';
export { createCodegen } from './session.js';
export type { Codegen, Generated, GeneratedModule, GenerateOptions } from './session.js';
export type { ReaderOptions, ReadProgress } from './readers.js';
export { formatDiagnostic, hasErrors, sortDiagnostics, summarize } from './diagnostics.js';
export type { FormatOptions } from './diagnostics.js';
export { GENERATED_MARK } from './print/module.js';
export type { FunctionImport, ModuleContent } from './print/module.js';
export { createCPythonReader } from './python/runtime.js';
export type { CreatePython, PythonReader } from './python/runtime.js';
export type { Diagnostic } from '../src/config/signature.js';
