import type { Port } from 'millrace';

/**
 * A week, and the night to come, in a few words.
 *
 * @category weather
 */
export function report(
  frost: Port<number, { label: 'Risk of frost (%)'; min: 0; max: 100 }>,
  mean: Port<number, { label: 'Mean (°C)' }>,
  low: Port<number, { label: 'Lowest (°C)' }>,
  high: Port<number, { label: 'Highest (°C)' }>,
): Port<string, { label: 'Report' }> {
  const week = mean < 0 ? 'A frozen' : mean < 8 ? 'A chilly' : mean < 18 ? 'A mild' : 'A warm';
  const advice = frost > 50 ? 'Cover the roses.' : frost > 10 ? 'Mind the tomatoes.' : 'Relax.';
  return (
    `${week} week: ${degrees(mean)} on average, from ${degrees(low)} to ${degrees(high)}. ` +
    `Risk of frost tomorrow: ${Math.round(frost)} %. ${advice}`
  );
}

function degrees(value: number): string {
  return `${(Math.round(value * 10) / 10).toFixed(1).replace('-', '−')} °C`;
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
