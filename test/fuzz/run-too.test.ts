/** The other half of the random programs of run.test.ts, so that two processes share them. */
import { testPrograms } from './programs.js';

testPrograms(1);
