import { describe, expect, it } from '@jest/globals';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { TEXT_FORMATS } from '../../../src/config/text-formats.js';

const label63 = 'a'.repeat(63);

/** Texts that fit, and texts that don't. */
const CASES: Readonly<Record<string, readonly [string[], string[]]>> = {
  date: [
    ['2026-01-31', '2024-02-29', '0001-01-01'],
    ['2026-02-29', '2026-13-01', '2026-00-10', '26-01-31', '2026-1-31', '2026-01-31T00:00:00Z', ''],
  ],
  time: [
    ['09:30:00Z', '23:59:60z', '00:00:00.123456+05:30', '12:00:00-00:00'],
    ['09:30:00', '24:00:00Z', '09:60:00Z', '09:30:61Z', '09:30Z', '09:30:00+24:00', '09:30:00+5'],
  ],
  'date-time': [
    ['2026-01-31T09:30:00Z', '2026-01-31t09:30:00.5z', '2026-01-31 09:30:00+01:00'],
    ['2026-01-31T09:30:00', '2026-02-30T09:30:00Z', '2026-01-31', '2026-01-31_09:30:00Z', 'Z'],
  ],
  duration: [
    ['P1Y2M3DT4H5M6S', 'PT1H30M', 'P2W', 'PT0.5S', 'P1D', 'PT0S'],
    ['P', 'PT', '1D', 'P1DT', 'P1H', 'P1W2D', 'PT1.5H', 'P-1D', 'p1d', 'P1D '],
  ],
  email: [
    ['a@b', 'first.last+tag@mail.example.org', "o'hara@example.com", `${'a'.repeat(64)}@b.c`],
    ['a', '@b', 'a@', 'a@b@c', '.a@b', 'a.@b', 'a..b@c', 'a b@c', 'a@-b', `${'a'.repeat(65)}@b.c`],
  ],
  hostname: [
    ['localhost', 'a.b-c.example', '1.2.3', label63, `${label63}.${label63}.${label63}`],
    ['', '-a', 'a-', 'a..b', 'a.', 'a_b', `${label63}a`, `${`${label63}.`.repeat(4)}a`, 'ä.de'],
  ],
  ipv4: [
    ['0.0.0.0', '255.255.255.255', '192.168.1.10'],
    ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.', '1.2.3.4.', ' 1.2.3.4'],
  ],
  ipv6: [
    ['::', '::1', '1::', '1:2:3:4:5:6:7:8', 'fe80::1:2', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4'],
    ['', ':', ':::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::2::3', '12345::', '::1.2.3.4:5'],
  ],
  uri: [
    [
      'https://example.org/a?b=c#d',
      'http://user:p%20w@[::1]:80/x;y=1?z',
      'urn:isbn:0451450523',
      'mailto:a@b.c',
      'file:///etc/hosts',
      'data:,x',
    ],
    ['', '//a/b', 'a b:c', '1a:b', 'http://a b', 'http://a/%zz', 'a:b#c#d', 'http://[::1', 'x:"y"'],
  ],
  uuid: [
    ['123e4567-e89b-12d3-a456-426614174000', '123E4567-E89B-12D3-A456-426614174000'],
    ['123e4567e89b12d3a456426614174000', '{123e4567-e89b-12d3-a456-426614174000}', ''],
  ],
  regex: [
    ['^a+$', '', '[a-z]', '\\p{L}'],
    ['(', '[', 'a**', '\\', '(?P<x>a)'],
  ],
};

const fits = (format: string, value: unknown): boolean => {
  try {
    return compilePortCheck({ type: 'string', format })!(value) === value;
  } catch {
    return false;
  }
};

describe('a format of texts', () => {
  it('has cases here, each of them', () => {
    expect(Object.keys(CASES).sort()).toEqual(Object.keys(TEXT_FORMATS).sort());
  });

  it.each(Object.entries(CASES))('[R3] %s takes and refuses the right ones', (format, cases) => {
    const [good, bad] = cases;
    expect(good.filter((text) => !fits(format, text))).toEqual([]);
    expect(bad.filter((text) => fits(format, text))).toEqual([]);
    expect(fits(format, 5)).toBe(false);
  });

  it('[R3] takes time in proportion to the text, however hostile', () => {
    const parts = [
      'a',
      '1',
      '.',
      '-',
      ':',
      '/',
      '@',
      '%',
      '%2',
      'a.',
      'a-',
      '1:',
      '@:',
      'P1',
      '1M',
    ];
    const heads = ['', 'P', 'PT', 'a@', 'a:', 'a://', 'a://b:', 'a://a@', '::', '2026-01-31T'];
    const begun = performance.now();
    for (const head of heads) {
      for (const part of parts) {
        const text = `${head}${part.repeat(100_000)}\n`;
        for (const { fits: test } of Object.values(TEXT_FORMATS)) test(text);
      }
    }
    // Linear: well below a second. Quadratic: 10 s for each of the 1,650 texts.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it('[R3] is said in a message', () => {
    const check = compilePortCheck({ type: 'string', format: 'email' })!;
    expect(() => check('x')).toThrow('expected an email address, got "x"');
  });

  it('[R3] holds for texts only, and for those of a schema without a type', () => {
    const check = compilePortCheck({ format: 'date' })!;
    expect(check(5)).toBe(5);
    expect(() => check('5')).toThrow('expected a date');
  });

  it('[R3] gives way where x-millrace gives the value another form', () => {
    const schema = { type: 'string', format: 'date', 'x-millrace': { format: 'date' } } as const;
    expect(compilePortCheck(schema)!('2026-01-31')).toEqual(new Date('2026-01-31'));
    const duration = { ...schema, format: 'duration', 'x-millrace': { format: 'duration' } };
    expect(() => compilePortCheck(duration)!('1 h')).toThrow('expected a duration');
  });
});
