/** The colours of groups and comments: Flume's eight. */

/** A colour of a group or comment, by Flume's name. */
export type ItemColor = 'yellow' | 'orange' | 'red' | 'pink' | 'purple' | 'blue' | 'green' | 'grey';

/** All of them, in the order a menu lists them. */
export const ITEM_COLORS: readonly ItemColor[] = [
  'yellow',
  'orange',
  'red',
  'pink',
  'purple',
  'blue',
  'green',
  'grey',
];

/** A saved colour; undefined for what is none of them. */
export function readItemColor(value: unknown): ItemColor | undefined {
  return ITEM_COLORS.find((color) => color === value);
}
