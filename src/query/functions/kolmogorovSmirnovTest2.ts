import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { comparedParams, comparedSeries, windowParam, windowProblem } from './comparedWindows.ts';

export const kolmogorovSmirnovTest2 = defineFunction({
  name: 'kolmogorovSmirnovTest2',
  aliases: ['ksTest2'],
  group: 'Transform',
  summary:
    'How likely it is that the values of two series are spread alike, over a window of points up to each one.',
  description:
    'The p-value of the Kolmogorov–Smirnov test of two samples: near 0 they are spread differently. The first value comes after ' +
    "the first window. Absent values do not count. One of carbonapi's functions.",
  params: { ...comparedParams, window: windowParam() },
  rollup: handOn(),
  check: ({ window }) => windowProblem(window),
  run: ({ window, ...lists }) => comparedSeries('kolmogorovSmirnovTest2', lists, window, likelihoods),
  cases: [
    {
      call: 'kolmogorovSmirnovTest2(a,b,4)',
      given: { a: [9, 1, 2, 3, 4, 9], b: [9, 1, 2, 3, 4, 1] },
      expect: { 'kolmogorovSmirnovTest2(a,b,4)': [null, null, null, null, 1, 0.999633] },
      expectDigits: 6,
      expectTags: { name: 'a' },
    },
    {
      call: 'ksTest2(a,b,3)',
      given: { a: [0, 1, 2, 3, null, null, null], b: [0, 11, 12, 13, 14, 15, 16] },
      expect: { 'kolmogorovSmirnovTest2(a,b,3)': [null, null, null, 0.099562, 0.1813, 0.441306, null] },
      expectDigits: 6,
    },
  ],
});

function likelihoods(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(a.length).fill(Number.NaN);
  const [sampleA, sampleB] = [new SortedWindow(size), new SortedWindow(size)];
  for (let i = 0; i < out.length; i++) {
    for (const [sample, values] of [
      [sampleA, a],
      [sampleB, b],
    ] as const) {
      if (i >= size) sample.remove(values[i - size]!);
      sample.add(values[i]!);
    }
    if (i >= size && sampleA.count > 0 && sampleB.count > 0) out[i] = likelihood(sampleA, sampleB);
  }
  return out;
}

/** The known values of a window in ascending order. */
class SortedWindow {
  count = 0;
  readonly values: Float64Array;

  constructor(size: number) {
    this.values = new Float64Array(size);
  }

  add(value: number): void {
    if (Number.isNaN(value)) return;
    const at = this.placeOf(value);
    this.values.copyWithin(at + 1, at, this.count);
    this.values[at] = value;
    this.count++;
  }

  remove(value: number): void {
    if (Number.isNaN(value)) return;
    const at = this.placeOf(value);
    this.values.copyWithin(at, at + 1, this.count);
    this.count--;
  }

  /** Of the first value that is not less. */
  private placeOf(value: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.values[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function likelihood(a: SortedWindow, b: SortedWindow): number {
  const size = Math.sqrt((a.count * b.count) / (a.count + b.count));
  return exceedance(size * greatestDistance(a, b));
}

/** The greatest distance between the two cumulative distributions. */
function greatestDistance(a: SortedWindow, b: SortedWindow): number {
  let distance = 0;
  let [i, j] = [0, 0];
  while (i < a.count && j < b.count) {
    const value = Math.min(a.values[i]!, b.values[j]!);
    while (i < a.count && a.values[i]! === value) i++;
    while (j < b.count && b.values[j]! === value) j++;
    distance = Math.max(distance, Math.abs(i / a.count - j / b.count));
  }
  return distance;
}

/**
 * How likely Kolmogorov's distribution is above `z`: its alternating series where that converges at once, and otherwise
 * the same sum transformed by Jacobi's identity, each cut off where further terms no longer count.
 */
function exceedance(z: number): number {
  if (z === 0) return 1;
  if (z < 1.18) {
    const y = Math.exp(-(Math.PI ** 2) / (8 * z * z));
    return 1 - (Math.sqrt(2 * Math.PI) / z) * (y + y ** 9 + y ** 25 + y ** 49);
  }
  const x = Math.exp(-2 * z * z);
  return 2 * (x - x ** 4 + x ** 9);
}
