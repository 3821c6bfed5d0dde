/** What comes of Python that takes more memory than it may have. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { createPyodide } from '../../python-bridge/node.js';
import { node, run, value } from '../contract/python-nodes.js';

const SOURCE = `
def fill(megabytes: int) -> int:
    return len(bytearray(megabytes * 2**20))
def hoard() -> int:
    kept = []
    while True: kept.append(bytearray(2**22))
def double(x: int) -> int: return 2 * x
`;

// In a worker it is the same, see security.test.ts; here other memories can be looked at.
describe('memoryLimitMb in this thread', () => {
  let runtime: PythonRuntime;
  beforeAll(() => {
    runtime = createPyodide({ thread: 'main', memoryLimitMb: 128, modules: { m: SOURCE } });
  });
  afterAll(() => runtime.close());

  const call = async (name: string, x?: number) => {
    const argument = name === 'fill' ? 'megabytes' : 'x';
    const given = node(name, x === undefined ? {} : { [argument]: value(x) }, { module: 'm' });
    return run(runtime, given);
  };

  test('[P5] a function that takes more fails with MemoryError, and Python goes on', async () => {
    expect((await call('fill', 60)).output(0).value).toBe(60 * 2 ** 20);
    for (const [name, x] of [['fill', 200], ['hoard']] as const) {
      expect((await call(name, x)).error(0)).toMatchObject({ name: 'MemoryError' });
    }
    expect((await call('double', 21)).output(0).value).toBe(42);
  });

  test('other memories of the thread may grow as they like', () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 4096 });
    expect(memory.grow(3000)).toBe(1);
  });
});

test.each([0, 63, 4097, Number.NaN, '128'])('memoryLimitMb can’t be %p', (memoryLimitMb) => {
  const create = (): unknown => createPyodide({ memoryLimitMb: memoryLimitMb as number });
  expect(create).toThrow(/expected memoryLimitMb to be a number of megabytes from 64 to 4096/);
});
