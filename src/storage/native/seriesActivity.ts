import { grow } from './growable.ts';

/**
 * When series were written and asked for, in seconds since 1970; 0 stands for never (as far as known). Points that are not
 * sealed yet do not count here.
 */
export class SeriesActivity {
  /** The oldest and the newest point of each series. */
  first: Uint32Array<ArrayBuffer>;
  last: Uint32Array<ArrayBuffer>;
  /** When a query last read each series. */
  asked: Uint32Array<ArrayBuffer>;

  constructor(
    first: Uint32Array<ArrayBuffer> = new Uint32Array(0),
    last: Uint32Array<ArrayBuffer> = new Uint32Array(0),
    asked: Uint32Array<ArrayBuffer> = new Uint32Array(0),
  ) {
    this.first = first;
    this.last = last;
    this.asked = asked;
  }

  /** Makes room for series below `size`. */
  ensure(size: number): void {
    this.first = grow(this.first, size);
    this.last = grow(this.last, size);
    this.asked = grow(this.asked, size);
  }

  /** The series has points from `first` to `last`. */
  written(series: number, first: number, last: number): void {
    if (this.first[series] === 0 || first < this.first[series]) this.first[series] = first;
    if (last > this.last[series]) this.last[series] = last;
  }

  /** A query has read the series. */
  read(series: number, nowSeconds: number): void {
    if (nowSeconds > this.asked[series]) this.asked[series] = nowSeconds;
  }

  /** The columns of the series below `size`, as they are now. */
  copy(size: number): Pick<SeriesActivity, 'first' | 'last' | 'asked'> {
    this.ensure(size);
    return {
      first: this.first.slice(0, size),
      last: this.last.slice(0, size),
      asked: this.asked.slice(0, size),
    };
  }

  /** The series is gone. */
  forget(series: number): void {
    this.first[series] = 0;
    this.last[series] = 0;
    this.asked[series] = 0;
  }
}
