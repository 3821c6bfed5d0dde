/** A server of an app: a command that prints its address and goes on until it is ended. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What the command is run with. */
export interface AppServer {
  readonly cwd: string;
  /** Variables besides those of this process. */
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a script of Node.js that serves an app while `use` runs. @returns what `use` does */
export async function serveApp<T>(
  args: readonly string[],
  { cwd, env }: AppServer,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const variables = { ...process.env, ...env, NO_COLOR: '1', FORCE_COLOR: undefined };
  // Its workers end with it: they are of its process group.
  const server = spawn(process.execPath, args, { cwd, env: variables, detached: true });
  const ended = once(server, 'close');
  let complaints = '';
  server.stderr.on('data', (chunk) => (complaints += String(chunk)));
  try {
    return await use(await addressOf(server.stdout));
  } catch (error) {
    throw new Error(`${String(error)}\n${complaints}`, { cause: error });
  } finally {
    if (server.exitCode === null && server.signalCode === null) process.kill(-server.pid!);
    await ended;
  }
}

/** The address a server prints when it listens. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const match = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
    if (match !== null) return `${match[0]}/`;
  }
  throw new Error('the server ended without an address');
}
