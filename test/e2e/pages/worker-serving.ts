/** A worker entry as an app has it. */
import { noValue, serveFunctions } from 'millrace';
import type { NodeContext } from 'millrace';

let uses = 0;

serveFunctions({
  add: (a: number, b: number) => a + b,
  uses: () => (uses += 1),
  /** Blocks until as many calls as `wanted` are in here at the same time. */
  meet(shared: Int32Array, wanted: number): string {
    Atomics.add(shared, 0, 1);
    Atomics.notify(shared, 0);
    for (;;) {
      const here = Atomics.load(shared, 0);
      if (here >= wanted) return 'met';
      if (Atomics.wait(shared, 0, here, 10_000) === 'timed-out') return 'alone';
    }
  },
  spin: () => {
    for (;;);
  },
  gaps: () => [1, noValue, 'three'],
  whole: () => noValue,
  returnsFunction: () => ({ format: () => '' }),
  throws: () => {
    throw new RangeError('no apples', { cause: new Error('the shelf') });
  },
  closes: () => {
    globalThis.close();
    return new Promise(() => undefined);
  },
  uncaught: () => {
    setTimeout(() => {
      throw new Error('nobody caught it');
    });
    return new Promise(() => undefined);
  },
  forges: () => {
    globalThis.postMessage({ millrace: 'serving', protocol: 1, port: {} });
    globalThis.postMessage({ type: 'returned', id: 1, value: 'forged' });
    return 'genuine';
  },
  lazy: { load: () => Promise.resolve((text: string) => text.toUpperCase()) },
  lazyBroken: { load: () => Promise.reject(new Error('404 for chart.js')) },
  reportWithContext: (context: NodeContext) => {
    context.log('careful', 'warning');
    context.progress(1, 2);
    return context.idempotencyKey;
  },
  stopsWithContext: (context: NodeContext) =>
    new Promise((_, reject) => {
      context.signal.addEventListener('abort', () => reject(context.signal.reason as Error));
      context.log('waiting');
    }),
  stubbornWithContext: (context: NodeContext) => {
    context.log('waiting');
    return new Promise(() => undefined);
  },
});
