import type { Port } from 'millrace';

/** The weight that is charged: a large, light parcel counts as a heavy one. */
export function chargedWeight(
  kilograms: Port<number, { min: 0; max: 30; step: 0.1; label: 'Weight (kg)' }> = 2.5,
  litres: Port<number, { min: 0; label: 'Volume (l)' }> = 12,
): number {
  return Math.max(kilograms, litres / 5);
}

/** The price of a delivery, before any discount. */
export function basePrice(
  weight: Port<number, { label: 'Charged weight' }>,
  zone: 'city' | 'country' | 'abroad' = 'country',
): number {
  const perKilogram = { city: 0.4, country: 0.7, abroad: 2.1 };
  return 3.5 + weight * perKilogram[zone];
}

/** Large baskets are delivered free of charge. */
export function discount(
  price: number,
  basket: Port<number, { min: 0; label: 'Basket (€)' }> = 42,
  freeFrom: Port<number, { min: 0; label: 'Free from (€)' }> = 60,
): number {
  return basket >= freeFrom ? 0 : price;
}

/** What the customer reads. */
export function offer(price: number, courtesy = true): string {
  const text = price === 0 ? 'Delivery is free' : `Delivery for €${price.toFixed(2)}`;
  return courtesy ? `${text}. Thank you!` : text;
}
