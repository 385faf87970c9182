/**
 * The polynomial of that degree with the least sum of squares to the known values, at places 0 to `length` - 1; values[i] is at
 * place i. Absent (NaN) everywhere unless more values are known than the degree says.
 *
 * The sum of orthogonal polynomials by G. E. Forsythe (Generation and Use of Orthogonal Polynomials for Data-Fitting with a
 * Digital Computer, 1957): unlike the inverse of a matrix of powers, it stays accurate for thousands of places.
 */
export function fitPolynomial(values: Float64Array, degree: number, length: number): Float64Array {
  const places = knownPlaces(values);
  const out = new Float64Array(length);
  if (places.length <= degree) return out.fill(Number.NaN);
  const x = scaled(places, values.length);
  const rest = places.map((place) => values[place]!);
  const at = scaled(
    Float64Array.from({ length }, (_, i) => i),
    values.length,
  );
  // The polynomials of the last degree and the one before, over the known places and over those asked for.
  let before: Float64Array = new Float64Array(x.length);
  let now: Float64Array = new Float64Array(x.length).fill(1);
  let outBefore: Float64Array = new Float64Array(length);
  let outNow: Float64Array = new Float64Array(length).fill(1);
  let squaresBefore = 1;
  for (let k = 0; ; k++) {
    const squares = dot(now, now);
    const factor = dot(now, rest) / squares;
    // What is fitted already is taken off, so that later degrees do not suffer from its rounding.
    for (let i = 0; i < rest.length; i++) rest[i]! -= factor * now[i]!;
    for (let i = 0; i < length; i++) out[i]! += factor * outNow[i]!;
    if (k === degree) return out;
    const shift =
      dot(
        now,
        now.map((value, i) => value * x[i]!),
      ) / squares;
    const carried = k === 0 ? 0 : squares / squaresBefore;
    [before, now] = [now, next(now, before, x, shift, carried)];
    [outBefore, outNow] = [outNow, next(outNow, outBefore, at, shift, carried)];
    squaresBefore = squares;
  }
}

/** The next orthogonal polynomial from the last two. */
function next(
  now: Float64Array,
  before: Float64Array,
  x: Float64Array,
  shift: number,
  carried: number,
): Float64Array {
  return now.map((value, i) => (x[i]! - shift) * value - carried * before[i]!);
}

function knownPlaces(values: Float64Array): Float64Array {
  const places: number[] = [];
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) places.push(i);
  return Float64Array.from(places);
}

/** Places 0 to `count` - 1 as -1 to 1, so that no power of them grows out of hand. */
function scaled(places: Float64Array, count: number): Float64Array {
  const half = Math.max(1, (count - 1) / 2);
  return places.map((place) => place / half - 1);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
