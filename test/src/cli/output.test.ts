import { describe, expect, it } from '@jest/globals';
import { createOutput } from '../../../src/cli/output.js';

/** A stream that keeps what it is told. */
function streamOf(terminal: boolean, colors = terminal) {
  const written: string[] = [];
  return {
    written,
    ...(terminal ? { isTTY: true, columns: 20 } : {}),
    hasColors: () => colors,
    write: (text: string) => written.push(text),
  };
}

describe('the output of a command', () => {
  it('to a file has no colors, no width and no progress', () => {
    const [stdout, stderr] = [streamOf(false), streamOf(false)];
    const output = createOutput(stdout, stderr);
    expect(output).toMatchObject({ colors: false });
    expect(output.columns).toBeUndefined();
    expect(output.progress).toBeUndefined();
    output.out('one');
    output.error('two');
    expect([stdout.written, stderr.written]).toEqual([['one\n'], ['two\n']]);
  });

  it('to a terminal knows its width and whether it wants colors', () => {
    expect(createOutput(streamOf(true), streamOf(true))).toMatchObject({
      colors: true,
      columns: 20,
    });
    expect(createOutput(streamOf(true), streamOf(true, false)).colors).toBe(false);
    expect(createOutput(streamOf(true), streamOf(false, true)).colors).toBe(false);
  });

  it('wipes a line of progress away before anything else, and never lets it wrap', () => {
    const stderr = streamOf(true);
    const output = createOutput(streamOf(false), stderr);
    output.progress?.('reading a file with a long name');
    output.progress?.('half');
    output.error('done');
    output.error('again');
    expect(stderr.written).toEqual([
      'reading a file with',
      '\r\u001b[K',
      'half',
      '\r\u001b[K',
      'done\n',
      'again\n',
    ]);
  });
});
