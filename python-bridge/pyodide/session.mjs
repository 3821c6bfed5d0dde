// One Pyodide interpreter with the Python host in it. Plain JavaScript, for it runs unbuilt in a
// worker, too; its types are in session.d.mts.

import { giveBuffers, toPacket } from './buffers.mjs';
import { createInterrupts } from './interrupts.mjs';
import { limitMemory } from './memory.mjs';
import { installPackages } from './packages.mjs';
import { startPython } from './start-python.mjs';

/** Up to here a turn of the event loop is as good as a timer. */
const SOON_MS = 2;

/**
 * Loads Pyodide and starts the host.
 * @param {import('./session.mjs').SessionOptions} options
 * @returns {Promise<import('./session.mjs').Session>}
 */
export async function createSession(options) {
  const { packages, flags, onPrinted, onBroken, onBoot } = options;
  const settings = {
    stdout: onPrinted,
    stderr: onPrinted,
    // Nobody is there to type: `input()` finds the end at once instead of waiting for a terminal.
    stdin: () => null,
  };
  const { version, python } = await startPython({ ...options, settings });
  limitMemory(python, options.memoryLimitMb);
  let interrupts;
  const timers = ownTimers(python, (error) => {
    // What a leftover task lets escape (a KeyboardInterrupt) is no reason to end; this is, while
    // packages are installed, too.
    if (error?.pyodide_fatal_error) onBroken(error, interrupts?.inControl());
    else onPrinted(String(error));
  });
  if (packages !== undefined) await installPackages(python, packages, onBoot);
  interrupts = createInterrupts(python, flags);
  const module = python.pyimport('millrace_host.host');
  const host = module.Host(interrupts.guard, () => python._module.HEAPU8.length);
  module.destroy();
  // Fetched once and kept: looking a function up costs more than calling it.
  const call = host.call;
  const start = host.start;
  const stop = host.stop;
  const begin = ({ text, buffers }, emit, id, mayAwait) => {
    const told = (events, given) => emit(toPacket(events, given));
    const given = giveBuffers(python, buffers);
    try {
      return start(text, told, mayAwait, id, given);
    } finally {
      given?.destroy();
    }
  };
  return {
    version,
    call: (request) => toPacket(call(request)),
    startSync: (request, emit, id) => toPacket(begin(request, emit, id, false)),
    start: (request, emit, id) => {
      const reply = begin(request, emit, id, true);
      return typeof reply === 'string' ? toPacket(reply) : finish(reply, timers).then(toPacket);
    },
    stop: (id) => stop(id),
    hearsLate: flags === undefined,
    isStopped: (id) => interrupts.isStopped(id),
    inControl: () => interrupts.inControl(),
    end: () => timers.stop(),
  };
}

/** Loads Pyodide from the disk. */
export function loadFrom({ pyodideUrl, indexUrl }, onBoot) {
  return async (settings, { library, step }) => {
    onBoot({ type: step });
    const { loadPyodide, version } = await import(
      /* webpackIgnore: true */ /* @vite-ignore */ pyodideUrl
    );
    const stdLib = library === undefined ? {} : { stdLibURL: library };
    return { version, python: await loadPyodide({ ...settings, ...stdLib, indexURL: indexUrl }) };
  };
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
