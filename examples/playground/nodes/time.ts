import type { NodeContext, Port } from 'millrace';

const DAY_MS = 86_400_000;

/**
 * A date some days later, or earlier.
 *
 * @category time
 */
export function addDays(
  date: Port<Date, { control: 'date' }>,
  days: Port<number, { min: -365; max: 365; step: 1 }> = 100,
): Date {
  return new Date(date.getTime() + days * DAY_MS);
}

/**
 * A date as people say it.
 *
 * @category time
 */
export function sayDate(
  date: Port<Date, { control: 'date' }>,
  style: 'full' | 'long' | 'short' = 'full',
  language: 'en-GB' | 'de-DE' | 'fr-FR' | 'es-ES' | 'ja-JP' = 'en-GB',
): string {
  return new Intl.DateTimeFormat(language, { dateStyle: style, timeZone: 'UTC' }).format(date);
}

/**
 * Hours between sunrise and sunset.
 *
 * @category time
 * @param latitude - Positive in the north: Quito 0, Rome 42, Oslo 60.
 */
export function daylight(
  date: Port<Date, { control: 'date' }>,
  latitude: Port<number, { label: 'Latitude (°)'; min: -90; max: 90; step: 1 }> = 52,
): Port<number, { label: 'Hours of light' }> {
  const dayOfYear = (date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS;
  // The sun's declination, and the hour angle at which its upper rim touches the horizon.
  const declination = -23.44 * Math.cos((2 * Math.PI * (dayOfYear + 10)) / 365.25);
  const angle =
    (sine(-0.833) - sine(latitude) * sine(declination)) / (cosine(latitude) * cosine(declination));
  const hours = (Math.acos(Math.min(1, Math.max(-1, angle))) * 24) / Math.PI;
  return Math.round(hours * 10) / 10;
}

const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180);

/**
 * Waits, then hands the value on. Asynchronous: others run meanwhile, and a cancel ends it at once.
 *
 * @category time
 */
export async function wait(
  value: unknown = null,
  seconds: Port<number, { label: 'Seconds'; min: 0; max: 30; step: 0.5 }> = 3,
  context: NodeContext,
): Promise<unknown> {
  for (let passed = 0; passed < seconds; passed += 0.5) {
    context.progress(passed, seconds, `${seconds - passed} s to go`);
    await pause(Math.min(0.5, seconds - passed) * 1000, context.signal);
  }
  return value;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
