/**
 * Random graphs, run in both methods, against the naive oracle. `MILLRACE_FUZZ=20000` runs that
 * many; a failure prints its seed, which then belongs into NAMED.
 */
import { describe, expect, test } from '@jest/globals';
import { createConfig, JobRunner, noValue } from 'millrace';
import type { JobEvent, JobResult } from 'millrace';
import { graphOf, node } from '../src/run/support.js';
import type { NodeSketch } from '../src/run/support.js';
import { expectedOf, KINDS } from './oracle.js';
import { createRandom } from './random.js';

const PROGRAMS = Number(process.env['MILLRACE_FUZZ'] ?? 1500);

const text = { type: 'string' } as const;
const definitions = Object.entries(KINDS).map(([type, { inputs, act }]) =>
  node(
    type,
    Array.from({ length: inputs }, (_, index) => ({
      name: `i${index}`,
      schema: text,
      default: '-',
      ...(type === 'lenient' ? { whenMissing: 'default' as const } : {}),
    })),
    (...values: string[]) => {
      const { throws, yes, no } = act(values);
      if (throws === true) throw new Error('asked to');
      return [yes ?? noValue, no ?? noValue];
    },
    {
      outputs: [
        { name: 'yes', schema: text },
        { name: 'no', schema: text },
      ],
    },
  ),
);
const { config, functions } = createConfig(definitions);

/** A graph of up to 24 nodes; now and then with a cycle, an unknown type, a disabled node. */
function program(seed: number): Record<string, NodeSketch> {
  const random = createRandom(seed);
  const count = 1 + random.below(24);
  const names = Array.from({ length: count }, (_, index) =>
    random.chance(0.2) ? String(random.below(1000) * 100 + index) : `n${index}`,
  );
  const cyclic = random.chance(0.15);
  const sketches: Record<string, NodeSketch> = {};
  const listed = [...names].sort(() => random.next() - 0.5);
  for (const id of listed) {
    const type = random.chance(0.03) ? 'no.such.type' : random.pick(Object.keys(KINDS));
    const position = names.indexOf(id);
    const wires: Record<string, string> = {};
    for (let index = 0; index < (KINDS[type]?.inputs ?? 1); index += 1) {
      const candidates = cyclic && random.chance(0.2) ? names : names.slice(0, position);
      if (candidates.length === 0 || random.chance(0.25)) continue;
      wires[`i${index}`] = `${random.pick(candidates)}.${random.chance(0.8) ? 'yes' : 'no'}`;
    }
    const values = random.chance(0.3) ? { i0: 'c' } : {};
    sketches[id] = { type, wires, values, ...(random.chance(0.05) ? { disabled: true } : {}) };
  }
  return sketches;
}

function observed(result: JobResult): unknown {
  return Object.fromEntries(
    Object.entries(result.nodes).map(([id, { status, outputs, cause }]) => [
      id,
      {
        status,
        ...(status === 'success' ? { value: JSON.stringify(outputs) } : {}),
        ...(cause === undefined ? {} : { cause }),
      },
    ]),
  );
}

async function check(seed: number): Promise<void> {
  const sketches = program(seed);
  const { nodes, order } = expectedOf(sketches);
  const expected = Object.fromEntries(
    Object.entries(nodes).map(([id, { status, value, cause }]) => [
      id,
      {
        status,
        ...(value === undefined ? {} : { value }),
        ...(cause === undefined ? {} : { cause }),
      },
    ]),
  );
  for (const method of ['sync', 'async'] as const) {
    const settled: string[] = [];
    const result = await new JobRunner(config, { functions, method }).run(graphOf(sketches), {
      keep: 'all',
      onEvent(event: JobEvent) {
        if (/^node(Succeeded|Failed|Skipped)$/.test(event.type)) {
          settled.push((event as { nodeId: string }).nodeId);
        }
      },
    });
    const context = JSON.stringify({ seed, method, sketches });
    expect({ context, nodes: observed(result) }).toEqual({ context, nodes: expected });
    expect({ context, settled }).toEqual({ context, settled: order });
  }
}

describe('random graphs come to what the oracle says', () => {
  test(
    `${PROGRAMS} programs`,
    async () => {
      for (let seed = 1; seed <= PROGRAMS; seed += 1) await check(seed);
    },
    Math.max(60_000, PROGRAMS * 60),
  );
});
