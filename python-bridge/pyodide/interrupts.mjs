// Ends nodes that run too long or are no longer wanted, in the thread that Python blocks. Plain
// JavaScript, for it runs unbuilt in a worker, too.

/** What `control` in millrace_host/guard.py holds, by place. */
const [BATCH, NODE, DUE, REASON, ASKED, FLUSH] = [0, 1, 2, 3, 4, 5];
const [TIMED_OUT, STOPPED] = [1, 2];

/** Seconds until a node that was told to end, and has not, is told again. */
const AGAIN = 0.05;
/** Seconds in which the handler of a signal has done its work. */
const QUIET = 0.002;
const SIGINT = 2;

/**
 * A batch's slot among the flags. It holds the whole number of a batch that has to end, so that no
 * batch is stopped for another one.
 */
const slotOf = (flags, batch) => batch & (flags.length - 1);

/** Asks the batch to end, from any thread that shares the flags. */
export function raiseFlag(flags, batch) {
  const slot = slotOf(flags, batch);
  Atomics.store(flags, slot, batch);
  Atomics.notify(flags, slot);
}

/**
 * Has Python look every few steps whether the node in control has to end. That costs nothing that
 * can be measured, and works without shared memory; with it, other threads are heard as well.
 * @param {any} python Pyodide
 * @param {Int32Array} flags of the batches that have to end, see `createFlags`
 */
export function createInterrupts(python, flags = createFlags()) {
  const module = python._module;
  const guard = make(python, 'millrace_host.guard', 'Guard');
  const at = guard.address() / Float64Array.BYTES_PER_ELEMENT;
  // The clock of its times is this thread's, counted from another moment.
  const ahead = guard.now() - performance.now() / 1000;
  // Python's handler is polled as well, and would be called in itself.
  let quiet = 0;
  const look = () => {
    // Read anew each time: a memory that grows is another buffer.
    const control = module.HEAPF64;
    const batch = control[at + BATCH];
    if (batch === 0) return 0;
    const time = performance.now() / 1000 + ahead;
    if (time < quiet) return 0;
    const isStopped = flags[slotOf(flags, batch)] === batch && control[at + REASON] !== STOPPED;
    const isDue = time >= control[at + DUE];
    if (!isStopped && !isDue && time < control[at + FLUSH]) return 0;
    quiet = time + QUIET;
    if (isStopped || isDue) {
      if (isStopped) control[at + REASON] = STOPPED;
      control[at + REASON] ||= TIMED_OUT;
      control[at + DUE] = time + AGAIN;
      control[at + ASKED] = 1;
    }
    return SIGINT;
  };
  python.setInterruptBuffer({
    get 0() {
      return look();
    },
    // Python takes note that it has read; the next look decides anew.
    set 0(_value) {},
  });
  /** Waits without working, but no longer than until the batch in control has to end. */
  const wait = (milliseconds) => {
    const batch = module.HEAPF64[at + BATCH];
    const slot = slotOf(flags, batch);
    const seen = Atomics.load(flags, slot);
    if (batch !== 0 && seen === batch) return;
    try {
      Atomics.wait(flags, slot, seen, milliseconds);
    } catch {
      // The thread of a page may not wait.
      const until = performance.now() + milliseconds;
      while (performance.now() < until);
    }
  };
  make(python, 'millrace_host.sleep', 'interruptible_sleep', guard, wait);
  return {
    guard,
    isStopped: (batch) => Atomics.load(flags, slotOf(flags, batch)) === batch,
    /** The node in control, if one is. */
    inControl() {
      const control = module.HEAPF64;
      const batch = control[at + BATCH];
      return batch === 0 ? undefined : { batch, node: control[at + NODE] };
    },
  };
}

function make(python, name, member, ...given) {
  const module = python.pyimport(name);
  const made = module[member](...given);
  module.destroy();
  return made;
}

const SLOTS = 256;

/** Flags of a thread's own: nobody else can raise one, but it can wait without working. */
export function createFlags() {
  const bytes = SLOTS * Int32Array.BYTES_PER_ELEMENT;
  // Pages that may share nothing still have this one way to memory that can be waited on.
  const { buffer } = new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 });
  return new Int32Array(buffer, 0, bytes / Int32Array.BYTES_PER_ELEMENT);
}
