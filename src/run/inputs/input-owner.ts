/** The rank whose inputs an input port is among: a search in `plan.inputBase`. */
export function ownerOf(inputBase: Int32Array, input: number): number {
  let low = 0;
  let high = inputBase.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (inputBase[middle]! <= input) low = middle;
    else high = middle;
  }
  return low;
}
