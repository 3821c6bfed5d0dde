/** The node that runs a graph for each item of a list. */
import type { NodeContext, Port } from 'millrace';
import { describe, listNames } from '../config/document.js';
import { MillraceError, toErrorInfo } from '../errors.js';

/** What became of the items. */
export interface Results {
  /** One an item, in their order. */
  readonly results: unknown[];
  /** Of the items that failed, where these are collected. */
  readonly errors: { index: number; code: string; message: string }[];
}

/**
 * Runs a graph of this document once for each item. The item goes to the graph's input `item`, or to
 * the only one that `shared` leaves; its place in the list to `index`, where there is one.
 *
 * @param items What it is run for.
 * @param graph The name of the graph.
 * @param concurrency How many run at the same time.
 * @param onError What an item that fails does: `fail` fails this node, `collect` gives null for it and
 * its error among `errors`.
 * @param shared Values for other inputs of the graph, by name; the same for each item.
 * @id control.forEach
 * @label For each
 * @category Control
 * @outputs results, errors
 */
export async function forEach(
  items: unknown[],
  graph: string,
  concurrency: Port<number, { control: 'integer'; label: 'At once'; min: 1; step: 1 }> = 4,
  onError: 'fail' | 'collect' = 'fail',
  shared: Record<string, unknown> = {},
  context: NodeContext,
): Promise<Results> {
  if (!(concurrency >= 1)) {
    const message = `expected \`concurrency\` to be at least 1, got ${describe(concurrency)}`;
    throw new MillraceError('bad-concurrency', message);
  }
  const ports = context.graphPorts(graph);
  const itemPort = findItemPort(graph, ports.inputs, shared);
  const hasIndex = ports.inputs.includes('index') && itemPort !== 'index';
  const results = Array.from<unknown>({ length: items.length }).fill(null);
  const errors: { index: number; code: string; message: string }[] = [];
  let next = 0;
  let done = 0;
  const failure = new AbortController();
  const runOne = async (index: number): Promise<void> => {
    const given = { ...shared, ...(hasIndex ? { index } : {}), [itemPort]: items[index] };
    try {
      results[index] = toResult(await context.runGraph(graph, given), ports.outputs);
    } catch (error) {
      const { code, message } = toErrorInfo(error);
      if (onError === 'fail' || context.signal.aborted) throw error;
      errors.push({ index, code, message });
    }
    done += 1;
    context.progress(done, items.length);
  };
  const lane = async (): Promise<void> => {
    while (next < items.length && !failure.signal.aborted && !context.signal.aborted) {
      next += 1;
      await runOne(next - 1).catch((error: unknown) => {
        failure.abort();
        throw error;
      });
    }
  };
  const lanes = Math.min(Math.floor(concurrency), items.length);
  await Promise.all(Array.from({ length: lanes }, lane));
  errors.sort((a, b) => a.index - b.index);
  return { results, errors };
}

function findItemPort(
  graph: string,
  inputs: readonly string[],
  shared: Readonly<Record<string, unknown>>,
): string {
  if (inputs.includes('item')) return 'item';
  const free = inputs.filter((name) => name !== 'index' && !Object.hasOwn(shared, name));
  if (free.length === 1) return free[0]!;
  const message = `expected the graph ${describe(graph)} to have an input \`item\`, or only one besides those of \`shared\`, got ${listNames(inputs)}; name one of its inputs \`item\``;
  throw new MillraceError('no-item-input', message);
}

/** The one output, or all by name; null where a branch was not taken. */
function toResult(outputs: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  return names.length === 1 ? (outputs[names[0]!] ?? null) : { ...outputs };
}
