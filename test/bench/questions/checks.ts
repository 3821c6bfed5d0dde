/** What it costs to check one value at a port, and to get the check from a schema. */
import { compilePortCheck } from '../../../src/config/port-check.js';
import type { Schema } from '../../../src/config/json-schema.js';
import { compare, syncVariant } from '../measure.js';
import type { Effort, Measured } from '../measure.js';
import { inDigits } from '../question.js';
import type { Answer, Question } from '../question.js';

interface Case {
  readonly name: string;
  readonly schema: Schema;
  readonly value: unknown;
  /** By hand, as the limit. */
  readonly fits: (value: unknown) => boolean;
}

const GOAL_NS = 20;
const GOAL_COMPILE_US = 20;
/** Only these have a goal for checking. */
const SCALAR_CASES = 5;

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && !Number.isNaN(value);
const isText = (value: unknown): value is string => typeof value === 'string';

const CASES: readonly Case[] = [
  { name: 'number', schema: { type: 'number' }, value: 1.5, fits: isNumber },
  {
    name: 'integer with limits',
    schema: { type: 'integer', minimum: 0, maximum: 10 },
    value: 7,
    fits: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 10,
  },
  { name: 'string', schema: { type: 'string' }, value: 'a text', fits: isText },
  {
    name: 'boolean',
    schema: { type: 'boolean' },
    value: true,
    fits: (value) => typeof value === 'boolean',
  },
  {
    name: 'enum',
    schema: { enum: ['EUR', 'USD', 'GBP'] },
    value: 'USD',
    fits: (value) => value === 'EUR' || value === 'USD' || value === 'GBP',
  },
  {
    name: 'list of 100 numbers',
    schema: { type: 'array', items: { type: 'number' } },
    value: Array.from({ length: 100 }, (_, index) => index / 2),
    fits: (value) => Array.isArray(value) && value.every(isNumber),
  },
  {
    name: 'object with 4 fields',
    schema: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        age: { type: 'number' },
        city: { type: 'string' },
        zip: { type: 'string' },
      },
      required: ['name', 'age'],
    },
    value: { name: 'Ada', age: 36, city: 'London', zip: 'W1' },
    fits: (value) => {
      const { name, age, city, zip } = value as Record<string, unknown>;
      return isText(name) && isNumber(age) && isText(city) && isText(zip);
    },
  },
];

const VALUES_A_RUN = 1_000;

export const checks: Question = async ({ effort }) => {
  const rows: Answer['rows'][number][] = [];
  for (const [index, one] of CASES.entries()) {
    const [limit, check] = await compareChecks(one, effort);
    const compileUs = (await compareCompile(one, effort)) / 1_000;
    const ns = check!.ns.median;
    rows.push({
      name: one.name,
      cells: [
        { text: `${inDigits(limit!.ns.median)} ns` },
        {
          text: `${inDigits(ns)} ns ×${inDigits(check!.ratio.median)}`,
          ...(index < SCALAR_CASES && { holds: ns <= GOAL_NS }),
        },
        { text: `${inDigits(compileUs)} µs`, holds: compileUs <= GOAL_COMPILE_US },
      ],
    });
  }
  return {
    title: `Checks of port values (goals: scalars ≤ ${GOAL_NS} ns, compiling ≤ ${GOAL_COMPILE_US} µs)`,
    columns: ['by hand', 'check', 'compile'],
    rows,
    notes: [`eval is ${canEval() ? 'allowed' : 'forbidden'} in this process`],
  };
};

function compareChecks(
  { schema, value, fits }: Case,
  effort: Effort,
): Promise<readonly Measured[]> {
  const check = compilePortCheck(schema)!;
  const values = Array.from({ length: VALUES_A_RUN }, () => value);
  const count = (passes: (each: unknown) => boolean) => (): number => {
    let passed = 0;
    for (const each of values) if (passes(each)) passed += 1;
    return passed;
  };
  const all = (passed: number): void => {
    if (passed !== VALUES_A_RUN) throw new Error(`${passed} of ${VALUES_A_RUN} values passed`);
  };
  return compare(
    [
      syncVariant('by hand', VALUES_A_RUN, count(fits), all),
      syncVariant(
        'check',
        VALUES_A_RUN,
        count((each) => check(each) === each),
        all,
      ),
    ],
    effort,
  );
}

async function compareCompile({ schema, value }: Case, effort: Effort): Promise<number> {
  const text = JSON.stringify(schema);
  const fresh = Array.from({ length: VALUES_A_RUN }, () => JSON.parse(text) as Schema);
  let next = 0;
  const compile = () => compilePortCheck(fresh[(next += 1) % VALUES_A_RUN]!);
  const [measured] = await compare(
    [syncVariant('compile', 1, compile, (check) => check?.(value))],
    effort,
  );
  return measured!.ns.median;
}

function canEval(): boolean {
  try {
    return new Function('return true')() === true;
  } catch {
    return false;
  }
}
