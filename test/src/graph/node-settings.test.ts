import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../../src/graph/node-settings.js';
import type { ReadSettings } from '../../../src/graph/node-settings.js';
import { checkGraph } from '../../../src/graph/check-graph.js';
import { planGraph } from '../../../src/graph/plan-graph.js';
import { config, graph, node } from './graphs.js';

const [add] = config.nodeTypes;

/** Of a node `a` with settings of its own, over those of its type. */
function read(
  own: unknown,
  ofType?: Readonly<Record<string, unknown>>,
  type = 'add',
): ReadSettings {
  const { nodes } = graph({ a: node(type, {}, own === undefined ? {} : { settings: own }) });
  return readSettings(ofType === undefined ? add : { ...add!, settings: ofType }, nodes['a']!);
}

const RETRY = { attempts: 3, delayMs: 0, factor: 2, maxDelayMs: 30_000, jitter: 0 };

describe('readSettings', () => {
  it('[R9] of nodes without settings is one frozen object', () => {
    const none = read(undefined);
    expect(none.settings).toEqual({ cache: false });
    expect(Object.isFrozen(none.settings)).toBe(true);
    expect(read(undefined)).toBe(none);
  });

  it("[R9] overrides the type's settings by the node's, key by key", () => {
    const ofType = { retry: { attempts: 2, delayMs: 50 }, timeoutMs: 10, cache: true };
    expect(read({ retry: { attempts: 3 }, placement: 'worker' }, ofType)).toEqual({
      settings: { retry: RETRY, timeoutMs: 10, placement: 'worker', cache: true },
      problems: [],
    });
  });

  it("[R9] takes the type's setting away by null", () => {
    const ofType = { retry: { attempts: 2 }, timeoutMs: 10, placement: 'worker', cache: true };
    const { settings } = read(
      { retry: null, timeoutMs: null, placement: null, cache: null },
      ofType,
    );
    expect(settings).toEqual({ cache: false });
  });

  it('[R9] leaves keys alone that it does not know, `__proto__` among them', () => {
    const own = JSON.parse('{"__proto__":{"timeoutMs":-1},"color":"red","timeoutMs":5}') as unknown;
    expect(read(own)).toMatchObject({ settings: { timeoutMs: 5 }, problems: [] });
  });

  it.each<[string, unknown, string]>([
    [
      'retry',
      { retry: 3 },
      '`retry` of a to be {attempts, delayMs?, factor?, maxDelayMs?, jitter?}',
    ],
    ['retry', { retry: { delayMs: 3 } }, 'got an object with delayMs'],
    ['attempts', { retry: { attempts: 0 } }, '`retry.attempts` of a to be a whole number of 1 or'],
    ['attempts', { retry: { attempts: 1.5 } }, 'got 1.5'],
    [
      'delayMs',
      { retry: { attempts: 1, delayMs: -1 } },
      '`retry.delayMs` of a to be a number of 0',
    ],
    ['delayMs', { retry: { attempts: 1, delayMs: '5' } }, 'got "5"'],
    ['factor', { retry: { attempts: 1, factor: 0.5 } }, '`retry.factor` of a to be a number of 1'],
    ['maxDelayMs', { retry: { attempts: 1, maxDelayMs: NaN } }, '`retry.maxDelayMs` of a'],
    [
      'jitter',
      { retry: { attempts: 1, jitter: 1.1 } },
      '`retry.jitter` of a to be a number from 0 to',
    ],
    ['timeoutMs', { timeoutMs: 0 }, '`timeoutMs` of a to be a number above 0, got 0'],
    ['timeoutMs', { timeoutMs: Infinity }, 'got Infinity'],
    [
      'placement',
      { placement: 'moon' },
      'one of "inline", "worker", "pyodide", "cpython", "queue"',
    ],
    ['cache', { cache: 1 }, '`cache` of a to be true or false, got 1; correct or remove it'],
  ])('[R9] says what is wrong with %s: %j', (_key, own, text) => {
    const { problems } = read(own);
    expect(problems).toEqual([{ code: 'bad-settings', message: expect.stringContaining(text) }]);
  });

  it('[R16] a subgraph has no placement of its own', () => {
    const { problems, settings } = read({ placement: 'inline', cache: true }, undefined, 'graph:x');
    expect(problems.map((problem) => problem.code)).toEqual(['bad-settings']);
    expect(settings).toEqual({ cache: true });
  });
});

describe('settings in a plan', () => {
  const drawn = graph({
    a: node('one', {}, { settings: { retry: { attempts: 3 } } }),
    b: node('add', { a: 'a.r' }, { settings: { timeoutMs: -1, cache: 'yes' } }),
  });

  it('[R9] are those of each node; one that can not be read is the error of its node', () => {
    const { nodes } = planGraph(drawn, config);
    const [a, b] = ['a', 'b'].map((id) => nodes.find((each) => each.id === id)!);
    expect([a!.settings.retry, a!.problems]).toEqual([RETRY, []]);
    expect(b!.problems.map((problem) => problem.code)).toEqual(['bad-settings', 'bad-settings']);
  });

  it('[R9] are checked before a run', () => {
    expect(checkGraph(drawn, config).map(({ nodeId, code }) => `${nodeId} ${code}`)).toEqual([
      'b bad-settings',
      'b bad-settings',
    ]);
  });
});
