/** Measures editors in turns, each round beginning with another, and gives up on what takes too long. */
import { chromium, type Browser } from 'playwright-core';
import { servePage } from './build-page.js';
import { DidNotFinish, PageDriver } from './operations.js';
import type { Readings, Trial } from './operations.js';
import type { SubjectName } from './page.js';

/** What is compared, and how often. */
export interface Comparison {
  readonly subjects: readonly SubjectName[];
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly about: Trial['about'];
  readonly culled: boolean;
  readonly fromSource: boolean;
  /** Told what is done, while one waits. */
  readonly tell: (line: string) => void;
}

/** The rounds of one editor at one size; `unfinished` where the last one was given up. */
export interface Measured {
  readonly readings: readonly Readings[];
  readonly unfinished: boolean;
}

export type Results = ReadonlyMap<number, ReadonlyMap<SubjectName, Measured>>;

/** The command has found it. */
interface Prepared {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Flume has a page of its own: its styles would be Millrace's, whose cards are drawn with its parts. */
const pageOf = (name: SubjectName): string => (name === 'flume' ? 'flume' : 'shared');

/** Pages in browsers that can be ended whatever they do. */
class Pages {
  readonly #url: string;
  readonly #open = new Map<string, { readonly browser: Browser; readonly driver: PageDriver }>();

  constructor(url: string) {
    this.#url = url;
  }

  async driverOf(page: string): Promise<PageDriver> {
    const known = this.#open.get(page);
    if (known !== undefined) return known.driver;
    const { executablePath, args, env } = JSON.parse(process.env['MILLRACE_CHROMIUM']!) as Prepared;
    const browser = await chromium.launch({
      executablePath,
      args,
      env: { ...(process.env as Record<string, string>), ...env },
    });
    const viewport = { width: 1280, height: 720 };
    const driver = await PageDriver.open(await browser.newPage({ viewport }), this.#url);
    this.#open.set(page, { browser, driver });
    return driver;
  }

  async close(page: string): Promise<void> {
    const { browser } = this.#open.get(page) ?? {};
    this.#open.delete(page);
    await browser?.close();
  }

  async closeAll(): Promise<void> {
    for (const page of this.#open.keys()) await this.close(page);
  }
}

/** What is spent on one editor at one size: the larger, the slower, and the less a round varies. */
const LONGEST_LANE_MS = 16_000;

/** One editor at one size. */
interface Lane {
  readonly name: SubjectName;
  readonly readings: Readings[];
  unfinished: boolean;
  spentMs: number;
}

/** Another round is worth its time; the first always is. */
function hasRounds({ readings, unfinished, spentMs }: Lane): boolean {
  if (unfinished) return false;
  const each = spentMs / Math.max(1, readings.length);
  return readings.length === 0 || spentMs + each <= LONGEST_LANE_MS;
}

/** Measures all sizes, the smallest first. */
export async function compareEditors(comparison: Comparison): Promise<Results> {
  const server = await servePage({ fromSource: comparison.fromSource });
  const results = new Map<number, ReadonlyMap<SubjectName, Measured>>();
  try {
    for (const size of comparison.sizes) {
      const pages = new Pages(server.url);
      try {
        results.set(size, await compareAt(size, comparison, pages));
      } finally {
        await pages.closeAll();
      }
    }
  } finally {
    server.close();
  }
  return results;
}

async function compareAt(
  size: number,
  { subjects, rounds, about, culled, tell }: Comparison,
  pages: Pages,
): Promise<ReadonlyMap<SubjectName, Measured>> {
  const lanes: readonly Lane[] = subjects.map((name) => ({
    name,
    readings: [],
    unfinished: false,
    spentMs: 0,
  }));
  const trial = { nodes: size, culled, about };
  // Until what runs in them is compiled.
  for (const { name } of lanes) await warmUp(await pages.driverOf(pageOf(name)), name, trial);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < lanes.length; turn += 1) {
      const lane = lanes[(turn + round) % lanes.length]!;
      if (!hasRounds(lane)) continue;
      const began = performance.now();
      await takeRound(lane, trial, pages);
      const ms = performance.now() - began;
      lane.spentMs += ms;
      const gaveUp = lane.unfinished ? ', given up' : '';
      tell(`${size} nodes, round ${round + 1}: ${lane.name} ${(ms / 1e3).toFixed(1)} s${gaveUp}`);
    }
  }
  return new Map(lanes.map(({ name, readings, unfinished }) => [name, { readings, unfinished }]));
}

async function takeRound(lane: Lane, trial: Omit<Trial, 'name'>, pages: Pages): Promise<void> {
  try {
    const driver = await pages.driverOf(pageOf(lane.name));
    if (lane.name === 'by-hand') await driver.keep(trial);
    lane.readings.push(await driver.take({ ...trial, name: lane.name }));
  } catch (error) {
    if (!(error instanceof DidNotFinish)) throw error;
    lane.readings.push(error.readings);
    lane.unfinished = true;
    await pages.close(pageOf(lane.name));
  }
}

const WARM_UP_NODES = 60;

async function warmUp(
  driver: PageDriver,
  name: SubjectName,
  { culled, about }: Omit<Trial, 'name'>,
): Promise<void> {
  const trial = { nodes: WARM_UP_NODES, culled, about };
  if (name === 'by-hand') await driver.keep(trial);
  for (let turn = 0; turn < 2; turn += 1) await driver.take({ ...trial, name });
}
