/** The commands, and what is said to those who mistype one. */
import { isMillraceError } from '../errors.js';
import { Misuse } from './command.js';
import type { ExitCode, Output } from './command.js';
import { nearest } from './nearest.js';
import { readVersion } from './version.js';

/** One command, loaded when it is called. */
interface Command {
  readonly summary: string;
  readonly run: (args: readonly string[], output: Output) => Promise<ExitCode>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  codegen: {
    summary: 'make a config, a registry and Python sources from files of functions',
    run: async (args, output) => (await import('./codegen.js')).runCodegen(args, output),
  },
  check: {
    summary: 'find what fails in saved graphs, and which functions changed under them',
    run: async (args, output) => (await import('./check.js')).runCheck(args, output),
  },
  inspect: {
    summary: 'list the nodes of functions, of a config or of a graph as a table',
    run: async (args, output) => (await import('./inspect.js')).runInspect(args, output),
  },
  wheels: {
    summary: 'fetch Python packages for Pyodide into a folder',
    run: async (args, output) => (await import('./wheels.js')).runWheels(args, output),
  },
};

/** Runs the command that the arguments name. Never throws. */
export async function runCommand(args: readonly string[], output: Output): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? output.error : output.out)(usage());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    output.out(readVersion());
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    const near = nearest(name, Object.keys(COMMANDS));
    const what = name.startsWith('-') ? 'option' : 'command';
    const hint = near === undefined ? '' : ` Did you mean \`millrace ${near}\`?`;
    output.error(`millrace: unknown ${what} \`${name}\`.${hint}\n\n${usage()}`);
    return 2;
  }
  try {
    return await command.run(rest, output);
  } catch (error) {
    if (error instanceof Misuse) {
      output.error(`millrace ${name}: ${error.message}\nSee \`millrace ${name} --help\`.`);
      return 2;
    }
    output.error(`millrace ${name}: ${messageOf(error)}`);
    return 1;
  }
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`,
  );
  return `Usage: millrace <command> [options]

Commands:
${lines.join('\n')}

\`millrace <command> --help\` says more. \`millrace --version\` prints the version.`;
}

/** Our own errors explain themselves; of any other the stack is needed to report it. */
function messageOf(error: unknown): string {
  if (isMillraceError(error)) return `${error.message} (${error.code})`;
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? error.message : (error.stack ?? error.message);
}
