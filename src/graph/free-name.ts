/** Names and ids that nothing has yet. */

/** The name itself while it is free, else numbered from 2 on: `add-2`, where `add-7` begins at `add`. */
export function freeName(
  wanted: string,
  isTaken: (name: string) => boolean,
  separator: '-' | ' ' = '-',
): string {
  if (!isTaken(wanted)) return wanted;
  const number = separator === '-' ? /-\d+$/ : / \d+$/;
  const stem = wanted.replace(number, '') || wanted;
  for (let count = 2; ; count += 1) {
    const name = `${stem}${separator}${count}`;
    if (!isTaken(name)) return name;
  }
}
