/**
 * Pearson's correlation of `a` and `b` from slot `from` up to, not including, `to`, over the slots in which both are known: −1 to
 * 1, or NaN where one of them does not change.
 */
export function correlation(a: Float64Array, b: Float64Array, from = 0, to = a.length): number {
  let known = 0;
  let sumA = 0;
  let sumB = 0;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(a[i]! + b[i]!)) continue;
    known++;
    sumA += a[i]!;
    sumB += b[i]!;
  }
  const [meanA, meanB] = [sumA / known, sumB / known];
  let both = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(a[i]! + b[i]!)) continue;
    const [awayA, awayB] = [a[i]! - meanA, b[i]! - meanB];
    both += awayA * awayB;
    squaresA += awayA * awayA;
    squaresB += awayB * awayB;
  }
  return both / (Math.sqrt(squaresA) * Math.sqrt(squaresB));
}
