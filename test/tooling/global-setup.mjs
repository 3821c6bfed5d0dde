// Before the tests of the source tree: their hundred interpreters start in half the time.
export { ensurePythonLibrary as default } from './python-library.mjs';
