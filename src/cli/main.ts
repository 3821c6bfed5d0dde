#!/usr/bin/env node
/** The `millrace` command: picks the command and sets the exit code. */
import { runCommand } from './commands.js';

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
});
