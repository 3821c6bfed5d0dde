/** A module worker of an app that runs Python in its own thread, in sync mode. */
import { createPyodide } from 'millrace/python';
import type { NodeOutcome } from 'millrace/python';

globalThis.addEventListener('message', ({ data }: MessageEvent<string>) => void answer(data));

async function answer(indexURL: string): Promise<void> {
  const before = fetch;
  const source = 'def answer(): return 42';
  const python = createPyodide({ indexURL, thread: 'main', modules: { m: source } });
  const wasThere = python.sync !== undefined;
  await python.boot();
  let outcome: NodeOutcome | undefined;
  const listener = {
    onStarted: () => undefined,
    onLogged: () => undefined,
    onProgressed: () => undefined,
    onSettled: (_: number, settled: NodeOutcome) => void (outcome = settled),
  };
  const outputs = [{ name: 'r', keep: { value: 'small', handle: false } }] as const;
  const node = { nodeId: 'n', module: 'm', export: 'answer', arguments: [], outputs } as const;
  python.sync?.runBatch({ nodes: [{ ...node, returns: 'value' }] }, listener);
  globalThis.postMessage({
    before: wasThere,
    value: outcome?.status === 'success' ? outcome.outputs[0]?.value : outcome,
    fetchIsBack: fetch === before,
  });
}
