#!/usr/bin/env node
/** The `millrace` command: picks the command and sets the exit code. */
import { runCommand } from './commands.js';
import { createOutput } from './output.js';

process.exitCode = await runCommand(
  process.argv.slice(2),
  createOutput(process.stdout, process.stderr),
);
