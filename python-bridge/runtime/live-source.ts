/** Reads texts that are being written: nodes of what can be imported, diagnostics of the rest. */
import { findDuplicates, noFunctions, toModuleNodes } from '../../src/config/module-nodes.js';
import type { ModuleNodes } from '../../src/config/module-nodes.js';
import { toConfig } from '../../src/config/node-type.js';
import type { Diagnostic } from '../../src/config/signature.js';
import { isMillraceError, MillraceError } from '../../src/errors.js';
import type {
  LiveModule,
  LiveSource,
  ModuleIntrospection,
  PythonModule,
} from '../../src/run/python/python-runtime.js';
import { LONGEST_MS } from './alarm.js';
import { crashed } from './errors.js';
import type { HostRequest } from './messages.js';

/** What a {@link LiveReader} asks of the runtime it belongs to. */
export interface LiveDoor {
  ask(request: HostRequest): Promise<unknown>;
  /** Ends the interpreter of this moment; what was asked of it is rejected. */
  end(reason: MillraceError): Promise<void>;
  /** The module is this one from now on, in interpreters to come as well. */
  take(name: string, module: PythonModule): void;
}

/** What the host says of a text. */
interface ReadText extends ModuleIntrospection {
  readonly accepted: boolean;
}

interface Checked extends Required<LiveSource> {}

const TIMEOUT_MS = 10_000;

/** Reads the texts of one runtime, one after the other. */
export class LiveReader {
  readonly #door: LiveDoor;
  #last: Promise<unknown> = Promise.resolve();

  constructor(door: LiveDoor) {
    this.#door = door;
  }

  /** @throws MillraceError `option-invalid` */
  async read(source: LiveSource): Promise<LiveModule> {
    const checked = check(source);
    const read = this.#last.then(() => this.#read(checked));
    this.#last = read.catch(() => undefined);
    return read;
  }

  async #read(live: Checked): Promise<LiveModule> {
    const { module, source, file } = live;
    const read = await this.#ask(live);
    if ('broken' in read)
      return toLive(live, { ...NOTHING, module, diagnostics: [broken(live, read.broken)] });
    if (read.accepted) this.#door.take(module, { source, file });
    return toLive(live, read);
  }

  /** The answer, or why importing the text left no interpreter to give one. */
  async #ask({ module, source, file, timeoutMs }: Checked): Promise<ReadText | Broken> {
    // A batch may keep the interpreter busy; that time is not the text's.
    await this.#door.ask({ type: 'findImports', module, source: '' });
    const late = `importing it did not end within ${timeoutMs / 1000} s`;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      void this.#door.end(crashed(late));
    }, timeoutMs);
    try {
      return (await this.#door.ask({ type: 'readLive', module, source, file })) as ReadText;
    } catch (error) {
      if (isLate) return { broken: late };
      if (!isMillraceError(error) || error.code !== 'python-crashed') throw error;
      return {
        broken: `importing it ended Python (${error.message.split('. The next call')[0]!})`,
      };
    } finally {
      clearTimeout(timer);
    }
  }
}

interface Broken {
  readonly broken: string;
}

const NOTHING = { functions: [], accepted: false };

function broken({ file }: Checked, why: string): Diagnostic {
  return {
    code: 'python-import-broken',
    severity: 'error',
    message: `${why}; the text was not taken`,
    fix: 'move what runs at import into a function, or below `if __name__ == "__main__":`',
    file,
  };
}

/** As codegen goes on from what was read, but that a function's error costs its own node alone. */
function toLive({ module, file }: Checked, read: ReadText): LiveModule {
  const { accepted } = read;
  const place = { language: 'python', module, id: module, file } as const;
  const { nodes, diagnostics }: ModuleNodes = toModuleNodes(read.functions, place);
  const said = [...read.diagnostics, ...diagnostics, ...findDuplicates(nodes, () => file)];
  const isEmpty = nodes.length === 0 && !said.some(isError);
  // Of two with one id the second is the error, and comes later in the file.
  const broken = new Set(said.filter(isError).map(({ function: name, line }) => `${line} ${name}`));
  const whole = nodes.filter(({ signature: { line, name } }) => !broken.has(`${line} ${name}`));
  return {
    module,
    file,
    accepted,
    config: toConfig(whole.map(({ nodeType }) => nodeType)),
    diagnostics: (isEmpty ? [...said, noFunctions(file)] : said).sort(byPlace),
  };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

function check(live: LiveSource): Checked {
  const { source, module = 'live', timeoutMs = TIMEOUT_MS } = live;
  if (typeof source !== 'string') throw invalid('source', 'a text', source);
  if (typeof module !== 'string' || !NAME.test(module)) {
    throw invalid('module', 'a dotted name such as "shop.prices"', module);
  }
  const { file = `${module.replaceAll('.', '/')}.py` } = live;
  if (typeof file !== 'string' || file === '') throw invalid('file', 'a name', file);
  if (!(timeoutMs > 0 && timeoutMs <= LONGEST_MS)) {
    throw invalid('timeoutMs', `a number of milliseconds from 1 to ${LONGEST_MS}`, timeoutMs);
  }
  return { source, module, file, timeoutMs };
}

function invalid(option: string, expected: string, got: unknown): MillraceError {
  return new MillraceError(
    'option-invalid',
    `introspect: expected ${option} to be ${expected}, got ${String(got)}`,
    { details: { option } },
  );
}
