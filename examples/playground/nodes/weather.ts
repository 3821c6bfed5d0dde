import type { Port } from 'millrace';

/**
 * A week in a few words, and what to do before the night.
 *
 * @category weather
 */
export function report(
  frost: Port<number, { label: 'Risk of frost (%)'; min: 0; max: 100 }>,
  mean: Port<number, { label: 'Mean (°C)' }>,
  low: Port<number, { label: 'Lowest (°C)' }>,
  high: Port<number, { label: 'Highest (°C)' }>,
): [week: string, advice: string] {
  const word = mean < 0 ? 'Frozen' : mean < 8 ? 'Chilly' : mean < 18 ? 'Mild' : 'Warm';
  const advice = frost > 50 ? 'Cover the roses.' : frost > 10 ? 'Mind the tomatoes.' : 'Relax.';
  return [`${word}, ${degrees(low)} to ${degrees(high)} °C`, advice];
}

function degrees(value: number): string {
  return value.toFixed(1).replace('-', '−');
}

/**
 * Degrees Celsius in another unit.
 *
 * @category weather
 */
export function convertTemperature(
  celsius: Port<number, { label: 'Celsius (°C)' }> = 20,
  to: 'Fahrenheit' | 'Kelvin' | 'Réaumur' = 'Fahrenheit',
): number {
  if (to === 'Fahrenheit') return celsius * 1.8 + 32;
  return to === 'Kelvin' ? celsius + 273.15 : celsius * 0.8;
}
