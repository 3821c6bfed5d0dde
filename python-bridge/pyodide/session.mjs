// One Pyodide interpreter with the Python host in it. Plain JavaScript, for it runs unbuilt in a
// worker, too; its types are in session.d.mts.

import { installPackages } from './packages.mjs';

const ROOT = '/millrace';

/** Up to here a turn of the event loop is as good as a timer. */
const SOON_MS = 2;

/**
 * Loads Pyodide and starts the host.
 * @param {import('./session.mjs').SessionOptions} options
 * @returns {Promise<import('./session.mjs').Session>}
 */
export async function createSession({ load, hostFiles, packages, onPrinted, onBroken, onBoot }) {
  const { version, python } = await load({
    stdout: onPrinted,
    stderr: onPrinted,
    // Nobody is there to type: `input()` finds the end at once instead of waiting for a terminal.
    stdin: () => null,
  });
  python.FS.mkdirTree(`${ROOT}/millrace_host`);
  for (const [name, text] of Object.entries(hostFiles)) {
    python.FS.writeFile(`${ROOT}/millrace_host/${name}`, text);
  }
  const timers = ownTimers(python, (error) => {
    // What a leftover task lets escape (a KeyboardInterrupt) is no reason to end; this is.
    if (error?.pyodide_fatal_error) onBroken(error);
    else onPrinted(String(error));
  });
  const path = python.pyimport('sys.path');
  path.insert(0, ROOT);
  path.destroy();
  if (packages !== undefined) await installPackages(python, packages, onBoot);
  const module = python.pyimport('millrace_host.host');
  const host = module.Host();
  module.destroy();
  // Fetched once and kept: looking a function up costs more than calling it.
  const call = host.call;
  const start = host.start;
  return {
    version,
    call: (request) => call(request),
    startSync: (request, emit) => start(request, emit, false),
    start: (request, emit) => {
      const reply = start(request, emit, true);
      return typeof reply === 'string' ? reply : finish(reply, timers);
    },
    stop: () => timers.stop(),
  };
}

/** Loads Pyodide from the disk. */
export function loadFrom({ pyodideUrl, indexUrl }) {
  return async (settings) => {
    const { loadPyodide, version } = await import(
      /* webpackIgnore: true */ /* @vite-ignore */ pyodideUrl
    );
    return { version, python: await loadPyodide({ ...settings, indexURL: indexUrl }) };
  };
}

/** Answers a worker's messages, `{ type, id, text }`; see worker-messages.ts. */
export function createAnswer(session, post, fail) {
  const answer = async ({ type, id, text }) => {
    const emit = (events) => post({ type: 'events', id, text: events });
    const reply = type === 'batch' ? await session.start(text, emit) : session.call(text);
    post({ type: 'reply', id, text: reply });
  };
  return (message) => void answer(message).catch(fail);
}

/**
 * Gives the interpreter's event loop timers that can be cleared: Pyodide's own keep the process
 * alive until they are due, also those of a cancelled `asyncio.sleep(3600)`. These do so only while
 * an async node is awaited: what a node left behind holds no process up.
 * @returns `stop` clears them and lets none be made from then on; `hold` and `letGo` stand round
 * what is awaited
 */
function ownTimers(python, onEscaped) {
  const webloop = python.pyimport('pyodide.webloop');
  const soon = webloop.scheduleCallback;
  const timers = new Set();
  let stopped = false;
  let held = 0;
  const schedule = (callback, milliseconds = 0) => {
    if (stopped) return;
    const run = async () => {
      try {
        if (!stopped) await callback();
      } catch (error) {
        onEscaped(error);
      }
    };
    if (milliseconds <= SOON_MS) {
      soon(run, 0);
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      void run();
    }, milliseconds);
    // Timers of browsers are numbers, and hold nothing up.
    if (held === 0) timer.unref?.();
    timers.add(timer);
  };
  webloop.scheduleCallback = schedule;
  webloop.destroy();
  return {
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
    hold() {
      held += 1;
      for (const timer of timers) timer.ref?.();
    },
    letGo() {
      held -= 1;
      if (held === 0) for (const timer of timers) timer.unref?.();
    },
  };
}

/** Waits for a coroutine of the host and lets it go. */
async function finish(awaitable, timers) {
  timers.hold();
  try {
    return await awaitable;
  } finally {
    timers.letGo();
    awaitable.destroy();
  }
}
