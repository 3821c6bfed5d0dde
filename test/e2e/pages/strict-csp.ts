/** The core in a page whose policy allows no eval. */
import { runCore } from '../../no-eval/core.js';
import type { CoreReport } from '../../no-eval/core.js';

declare global {
  interface Window {
    readonly coreReport: Promise<CoreReport>;
  }
}

Object.assign(window, { coreReport: runCore() });
