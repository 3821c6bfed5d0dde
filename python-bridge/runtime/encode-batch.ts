/** A batch as the text an interpreter takes; what that says is in `millrace_host/batch.py`. */
import { toErrorInfo } from '../../src/errors.js';
import type { Batch, BatchNode, BatchSource } from '../../src/run/python/python-runtime.js';
import { BufferPacker } from '../../src/wire/buffers.js';
import { encodePacked, type Packer } from '../../src/wire/value.js';
import type { Packet } from './packet.js';

/** A batch as a message; a value that can't be said becomes its node's error, not the batch's. */
export function encodeBatch(batch: Batch, epoch: number): Packet {
  const shared = new SharedValues();
  const packer = new BufferPacker();
  const nodes = batch.nodes.map(({ context, ...node }) => ({
    ...node,
    arguments: node.arguments.map((argument) => ({
      ...argument,
      source: encodeSource(argument.source, epoch, packer),
    })),
    ...(context === undefined ? {} : { context: encodeContext(context, shared) }),
  }));
  return { text: JSON.stringify({ nodes, shared: shared.sources }), buffers: packer.buffers };
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
  if (source.type === 'node') return source;
  if (source.type === 'handle') {
    // The host knows no epochs; a number it never gives is as dead as one it released.
    return { type: 'handle', id: source.handle.epoch === epoch ? source.handle.id : 0 };
  }
  return encodeGiven(source.value, packer);
}

/** `plain` is a value without tags: nobody has to look through it for some. */
function encodeGiven(value: unknown, packer: Packer): unknown {
  try {
    const { json, isPlain } = encodePacked(value, packer);
    return { type: isPlain ? 'plain' : 'value', value: json };
  } catch (error) {
    const { code, message } = toErrorInfo(error);
    return { type: 'error', code, message };
  }
}
