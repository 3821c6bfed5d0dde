/** Runs random programs against the oracle; the seeds are shared out to files that run side by side. */
import { describe, expect, test } from '@jest/globals';
import { check, createStages } from './compare.js';
import { FEATURES } from './features.js';
import { makeProgram } from './make-program.js';
import type { Program } from './program.js';
import { print, shrink } from './shrink.js';

const PROGRAMS = Number(process.env['MILLRACE_FUZZ'] ?? 1_500);
const FIRST = Number(process.env['MILLRACE_FUZZ_FROM'] ?? 1);

/** What a program does that the oracle does not say. */
export async function differencesOf(program: Program): Promise<readonly string[]> {
  return (await check(program)).differences;
}

async function explain(seed: number, program: Program, first: readonly string[]): Promise<string> {
  const fails = async (candidate: Program): Promise<boolean> => {
    const found = await differencesOf(candidate);
    // A program that the runner refuses to take is another story than the one that is told here.
    return found.length > 0 && !found.some((text) => text.includes('threw'));
  };
  const smallest = (await fails(program)) ? await shrink(program, fails) : program;
  const found = await differencesOf(smallest);
  const alone =
    found.length > 0 ? found : ['by itself it passes; after the programs before it:', ...first];
  return [`seed ${seed}:`, ...alone, print(smallest)].join('\n');
}

/** Every second program: those of `part` 0 or 1. */
export function testPrograms(part: 0 | 1): void {
  describe('random programs come to what the oracle says', () => {
    test(
      `every second of ${PROGRAMS} programs, from ${FIRST + part} on`,
      async () => {
        const stages = createStages();
        let compared = 0;
        let undetermined = 0;
        for (let seed = FIRST + part; seed < FIRST + PROGRAMS; seed += 2) {
          const program = makeProgram(seed, FEATURES);
          const verdict = await check(program, stages);
          if (verdict.differences.length > 0)
            throw new Error(await explain(seed, program, verdict.differences));
          compared += verdict.compared;
          undetermined += verdict.undetermined;
        }
        // Where no rule says in which order things happen only the laws are checked; that is rare.
        expect(undetermined).toBeLessThan(compared / 8 + 10);
      },
      Math.max(120_000, PROGRAMS * 60),
    );
  });
}
