/** What a text of events may say, and what comes of one that no host writes. */
import { describe, expect, test } from '@jest/globals';
import { Report } from '../../python-bridge/runtime/report.js';
import { createRecorder } from '../contract/python-nodes.js';

/** What a listener and the runtime hear of one event. */
function deliver(event: unknown) {
  const recorder = createRecorder();
  const forged: string[] = [];
  const report = new Report(
    (id) => ({ epoch: 1, id }),
    recorder,
    ({ code }) => forged.push(code),
  );
  report.onEvents({ text: JSON.stringify([event]), buffers: [] });
  return { ...recorder, forged };
}

describe('an event of a batch', () => {
  test('that tells of progress has numbers and a text, and null where there is none', () => {
    const said = deliver(['progressed', 3, 1, 4, 'one of four']);
    expect(said.progress).toEqual([{ node: 3, done: 1, total: 4, message: 'one of four' }]);
    const odd = deliver(['progressed', 0, { $float: 'nan' }, null, null]);
    expect(odd.progress).toEqual([{ node: 0, done: Number.NaN }]);
    expect([...said.forged, ...odd.forged]).toEqual([]);
  });

  test.each([
    [['progressed', 0]],
    [['progressed', 0, null, 1, null]],
    [['progressed', 0, '1', null, null]],
    [['progressed', 0, 1, 'all', null]],
    [['progressed', 0, 1, null, 7]],
    [['progressed', 'x', 1, null, null]],
    [['logged', 0, 'loud', 'text']],
    [['logged', 0, 'info', 7]],
    [['advanced', 0]],
  ])('like %j is no host’s, and reaches no listener', (event) => {
    const { forged, progress, logs } = deliver(event);
    expect(forged).toEqual(['python-protocol']);
    expect([progress, logs]).toEqual([[], []]);
  });
});
