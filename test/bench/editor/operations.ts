/** What is done with a mounted editor, by real mouse and keys, and what it costs the page. */
import type { CDPSession, Page } from 'playwright-core';
import { ACTED, MARGIN } from './layout.js';
import type { SubjectName } from './page.js';
import type { NodePart } from './subject.js';

/** What is measured, in the order it is told. */
export const OPERATIONS = [
  'mount',
  'heap',
  'drag',
  'drop',
  'undo',
  'pan',
  'zoom',
  'key',
  'connect',
  'paste',
  'status 1',
  'status 10',
  'status all',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** Milliseconds of the page's main thread, or megabytes. */
export type Readings = Partial<Record<Operation, number>>;

/** What one try is about. */
export interface Trial {
  readonly name: SubjectName;
  readonly nodes: number;
  readonly culled: boolean;
  /** Statuses only, or all the rest. */
  readonly about: 'status' | 'work';
}

const DRAGS = 3;
const MOVES = 8;
const NOTCHES = 5;
const KEYS = 6;
const CONNECT_MOVES = 4;

/** As long as a transition lasts. */
const FOCUSED_FRAMES = 15;

/** What takes longer is not waited for. */
const TOO_LONG_MS = 60_000;

/** An operation took longer than that; the page may still be at it. */
export class DidNotFinish extends Error {
  constructor(readonly readings: Readings) {
    super(`an operation took more than ${TOO_LONG_MS / 1e3} s`);
  }
}

/** Long enough for what an editor does some frames later. */
const SETTLED_FRAMES = 4;

/** Measures editors in one page. */
export class PageDriver {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  /** What an empty measurement costs. */
  #idleMs = 0;
  #readings: Readings = {};

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  static async open(page: Page, url: string): Promise<PageDriver> {
    const cdp = await page.context().newCDPSession(page);
    // Processor time of the thread: what else the machine does is left out.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const driver = new PageDriver(page, cdp);
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in window);
    const idle: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) idle.push(await driver.#measure(async () => undefined));
    driver.#idleMs = idle.sort((one, other) => one - other)[2]!;
    return driver;
  }

  /** Mounts, works, unmounts. @returns what each operation cost */
  async take(trial: Trial): Promise<Readings> {
    const { name, nodes, culled, about } = trial;
    await this.#page.evaluate((subject) => window.bench.prepare(subject), name);
    const empty = await this.#heap();
    const readings: Readings = (this.#readings = {});
    readings.mount = await this.#measure(() => this.#mount(nodes, culled));
    readings.heap = (await this.#heap()) - empty;
    if (about === 'status') await this.#statuses(nodes, readings);
    else await this.#work(readings);
    await this.#page.mouse.move(1, 1);
    await this.#page.evaluate(() => window.bench.unmount());
    await this.#frames(2);
    return readings;
  }

  /** The DOM of Millrace, for `by-hand`. */
  async keep({ nodes, culled }: Pick<Trial, 'nodes' | 'culled'>): Promise<void> {
    await this.#page.evaluate(() => window.bench.prepare('millrace'));
    await this.#mount(nodes, culled);
    await this.#page.evaluate(() => {
      window.bench.keep();
      window.bench.unmount();
    });
  }

  async #mount(nodes: number, culled: boolean): Promise<void> {
    await this.#page.evaluate(([many, only]) => window.bench.mount(many, only), [
      nodes,
      culled,
    ] as const);
    await this.#untilMounted();
  }

  async #work(readings: Readings): Promise<void> {
    await this.#drag(readings);
    readings.pan = await this.#pan();
    readings.zoom = await this.#zoom();
    readings.key = await this.#type();
    readings.connect = await this.#connect();
    readings.paste = await this.#measure(() => this.#page.evaluate(() => window.bench.paste()));
  }

  async #drag(readings: Readings): Promise<void> {
    const { mouse } = this.#page;
    const sums = { drag: 0, drop: 0, undo: 0 };
    for (let turn = 0; turn < DRAGS; turn += 1) {
      const { x, y } = await this.#placeOf(ACTED.moved, 'header');
      await mouse.move(x, y);
      await mouse.down();
      // The first one begins the drag.
      await mouse.move(x + 6, y + 6);
      const before = await this.#xOf();
      sums.drag += await this.#measure(async () => {
        for (let step = 1; step <= MOVES; step += 1) await mouse.move(x + 8 * step, y + 5 * step);
      });
      const ended = await this.#xOf();
      sums.drop += await this.#measure(() => mouse.up());
      const isMoved = (await this.#xOf()) !== before || ended !== before;
      if (before !== undefined && !isMoved) throw new Error('the node was not moved');
      sums.undo += await this.#measure(() => this.#page.evaluate(() => window.bench.undo()));
    }
    readings.drag = sums.drag / DRAGS / MOVES;
    readings.drop = sums.drop / DRAGS;
    readings.undo = sums.undo / DRAGS;
  }

  async #pan(): Promise<number> {
    const { mouse } = this.#page;
    const corner = MARGIN / 2;
    const turn = 10;
    await mouse.move(corner, corner);
    // React Flow and Flume pan by the left button; the middle one is Millrace's at any place.
    const button = await this.#panButton();
    await mouse.down({ button });
    await mouse.move(corner + 6, corner + 6);
    const ms = await this.#measure(async () => {
      for (let step = 1; step <= 2 * turn; step += 1) {
        const by = step <= turn ? step : 2 * turn - step;
        await mouse.move(corner + 40 * by, corner + 20 * by);
      }
    });
    await mouse.move(corner, corner);
    await mouse.up({ button });
    await this.#frames(SETTLED_FRAMES);
    return ms / (2 * turn);
  }

  async #panButton(): Promise<'left' | 'middle'> {
    const isOurs = await this.#page.evaluate(() => document.querySelector('.mr-wires') !== null);
    return isOurs ? 'middle' : 'left';
  }

  async #zoom(): Promise<number> {
    const { mouse } = this.#page;
    // Between two rows of cards, where no field takes the wheel.
    await mouse.move(640, 250);
    const ms = await this.#measure(async () => {
      for (let step = 0; step < 2 * NOTCHES; step += 1) {
        await mouse.wheel(0, step < NOTCHES ? 100 : -100);
        await this.#frames(1);
      }
    });
    return ms / (2 * NOTCHES);
  }

  async #type(): Promise<number> {
    await this.#page.evaluate((index) => window.bench.focusField(index), ACTED.typed);
    // Until the card that now is selected looks so.
    await this.#frames(FOCUSED_FRAMES);
    const ms = await this.#measure(async () => {
      for (let count = 0; count < KEYS; count += 1) {
        await this.#page.keyboard.press('x');
        await this.#frames(1);
      }
    });
    const text = await this.#page.evaluate((index) => window.bench.textOf(index), ACTED.typed);
    if (text !== 'x'.repeat(KEYS))
      throw new Error(`typed ${KEYS} letters, the field has "${text}"`);
    return ms / KEYS;
  }

  async #connect(): Promise<number> {
    const { mouse } = this.#page;
    const from = await this.#placeOf(ACTED.from, 'output');
    const to = await this.#placeOf(ACTED.to, 'input-b');
    const { wires } = await this.#page.evaluate(() => window.bench.mounted());
    await mouse.move(from.x, from.y);
    const ms = await this.#measure(async () => {
      await mouse.down();
      for (let step = 1; step <= CONNECT_MOVES; step += 1) {
        const by = step / CONNECT_MOVES;
        await mouse.move(from.x + (to.x - from.x) * by, from.y + (to.y - from.y) * by);
      }
      await mouse.up();
    });
    const after = await this.#page.evaluate(() => window.bench.mounted());
    if (after.wires !== wires + 1) {
      throw new Error(`a wire was drawn; there were ${wires}, now ${after.wires}`);
    }
    return ms;
  }

  async #statuses(nodes: number, readings: Readings): Promise<void> {
    if (!(await this.#page.evaluate(() => window.bench.canShowStatus()))) return;
    const many = { 'status 1': 1, 'status 10': Math.min(10, nodes), 'status all': nodes } as const;
    for (const [operation, count] of Object.entries(many)) {
      let ms = 0;
      for (const status of ['running', 'success'] as const) {
        ms += await this.#measure(() =>
          this.#page.evaluate(([k, next]) => window.bench.setStatuses(k, next), [
            count,
            status,
          ] as const),
        );
      }
      readings[operation as Operation] = ms / 2;
      await this.#page.evaluate((k) => window.bench.setStatuses(k, 'idle'), count);
      await this.#frames(SETTLED_FRAMES);
    }
  }

  #placeOf(index: number, part: NodePart): Promise<{ x: number; y: number }> {
    return this.#page.evaluate(([at, name]) => window.bench.placeOf(at, name), [
      index,
      part,
    ] as const);
  }

  #xOf(): Promise<number | undefined> {
    return this.#page.evaluate((id) => window.bench.xOf(id), `n${ACTED.moved}`);
  }

  /** Until as much is there as there was some frames before. */
  async #untilMounted(): Promise<void> {
    for (let before = -1; ;) {
      await this.#frames(SETTLED_FRAMES);
      const { nodes, wires } = await this.#page.evaluate(() => window.bench.mounted());
      if (nodes + wires === before && nodes > 0) return;
      before = nodes + wires;
    }
  }

  #frames(many: number): Promise<void> {
    return this.#page.evaluate((count) => window.bench.frames(count), many);
  }

  async #measure(act: () => Promise<unknown>): Promise<number> {
    await this.#frames(2);
    const began = await this.#taskMs();
    await this.#inTime(act().then(() => this.#frames(SETTLED_FRAMES)));
    return Math.max(0, (await this.#taskMs()) - began - this.#idleMs);
  }

  async #inTime(work: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DidNotFinish(this.#readings)), TOO_LONG_MS);
    });
    // The page is closed, and what waited for it fails: nobody asks any more.
    work.catch(() => undefined);
    await Promise.race([work, late]).finally(() => clearTimeout(timer));
  }

  async #taskMs(): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1e3;
  }

  /** Megabytes that are reachable. */
  async #heap(): Promise<number> {
    await this.#cdp.send('HeapProfiler.collectGarbage');
    await this.#cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#cdp.send('Runtime.getHeapUsage');
    return usedSize / 1e6;
  }
}
