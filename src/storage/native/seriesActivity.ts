import { growShared, type SharedColumn, sharedColumn } from './growable.ts';

/** Columns of {@link SeriesActivity}, which may be longer than there are series. */
export type ActivityColumns = Readonly<Pick<SeriesActivity, 'first' | 'last' | 'asked'>>;

/**
 * When series were written and asked for, in seconds since 1970; 0 stands for never (as far as known). Points that are not
 * sealed yet do not count here. In shared memory, so that the compactor saves it without a copy of its own.
 */
export class SeriesActivity {
  /** The oldest and the newest point of each series. */
  first: SharedColumn;
  last: SharedColumn;
  /** When a query last read each series. */
  asked: SharedColumn;

  constructor(first = sharedColumn(0), last = sharedColumn(0), asked = sharedColumn(0)) {
    this.first = first;
    this.last = last;
    this.asked = asked;
  }

  /** Makes room for series below `size`. */
  ensure(size: number): void {
    this.first = growShared(this.first, size);
    this.last = growShared(this.last, size);
    this.asked = growShared(this.asked, size);
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

  /** The columns themselves: they go on while another thread reads them. */
  get columns(): ActivityColumns {
    return { first: this.first, last: this.last, asked: this.asked };
  }

  /** The series is gone. */
  forget(series: number): void {
    this.first[series] = 0;
    this.last[series] = 0;
    this.asked[series] = 0;
  }
}
