/** The discrete Fourier transform, for any number of values, in time proportional to n log n. */
import { FunctionError } from '../registry/defineFunction.ts';
import type { Series } from '../series.ts';

/** Values that one function may transform: some seconds of computing. */
const MOST_TRANSFORMED = 2_000_000;

/** A {@link FunctionError} for so many values that nobody would wait for them. */
export function refuseTooLong(list: readonly Series[]): void {
  const total = list.reduce((sum, { values }) => sum + values.length, 0);
  if (total <= MOST_TRANSFORMED) return;
  throw new FunctionError(
    `${total} values are too many for a Fourier transform, ${MOST_TRANSFORMED} are allowed`,
    'ask for a shorter time range or fewer series',
  );
}

export interface ComplexValues {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * out[k] = Σ in[j] · e^(−2πi·jk/n), not scaled. Lengths that are no power of two go by way of a convolution (L. Bluestein, "A
 * linear filtering approach to the computation of the discrete Fourier transform", 1970).
 */
export function fourierTransform(input: ComplexValues): ComplexValues {
  const n = input.re.length;
  const out = { re: Float64Array.from(input.re), im: Float64Array.from(input.im) };
  if (n <= 1) return out;
  if ((n & (n - 1)) === 0) {
    transformInPlace(out, unitRoots(n));
    return out;
  }
  return byConvolution(input);
}

/** The inverse, scaled by 1/n: what was transformed comes back. */
export function inverseFourierTransform({ re, im }: ComplexValues): ComplexValues {
  // Real and imaginary parts exchanged before and after turn the transform around.
  const turned = fourierTransform({ re: im, im: re });
  const n = re.length;
  return { re: turned.im.map((value) => value / n), im: turned.re.map((value) => value / n) };
}

/** Cooley and Tukey's, for lengths that are a power of two: bits of the places reversed, then butterflies of growing size. */
function transformInPlace({ re, im }: ComplexValues, { re: cos, im: sin }: ComplexValues): void {
  const n = re.length;
  reverseBits(re);
  reverseBits(im);
  for (let half = 1; half < n; half *= 2) {
    const stride = n / (2 * half);
    for (let block = 0; block < n; block += 2 * half) {
      for (let i = 0; i < half; i++) {
        const a = block + i;
        const b = a + half;
        const w = i * stride;
        const bRe = re[b]! * cos[w]! - im[b]! * sin[w]!;
        const bIm = re[b]! * sin[w]! + im[b]! * cos[w]!;
        re[b] = re[a]! - bRe;
        im[b] = im[a]! - bIm;
        re[a]! += bRe;
        im[a]! += bIm;
      }
    }
  }
}

/** e^(−2πi·j/n) for the first half of all j. */
function unitRoots(n: number): ComplexValues {
  const roots = zeros(n / 2);
  for (let i = 0; i < n / 2; i++) {
    roots.re[i] = Math.cos((2 * Math.PI * i) / n);
    roots.im[i] = -Math.sin((2 * Math.PI * i) / n);
  }
  return roots;
}

function reverseBits(values: Float64Array): void {
  const n = values.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const value = values[i]!;
    values[i] = values[j]!;
    values[j] = value;
  }
}

function byConvolution(input: ComplexValues): ComplexValues {
  const n = input.re.length;
  const chirp = chirpOf(n);
  const size = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const a = zeros(size);
  const b = zeros(size);
  for (let i = 0; i < n; i++) {
    multiplyInto(a, i, input, chirp);
    // The other way around it is the same: place −i is that many before the end.
    b.re[i] = b.re[(size - i) % size] = chirp.re[i]!;
    b.im[i] = b.im[(size - i) % size] = -chirp.im[i]!;
  }
  const roots = unitRoots(size);
  transformInPlace(a, roots);
  transformInPlace(b, roots);
  for (let i = 0; i < size; i++) multiplyInto(a, i, a, b);
  // Parts exchanged, as for the inverse.
  transformInPlace({ re: a.im, im: a.re }, roots);
  const out = zeros(n);
  for (let i = 0; i < n; i++) {
    multiplyInto(out, i, a, chirp);
    out.re[i]! /= size;
    out.im[i]! /= size;
  }
  return out;
}

/** e^(−πi·j²/n) for each j. */
function chirpOf(n: number): ComplexValues {
  const chirp = zeros(n);
  for (let i = 0; i < n; i++) {
    // The angle is the same after each 2n, and smaller ones are more exact.
    const angle = (Math.PI * ((i * i) % (2 * n))) / n;
    chirp.re[i] = Math.cos(angle);
    chirp.im[i] = -Math.sin(angle);
  }
  return chirp;
}

function zeros(length: number): ComplexValues {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

/** target[i] = a[i] · b[i]; `target` may be `a`. */
function multiplyInto(target: ComplexValues, i: number, a: ComplexValues, b: ComplexValues): void {
  const re = a.re[i]! * b.re[i]! - a.im[i]! * b.im[i]!;
  target.im[i] = a.re[i]! * b.im[i]! + a.im[i]! * b.re[i]!;
  target.re[i] = re;
}
