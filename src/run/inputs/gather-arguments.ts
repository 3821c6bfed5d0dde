/** Rules R2, R3 and R15: a node's arguments, from its wires, controls and the run's inputs. */
import { MillraceError } from '../../errors.js';
import { toInputError } from './input-errors.js';
import type { Job } from '../job.js';
import { noValue } from '../no-value.js';
import { isElsewhere, moduleOf } from '../python/lane.js';
import { RemoteValue } from '../python/remote-value.js';

/**
 * The arguments of a node in port order, checked; undefined where one is omitted.
 *
 * @param keepRemote Leave values that are in Python as they are: the node is in Python, too.
 * @throws MillraceError `missing-input`, `input-mismatch`, `value-not-crossed`
 */
export function gatherArguments(job: Job, rank: number, keepRemote = false): unknown[] {
  const { plan, inputSlot, constantBase } = job.program;
  const base = plan.inputBase[rank]!;
  const count = plan.inputBase[rank + 1]! - base;
  const values = new Array<unknown>(count);
  for (let index = 0; index < count; index += 1) {
    const slot = inputSlot[base + index]!;
    if (slot >= constantBase) values[index] = constant(job, rank, index);
    else if (slot < 0) values[index] = list(job, rank, index, plan.multiples[-2 - slot]!);
    else {
      const value = job.values[slot];
      if (value === noValue) values[index] = constant(job, rank, index);
      else if (keepRemote && RemoteValue.is(value) && !isElsewhere(job, rank, value))
        values[index] = value;
      else values[index] = isolated(job, slot, rank, wired(job, rank, index, slot, value));
    }
  }
  return values;
}

function constant(job: Job, rank: number, index: number): unknown {
  const input = job.program.plan.inputBase[rank]! + index;
  const error = job.inputErrorOf(input);
  if (error !== undefined) throw error;
  const value = job.values[job.program.constantSlot[input]!];
  // Given to the subgraph it is in, by a node of another interpreter.
  const crosses = RemoteValue.is(value) && isElsewhere(job, rank, value);
  return crosses ? value.toValue(inputPlace(job, rank, index), moduleOf(job, rank)) : value;
}

/** With `isolate`, a copy of a value that several inputs read (rule R15). */
function isolated(job: Job, slot: number, rank: number, value: unknown): unknown {
  if (!job.shared.isolate || typeof value !== 'object' || value === null) return value;
  if (job.program.readers[slot]! < 2) return value;
  try {
    return structuredClone(value);
  } catch (cause) {
    throw new MillraceError(
      'value-not-cloned',
      `${job.nameOf(rank)} reads ${sourcePlace(job, slot)}, which can't be copied as \`isolate\` asks; put out plain data, or run without it`,
      { cause },
    );
  }
}

function wired(job: Job, rank: number, index: number, slot: number, value: unknown): unknown {
  const check = job.program.checks[job.program.plan.inputBase[rank]! + index];
  const remote = RemoteValue.is(value);
  if (check === undefined && !remote) return value;
  try {
    const local = remote ? value.toValue(inputPlace(job, rank, index), moduleOf(job, rank)) : value;
    return check === undefined ? local : check(local);
  } catch (error) {
    throw toInputError(error, {
      place: inputPlace(job, rank, index),
      origin: sourcePlace(job, slot),
    });
  }
}

/** The values of a `multiple` input, without those that are missing. */
function list(job: Job, rank: number, index: number, slots: Int32Array): unknown[] {
  const values: unknown[] = [];
  for (const slot of slots) {
    const value = job.values[slot];
    if (value !== noValue)
      values.push(isolated(job, slot, rank, wired(job, rank, index, slot, value)));
  }
  return values;
}

/** `node.port` of an input, for messages. */
export function inputPlace(job: Job, rank: number, index: number): string {
  return `${job.nameOf(rank)}.${job.node(rank).inputs[index]!.name}`;
}

/** `node.port` of the output that a slot is, for messages. */
export function sourcePlace(job: Job, slot: number): string {
  const { plan } = job.program;
  const owner = plan.slotOwner[slot]!;
  const { outputs } = plan.nodes[owner]!;
  return `${job.nameOf(owner)}.${outputs[slot - plan.outputBase[owner]!]!.name}`;
}
