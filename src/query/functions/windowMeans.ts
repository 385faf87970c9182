/** Windows up to this many values are summed anew each time, in order: the very bits that graphite-web answers. */
const SUMMED_ANEW = 500;

/**
 * Means of the known values in a moving window: out[i] is that of `values` from first + i - size up to, not
 * including, first + i. Absent where none, or a smaller share of `size` than `xFilesFactor`, is known.
 */
export function windowMeans(
  values: Float64Array,
  { size, first }: { readonly size: number; readonly first: number },
  xFilesFactor: number,
): Float64Array {
  const out = new Float64Array(Math.max(0, values.length - first));
  if (size <= SUMMED_ANEW) sumAnew(values, size, first, xFilesFactor, out);
  else sumInBlocks(values, size, first, xFilesFactor, out);
  return out;
}

function sumAnew(
  values: Float64Array,
  size: number,
  first: number,
  xFilesFactor: number,
  out: Float64Array,
): void {
  for (let i = 0; i < out.length; i++) {
    const end = first + i;
    let sum = 0;
    let known = 0;
    for (let j = Math.max(0, end - size); j < end; j++) {
      const value = values[j]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      known++;
    }
    out[i] = known > 0 && known / size >= xFilesFactor ? sum / known : Number.NaN;
  }
}

/**
 * The same in time that does not grow with the window. Values are cut in blocks of the window's size; a window is
 * then the tail of one block and the head of the next, whose running sums exist. Unlike adding the newest and
 * taking away the oldest, nothing is ever subtracted, so no rounding builds up and one infinity does not stay.
 */
function sumInBlocks(
  values: Float64Array,
  size: number,
  first: number,
  xFilesFactor: number,
  out: Float64Array,
): void {
  const n = values.length;
  const headSums = new Float64Array(n + 1);
  const tailSums = new Float64Array(n + 1);
  const knownBefore = new Uint32Array(n + 1);
  for (let j = 0; j < n; j++) {
    const value = values[j]!;
    const isKnown = !Number.isNaN(value);
    knownBefore[j + 1] = knownBefore[j]! + (isKnown ? 1 : 0);
    // headSums[j + 1]: from the beginning of j's block through j.
    headSums[j + 1] = (j % size === 0 ? 0 : headSums[j]!) + (isKnown ? value : 0);
  }
  for (let j = n - 1; j >= 0; j--) {
    const value = values[j]!;
    // tailSums[j]: from j through the end of its block.
    const rest = (j + 1) % size === 0 ? 0 : tailSums[j + 1]!;
    tailSums[j] = rest + (Number.isNaN(value) ? 0 : value);
  }
  for (let i = 0; i < out.length; i++) {
    const end = first + i;
    const start = Math.max(0, end - size);
    const known = knownBefore[end]! - knownBefore[start]!;
    if (known === 0 || known / size < xFilesFactor) out[i] = Number.NaN;
    else if (start % size === 0) out[i] = headSums[end]! / known;
    else out[i] = (tailSums[start]! + (end % size === 0 ? 0 : headSums[end]!)) / known;
  }
}
