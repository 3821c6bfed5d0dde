import type { Port } from 'millrace';

/**
 * Litres of rain that a roof collects: one millimetre on one square metre is one litre.
 *
 * @category rain
 * @param area - Seen from above.
 */
export function collectRain(
  area: Port<number, { label: 'Roof area (m²)'; min: 0 }>,
  rain: Port<number, { label: 'Rain (mm)'; min: 0; max: 200 }> = 12,
): number {
  return area * rain;
}

/**
 * One sentence about the tank.
 *
 * @category rain
 */
export function report(days: number, spilled: number): string {
  const loss = spilled > 0 ? `, and ${spilled} litres ran over` : '';
  return `Water for ${days} days${loss}.`;
}
