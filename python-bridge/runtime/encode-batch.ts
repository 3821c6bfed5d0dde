/** A batch as the text an interpreter takes; what that says is in `millrace_host/batch.py`. */
import { toErrorInfo } from '../../src/errors.js';
import type { Batch, BatchNode, BatchSource } from '../../src/run/python/python-runtime.js';
import { BufferPacker } from '../../src/wire/buffers.js';
import { encodePacked, type Packer } from '../../src/wire/value.js';
import type { Packet } from './packet.js';

/** A batch as a message; a value that can't be said becomes its node's error, not the batch's. */
export function encodeBatch(batch: Batch, epoch: number): Packet {
  const shared = new SharedValues();
  const calls = new Calls();
  const packer = new BufferPacker();
  const nodes = batch.nodes.map((node) => {
    const { nodeId, context } = node;
    const sources = node.arguments.map(({ source }) => encodeSource(source, epoch, packer));
    const said = [calls.add(node), nodeId, sources];
    return context === undefined ? said : [...said, encodeContext(context, shared)];
  });
  const text = JSON.stringify({ calls: calls.said, nodes, shared: shared.sources });
  return { text, buffers: packer.buffers };
}

/** So many of one function are compared; one more is said again. */
const MAX_COMPARED = 8;

/** What nodes of a batch have in common crosses once: Python takes longer to read than to call. */
class Calls {
  readonly said: unknown[] = [];
  /** The first node of each, by the function's name. */
  readonly #known = new Map<string, { readonly node: BatchNode; readonly number: number }[]>();

  /** Its number. */
  add(node: BatchNode): number {
    const known = this.#known.get(node.export) ?? [];
    if (known.length === 0) this.#known.set(node.export, known);
    const same = known.find((one) => isSameCall(one.node, node));
    if (same !== undefined) return same.number;
    const { module, export: name, returns, timeoutMs } = node;
    const number = this.said.push({
      module,
      export: name,
      returns,
      ports: node.arguments.map(({ port, parameter, deep }) => [port, parameter, deep === true]),
      outputs: node.outputs.map((output) => [output.name, output.keep]),
      timeoutMs,
    });
    if (known.length === MAX_COMPARED) known.shift();
    known.push({ node, number: number - 1 });
    return number - 1;
  }
}

function isSameCall(one: BatchNode, other: BatchNode): boolean {
  return (
    one.module === other.module &&
    one.returns === other.returns &&
    one.timeoutMs === other.timeoutMs &&
    one.arguments.length === other.arguments.length &&
    one.outputs.length === other.outputs.length &&
    one.arguments.every(({ port, parameter, deep }, index) => {
      const its = other.arguments[index]!;
      return port === its.port && parameter === its.parameter && deep === its.deep;
    }) &&
    one.outputs.every(({ name, keep }, index) => {
      const its = other.outputs[index]!;
      return name === its.name && keep.value === its.keep.value && keep.handle === its.keep.handle;
    })
  );
}

/** The inputs are not sent: the host knows them itself, as the function sees them. */
function encodeContext(context: NonNullable<BatchNode['context']>, shared: SharedValues): unknown {
  const { jobId, nodeId, attempt, idempotencyKey, task, secrets } = context;
  const [taskAt, secretsAt] = [shared.add(task), shared.add(secrets)];
  return { jobId, nodeId, attempt, idempotencyKey, task: taskAt, secrets: secretsAt };
}

/** What the contexts of a batch have in common crosses once. */
class SharedValues {
  readonly sources: unknown[] = [];
  readonly #known = new Map<unknown, number>();
  // Each node that asks reads them anew; a buffer is gone when it has been read.
  readonly #packer = new BufferPacker({ isText: true });

  /** Its number; one that can't be said is the error of whoever reads it. */
  add(value: unknown): number {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const number = this.sources.push(encodeGiven(value, this.#packer)) - 1;
    this.#known.set(value, number);
    return number;
  }
}

function encodeSource(source: BatchSource, epoch: number, packer: Packer): unknown {
  if (source.type === 'node') return [source.node, source.output];
  if (source.type === 'handle') {
    // The host knows no epochs; a number it never gives is as dead as one it released.
    return { type: 'handle', id: source.handle.epoch === epoch ? source.handle.id : 0 };
  }
  return encodeGiven(source.value, packer);
}

/**
 * A scalar as it is, which most values are. `plain` is another one without tags: nobody has to look
 * through it for some.
 */
function encodeGiven(value: unknown, packer: Packer): unknown {
  try {
    const { json, isPlain } = encodePacked(value, packer);
    if (isPlain && (typeof json !== 'object' || json === null)) return json;
    return { type: isPlain ? 'plain' : 'value', value: json };
  } catch (error) {
    const { code, message } = toErrorInfo(error);
    return { type: 'error', code, message };
  }
}
