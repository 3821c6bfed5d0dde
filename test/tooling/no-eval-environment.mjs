// Jest's Node environment with eval and `new Function` forbidden, as in a page whose
// Content-Security-Policy lacks 'unsafe-eval'. Node's --disallow-code-generation-from-strings says
// the same of a process, but not of the contexts Jest makes in it.
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** Whether code in the context can make code from text. */
const PROBE = 'try { new Function("return 1")(); true } catch { false }';

export default class NoEvalEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = (contextObject, options) =>
      createContext(contextObject, { ...options, codeGeneration: { strings: false, wasm: true } });
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
    if (vm.runInContext(PROBE, this.context)) throw new Error('eval is not forbidden here');
  }
}
