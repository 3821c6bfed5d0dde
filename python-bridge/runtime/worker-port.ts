/**
 * What an interpreter needs of a worker, whoever makes it. The adapters fit Node's workers
 * (`node-worker-port.ts`) and the browser's (`web-worker-port.ts`) to this.
 */

/** What the worker is asked. */
export type HostMessage =
  /** Answered by a `reply` with the same id; `text` refers to `buffers` by their number. */
  | {
      readonly type: 'call' | 'batch';
      readonly id: number;
      readonly text: string;
      readonly buffers?: readonly ArrayBuffer[];
    }
  /** What is left of the batch `id` has to end. It has no reply of its own: the batch's comes soon. */
  | { readonly type: 'stop'; readonly id: number };

/** What a message hands over, to be transferred with it. */
export function buffersOf(message: HostMessage): ArrayBuffer[] {
  return message.type === 'stop' ? [] : [...(message.buffers ?? [])];
}

/** A worker that boots an interpreter from the moment it was opened. */
export interface WorkerPort {
  post(message: HostMessage): void;
  /** Ends it, whatever it is doing; settles when it is gone. No listener hears of it again. */
  end(): Promise<void>;
}

/** Who hears a worker. */
export interface WorkerListener {
  /** Anything the worker posted: Python code in it can post, too. */
  onMessage(message: unknown): void;
  /** The worker ended or could not start; `reason` is for people. */
  onBroken(reason: string): void;
}

/** Starts a worker. */
export type OpenWorker = (listener: WorkerListener) => WorkerPort | Promise<WorkerPort>;
