/** A worker that may have to make its interpreter's environment before it can start. */
import { existsSync } from 'node:fs';
import { isMillraceError, toErrorInfo } from '../../src/errors.js';
import type {
  HostMessage,
  OpenWorker,
  WorkerListener,
  WorkerPort,
} from '../runtime/worker-port.js';
import { cpythonChild, type CPythonPlace } from './child-port.js';
import { Commands, Stopped } from './commands.js';
import type { ReadVenv } from './options.js';
import { prepareVenv, type OnStep } from './venv.js';

/** An environment and whom to tell what is done to it. */
export interface WantedVenv {
  readonly venv: ReadVenv;
  readonly onStep: OnStep;
}

/** Processes of the environment's interpreter; `place.interpreter` is the one it is made from. */
export function venvChild(place: CPythonPlace, wanted: WantedVenv): OpenWorker {
  // Asked once: what is made stays made, unless somebody removes it.
  let known: string | undefined;
  const prepare = async (commands: Commands): Promise<string> => {
    if (known === undefined || !existsSync(known)) {
      const { venv, onStep } = wanted;
      known = await prepareVenv(venv, place.interpreter, { commands, onStep });
    }
    return known;
  };
  return (listener) => new VenvPort(place, { listener, prepare, onStep: wanted.onStep });
}

interface Preparing {
  readonly listener: WorkerListener;
  readonly onStep: OnStep;
  readonly prepare: (commands: Commands) => Promise<string>;
}

class VenvPort implements WorkerPort {
  readonly #commands: Commands;
  readonly #prepared: Promise<void>;
  #child: WorkerPort | undefined;
  #ended = false;

  constructor(place: CPythonPlace, { listener, prepare, onStep }: Preparing) {
    this.#commands = new Commands({ onLine: onStep });
    this.#prepared = this.#start(place, prepare, listener);
  }

  /** Nothing is posted before it is ready. */
  post(message: HostMessage): void {
    this.#child?.post(message);
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.#commands.stop();
    await this.#prepared;
    await this.#child?.end();
  }

  async #start(
    place: CPythonPlace,
    prepare: Preparing['prepare'],
    listener: WorkerListener,
  ): Promise<void> {
    try {
      const interpreter = await prepare(this.#commands);
      if (this.#ended) return;
      this.#child = await cpythonChild({ ...place, interpreter })(listener);
    } catch (error) {
      if (this.#ended || error instanceof Stopped) return;
      const { code, message } = toErrorInfo(error);
      const isOurs = isMillraceError(error);
      listener.onMessage({
        type: 'fatal',
        code: isOurs ? code : 'python-venv-failed',
        text: isOurs ? message : `the virtual environment could not be made: ${message}`,
      });
    }
  }
}
