/** Opens one file of Pyodide's: looks at how it begins, and counts it while it comes. */
import type { MillraceError } from '../../src/errors.js';
import { badFile, describeResponse, isBeginningOf } from './bad-file.js';
import { isLibrary, LABEL_END } from './library-name.mjs';
import type { PyodideFile } from './pyodide-files.js';
import { PYODIDE_VERSION } from './version.js';

/** Hears how a file comes. */
export interface FileListener {
  /** Its size, where the server says so. */
  readonly onSize: (bytes: number) => void;
  readonly onBytes: (bytes: number) => void;
  readonly onEnd: () => void;
  readonly onBroken: (error: MillraceError) => void;
}

/** What to open. */
export interface OpenOptions {
  readonly url: string;
  readonly type: string;
  readonly signal: AbortSignal;
  readonly listener: FileListener;
}

/**
 * A response of the right type, whose body is the one that comes.
 * @throws MillraceError `python-boot-failed` when it begins like another file
 */
export async function openFile(file: PyodideFile, options: OpenOptions): Promise<Response> {
  const { url, signal } = options;
  const cutOff = (error: unknown): MillraceError =>
    badFile(file, url, `a part of it (${String(error)})`);
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    throw badFile(file, url, `no answer (${String(error)})`);
  });
  const begun = await begin(response, BEGINNING).catch((error: unknown) => {
    throw cutOff(error);
  });
  if (!response.ok || !isBeginningOf(file, begun.first)) {
    begun.reader.cancel().catch(() => undefined);
    throw badFile(file, url, describeResponse(response, begun.first));
  }
  return pass(response, begun, { ...options, cutOff });
}

/** The same for Python's own modules as bytecode; nothing where something else or nothing is there. */
export async function openLibrary(options: OpenOptions): Promise<Response | undefined> {
  const { url, signal } = options;
  try {
    const response = await fetch(url, { signal });
    const begun = await begin(response, LABEL_END);
    if (response.ok && isLibrary(begun.first, PYODIDE_VERSION)) {
      const cutOff = (error: unknown): MillraceError =>
        badFile('python_stdlib.zip', url, `a part of it (${String(error)})`);
      return pass(response, begun, { ...options, cutOff });
    }
    begun.reader.cancel().catch(() => undefined);
  } catch {
    // Those that come with Pyodide will do.
  }
  return undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** A body whose beginning has come. */
interface Begun {
  readonly first: Bytes;
  readonly reader: ReadableStreamDefaultReader<Bytes>;
}

/** No file of Pyodide's is recognised by fewer bytes. */
const BEGINNING = 4;

async function begin(response: Response, enough: number): Promise<Begun> {
  const reader = (response.body ?? new Blob().stream()).getReader();
  let first: Bytes = new Uint8Array();
  while (first.length < enough) {
    const { done, value } = await reader.read();
    if (done) break;
    first = first.length === 0 ? value : new Uint8Array([...first, ...value]);
  }
  return { first, reader };
}

function pass(
  response: Response,
  begun: Begun,
  { type, listener, cutOff }: OpenOptions & { readonly cutOff: (error: unknown) => MillraceError },
): Response {
  const length = Number(response.headers.get('content-length'));
  if (length > 0 && !response.headers.has('content-encoding')) listener.onSize(length);
  const onBroken = (error: unknown): void => listener.onBroken(cutOff(error));
  const body = countedBody(begun, { ...listener, onBroken });
  return new Response(body, { headers: { 'content-type': type } });
}

type BodyListener = Pick<FileListener, 'onBytes' | 'onEnd'> & {
  readonly onBroken: (error: unknown) => void;
};

function countedBody({ first, reader }: Begun, listener: BodyListener): ReadableStream<Bytes> {
  const source: UnderlyingDefaultSource<Bytes> = {
    start(controller) {
      controller.enqueue(first);
      listener.onBytes(first.length);
    },
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          return listener.onEnd();
        }
        controller.enqueue(value);
        listener.onBytes(value.length);
      } catch (error) {
        listener.onBroken(error);
        // Left open: an error of this stream is one that Pyodide lets go unhandled, in the host's
        // console. What waits for it goes with it.
        await new Promise<never>(() => undefined);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  };
  // It comes as fast as it can, not only as fast as Pyodide is ready for it.
  return new ReadableStream(source, { highWaterMark: Number.POSITIVE_INFINITY });
}
