import type { SlidingState } from './slide.ts';

/** Any operation that may be done in groups, such as a sum or the greater of two. */
export class RunningFold implements SlidingState {
  private readonly known: Float64Array;
  private readonly join: (a: number, b: number) => number;
  private readonly tails: Float64Array;
  private headValue = 0;

  constructor(known: Float64Array, join: (a: number, b: number) => number) {
    this.known = known;
    this.join = join;
    this.tails = new Float64Array(known.length);
  }

  tail(i: number, alone: boolean): void {
    const value = this.known[i]!;
    this.tails[i] = alone ? value : this.join(value, this.tails[i + 1]!);
  }

  head(i: number, alone: boolean): void {
    const value = this.known[i]!;
    this.headValue = alone ? value : this.join(this.headValue, value);
  }

  result(i: number, withHead: boolean): number {
    const tail = this.tails[i]!;
    return withHead ? this.join(tail, this.headValue) : tail;
  }
}

/** Standard deviation of the whole population. */
export class RunningDeviation implements SlidingState {
  private readonly known: Float64Array;
  /** Of each run: how many values, their mean, and the sum of their squared distances from it. */
  private readonly counts: Uint32Array;
  private readonly means: Float64Array;
  private readonly squares: Float64Array;
  /** Behind the tails lie the head and a place for what is about to be joined. */
  private readonly headAt: number;
  private readonly otherAt: number;

  constructor(known: Float64Array) {
    this.known = known;
    this.headAt = known.length;
    this.otherAt = known.length + 1;
    this.counts = new Uint32Array(known.length + 2);
    this.means = new Float64Array(known.length + 2);
    this.squares = new Float64Array(known.length + 2);
  }

  tail(i: number, alone: boolean): void {
    this.putValue(i, i);
    if (!alone) this.join(i, i + 1, i);
  }

  head(i: number, alone: boolean): void {
    this.putValue(i, alone ? this.headAt : this.otherAt);
    if (!alone) this.join(this.headAt, this.otherAt, this.headAt);
  }

  result(i: number, withHead: boolean): number {
    if (withHead) this.join(i, this.headAt, this.otherAt);
    const at = withHead ? this.otherAt : i;
    return Math.sqrt(this.squares[at]! / this.counts[at]!);
  }

  private putValue(i: number, at: number): void {
    this.counts[at] = 1;
    this.means[at] = this.known[i]!;
    this.squares[at] = 0;
  }

  /**
   * Both runs together: Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample
   * Variances" (1979).
   */
  private join(a: number, b: number, at: number): void {
    const { counts, means, squares } = this;
    const count = counts[a]! + counts[b]!;
    const apart = means[b]! - means[a]!;
    const share = counts[b]! / count;
    squares[at] = squares[a]! + squares[b]! + apart * apart * counts[a]! * share;
    means[at] = means[a]! + apart * share;
    counts[at] = count;
  }
}
