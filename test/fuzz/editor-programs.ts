/**
 * Runs random programs of the editor's commands. `MILLRACE_FUZZ=20000` runs that many,
 * `MILLRACE_FUZZ_FROM=5000` begins at that seed; a failure prints its seed and its commands.
 */
import type { EditorCommand } from '../../component/store/editor-command.js';

const PROGRAMS = process.env['MILLRACE_FUZZ'];
const FIRST = Number(process.env['MILLRACE_FUZZ_FROM'] ?? 1);

/** Commands of a program. */
export const COMMANDS = 16;

/**
 * Runs programs of successive seeds.
 * @param usual How many, where nobody asks for another number.
 * @param run Notes each command before it is carried out.
 */
export function runPrograms(
  usual: number,
  run: (seed: number, commands: EditorCommand[]) => void,
): void {
  for (let seed = FIRST; seed < FIRST + Number(PROGRAMS ?? usual); seed += 1) {
    const commands: EditorCommand[] = [];
    try {
      run(seed, commands);
    } catch (error) {
      const list = commands.map((command) => JSON.stringify(command)).join('\n');
      throw new Error(`seed ${seed}: ${String(error)}\n${list}`, { cause: error });
    }
  }
}
