import type { SeriesSchema } from '../../model/retention.ts';
import { ratioAbove } from './archiveClass.ts';
import type { BlockInfo, BlockReader } from './blockFile.ts';
import type { BlockSet, Partition } from './blockSet.ts';
import { COLUMN, explicitColumn, UNKNOWN } from './columns.ts';
import type { RunningCost } from './readAccount.ts';
import { aggregate, columnsOf, derivedValue, type RollupRows, rowsOfPoints } from './rollup.ts';

/** Points of series that are not in blocks yet. */
export interface Tail {
  /** Lays the points of a series at a level over `out`, whose first value is slot `firstSlot`. False when there are none. */
  readOver(series: number, level: number, firstSlot: number, out: Float64Array): boolean;
  /** Adds to `ranges` the slots (from, to, from, to, …) of a level within `[from, to)` where the series may have points. */
  rangesIn(series: number, level: number, from: number, to: number, ranges: number[]): void;
}

/** A tail without anything: what blocks alone hold. */
export const NO_TAIL: Tail = { readOver: () => false, rangesIn() {} };

/** What a level is asked for: Whisper's value, or one of the columns. */
export type Want = keyof RollupRows;
const WANTS: readonly Want[] = ['value', 'min', 'max', 'sum', 'count', 'last'];

/** A schema and the text of its class. */
export interface ReadSchema extends SeriesSchema {
  readonly classKey: string;
}

/** Finer slots that are worked on at a time when a coarser level is not stored yet. */
const PIECE_SLOTS = 16_384;

/**
 * Reads levels of series: what is stored of a level, over it what follows from finer levels and is not stored yet, over it
 * the points that were written at the level itself.
 */
export class ArchiveReader {
  private readonly blocks: BlockSet;
  private readonly tail: Tail;
  private readonly scratch: Float64Array[] = [];

  constructor(blocks: BlockSet, tail: Tail) {
    this.blocks = blocks;
    this.tail = tail;
  }

  /** Whatever is read from blocks from now on is added to this cost. */
  chargeTo(cost: RunningCost): void {
    this.blocks.account.cost = cost;
  }

  /**
   * Lays a level of a series over `out`, which is NaN and whose first value is slot `first`. False when there is nothing.
   */
  read(
    series: number,
    schema: ReadSchema,
    level: number,
    first: number,
    out: Float64Array,
    want: Want = 'value',
  ): boolean {
    const spread = this.columnOver(series, schema, level, first, out, COLUMN.spread);
    if (spread && want === 'count') ones(out);
    return this.readOwn(series, schema, level, first, out, want) || spread;
  }

  /**
   * As {@link read}, without what was repeated from a coarser grid: that is never rolled up. Ranges of slots (from, to, …) of which
   * something is lost by damage are added to `lost`: what is made of them would be wrong.
   */
  readOwn(
    series: number,
    schema: ReadSchema,
    level: number,
    first: number,
    out: Float64Array,
    want: Want = 'value',
    lost: number[] = [],
  ): boolean {
    if (level === 0) {
      const found = this.pointsOver(series, schema, 0, first, out, lost);
      if (found && want === 'count') ones(out);
      return found;
    }
    let found = this.storedOver(series, schema, level, first, out, want, lost);
    if (this.unstoredOver(series, schema, level, first, out, want, lost)) found = true;
    if (want !== 'count') return this.pointsOver(series, schema, level, first, out, lost) || found;
    const direct = new Float64Array(out.length).fill(Number.NaN);
    if (!this.pointsOver(series, schema, level, first, direct, lost)) return found;
    for (let i = 0; i < out.length; i++) if (!Number.isNaN(direct[i])) out[i] = 1;
    return true;
  }

  /**
   * The slots `[from, to)` of a level within which blocks have anything of a series, of this level or of finer ones; null when they
   * have nothing. Costs a look at directories alone.
   */
  extent(
    series: number,
    schema: ReadSchema,
    level: number,
    from: number,
    to: number,
  ): readonly [number, number] | null {
    let first = Infinity;
    let end = -Infinity;
    if (level > 0) {
      const ratio = ratioAbove(schema.archives, level - 1);
      const finer = this.extent(series, schema, level - 1, from * ratio, to * ratio);
      if (finer !== null) [first, end] = [Math.floor(finer[0] / ratio), Math.ceil(finer[1] / ratio)];
    }
    const partition = this.blocks.partition(schema.classKey, level);
    if (partition !== undefined) {
      for (const [window, blocks] of this.blocks.windowsIn(partition, from, to)) {
        for (const block of blocks) {
          const reader = this.blocks.reader(block);
          if (reader === null) continue;
          for (
            let row = reader.rowFrom(series);
            row < reader.rows && reader.seriesAt(row) === series;
            row++
          ) {
            first = Math.min(first, window + reader.firstAt(row));
            end = Math.max(end, window + reader.firstAt(row) + reader.slotsAt(row));
          }
        }
      }
    }
    const begin = Math.max(first, from);
    const stop = Math.min(end, to);
    return begin < stop ? [begin, stop] : null;
  }

  /** Lays what was repeated from a coarser grid over `out`. */
  readSpread(series: number, schema: ReadSchema, level: number, first: number, out: Float64Array): boolean {
    return this.columnOver(series, schema, level, first, out, COLUMN.spread);
  }

  /** The true mean of all points: sum divided by count. */
  readAverage(series: number, schema: ReadSchema, level: number, first: number, out: Float64Array): boolean {
    const count = new Float64Array(out.length).fill(Number.NaN);
    if (!this.read(series, schema, level, first, out, 'sum')) return false;
    this.read(series, schema, level, first, count, 'count');
    for (let i = 0; i < out.length; i++) out[i] /= count[i];
    return true;
  }

  /** All columns of a stretch of a level, nothing repeated from a coarser grid; null when there is nothing. */
  readRows(
    series: number,
    schema: ReadSchema,
    level: number,
    first: number,
    slots: number,
    lost: number[] = [],
  ): RollupRows | null {
    const columns = WANTS.map((want) => {
      const out = new Float64Array(slots).fill(Number.NaN);
      return this.readOwn(series, schema, level, first, out, want, lost) ? out : null;
    });
    const [value, min, max, sum, count, last] = columns;
    // The value alone may be unknown (xFilesFactor) where there are points.
    if (!min || !max || !sum || !count || !last) return null;
    return { value: value ?? new Float64Array(slots).fill(Number.NaN), min, max, sum, count, last };
  }

  /**
   * All columns of a stretch of a level, as the next coarser one (`ratio` slots of this in one of that) is made of them. Null when
   * there is nothing. `lost` as in {@link readOwn}.
   */
  rowsToRollUp(
    series: number,
    schema: ReadSchema,
    level: number,
    first: number,
    slots: number,
    ratio: number,
    lost: number[] = [],
  ): RollupRows | null {
    let rows: RollupRows | null;
    if (level > 0) rows = this.readRows(series, schema, level, first, slots, lost);
    else {
      const points = new Float64Array(slots).fill(Number.NaN);
      if (!this.readOwn(series, schema, 0, first, points, 'value', lost)) return null;
      this.fillWithSpread(series, schema, 0, first, points, ratio, 'value');
      return rowsOfPoints(points);
    }
    if (rows !== null)
      for (const want of WANTS) this.fillWithSpread(series, schema, level, first, rows[want], ratio, want);
    return rows;
  }

  /**
   * Fills what is absent with values repeated from a coarser grid, where the slot of the next coarser level has something of its
   * own as well: otherwise that slot would be made of half of what it stands for.
   */
  private fillWithSpread(
    series: number,
    schema: ReadSchema,
    level: number,
    first: number,
    values: Float64Array,
    ratio: number,
    want: Want,
  ): void {
    const spread = this.scratchOf(3, values.length);
    if (!this.readSpread(series, schema, level, first, spread)) return;
    for (let group = 0; group < values.length; group += ratio) {
      let own = false;
      for (let i = group; i < group + ratio && !own; i++) own = !Number.isNaN(values[i]);
      if (!own) continue;
      for (let i = group; i < group + ratio; i++)
        if (Number.isNaN(values[i]) && !Number.isNaN(spread[i])) values[i] = want === 'count' ? 1 : spread[i];
    }
  }

  /** Lays the points that were written at this level itself over `out`. */
  private pointsOver(
    series: number,
    schema: ReadSchema,
    level: number,
    first: number,
    out: Float64Array,
    lost: number[],
  ): boolean {
    const found = this.columnOver(series, schema, level, first, out, COLUMN.point, lost);
    return this.tail.readOver(series, level, first, out) || found;
  }

  /** Lays one column of all blocks of a level over `out`. */
  private columnOver(
    series: number,
    schema: ReadSchema,
    level: number,
    first: number,
    out: Float64Array,
    column: number,
    lost: number[] = [],
  ): boolean {
    const partition = this.blocks.partition(schema.classKey, level);
    if (partition === undefined) return false;
    let found = false;
    for (const [window, blocks] of this.blocks.windowsIn(partition, first, first + out.length)) {
      for (const block of blocks) {
        const reader = this.blocks.reader(block);
        if (reader === null) {
          // Nobody knows what was in it of the series that there were.
          if (series > block.lastSeries) continue;
          lost.push(Math.max(first, window), Math.min(first + out.length, window + partition.windowSlots));
          continue;
        }
        if (!reader.columns.has(column)) continue;
        const row = reader.firstRow(series);
        if (row < 0) continue;
        const damaged: number[] = [];
        if (reader.readOver(row, column, out, first - window, damaged)) found = true;
        for (const i of damaged) lost.push(first + i);
      }
    }
    return found;
  }

  /** Lays the stored rollups of a level over `out`. */
  private storedOver(
    series: number,
    schema: ReadSchema,
    level: number,
    first: number,
    out: Float64Array,
    want: Want,
    lost: number[],
  ): boolean {
    const partition = this.blocks.partition(schema.classKey, level);
    if (partition === undefined) return false;
    let found = false;
    for (const [window, blocks] of this.blocks.windowsIn(partition, first, first + out.length)) {
      for (const block of blocks) {
        const reader = this.blocks.reader(block);
        const row = reader === null ? -1 : reader.firstRow(series);
        if (row < 0) continue;
        const damaged: number[] = [];
        const over =
          want === 'value'
            ? this.valuesOver(reader!, row, schema, level, out, first - window, damaged)
            : reader!.readOver(row, COLUMN[want], out, first - window, damaged);
        if (over) found = true;
        for (const i of damaged) lost.push(first + i);
      }
    }
    return found;
  }

  /** Whisper's values from one block: those that are stored explicitly, and the others as they follow from the columns. */
  private valuesOver(
    reader: BlockReader,
    row: number,
    { archives, aggregation }: ReadSchema,
    level: number,
    out: Float64Array,
    outSlot: number,
    damaged: number[],
  ): boolean {
    const from = Math.max(0, -outSlot);
    const to = Math.min(out.length, reader.windowSlots - outSlot);
    const slots = to - from;
    const columns: Record<keyof Omit<RollupRows, 'value'>, Float64Array> = {
      min: NOTHING,
      max: NOTHING,
      sum: NOTHING,
      count: NOTHING,
      last: NOTHING,
    };
    let found = false;
    const broken: number[] = [];
    for (const [i, name] of columnsOf(aggregation).entries()) {
      columns[name] = this.scratchOf(i, slots);
      if (reader.readOver(row, COLUMN[name], columns[name], outSlot + from, broken)) found = true;
    }
    if (!found) return false;
    const explicit = this.scratchOf(2, slots);
    const hasExplicit = reader.readOver(row, explicitColumn(aggregation), explicit, outSlot + from, broken);
    const known = columns[columnsOf(aggregation)[0]!];
    const span = archives[level].step / archives[0].step;
    for (let i = 0; i < slots; i++) {
      if (Number.isNaN(known[i])) continue;
      let value = hasExplicit ? explicit[i] : Number.NaN;
      if (Number.isNaN(value)) value = derivedValue(aggregation, columns, i, span);
      else if (value === UNKNOWN) value = Number.NaN;
      out[from + i] = value;
    }
    // A value that is made of a damaged column would be wrong, and so may be what an older block says.
    for (let i = 0; i < broken.length; i += 2) {
      const range = [from + broken[i]!, from + broken[i + 1]!] as const;
      out.fill(Number.NaN, ...range);
      damaged.push(...range);
    }
    return true;
  }

  /** Lays what follows from finer levels, and is not stored yet, over `out`. */
  private unstoredOver(
    series: number,
    schema: ReadSchema,
    level: number,
    first: number,
    out: Float64Array,
    want: Want,
    lost: number[],
  ): boolean {
    const ratio = ratioAbove(schema.archives, level - 1);
    const ranges: number[] = [];
    this.unstored(series, schema, level - 1, first * ratio, (first + out.length) * ratio, ranges);
    let found = false;
    for (const [from, to] of merged(ranges, ratio)) {
      const end = Math.min(to, first + out.length);
      const pieceSlots = Math.max(1, Math.floor(PIECE_SLOTS / ratio));
      for (let slot = Math.max(from, first); slot < end; slot += pieceSlots) {
        const slots = Math.min(pieceSlots, end - slot);
        const fine = new Float64Array(slots * ratio).fill(Number.NaN);
        const piece = out.subarray(slot - first, slot - first + slots);
        const fineLost: number[] = [];
        if (this.readOwn(series, schema, level - 1, slot * ratio, fine, want, fineLost)) {
          this.fillWithSpread(series, schema, level - 1, slot * ratio, fine, ratio, want);
          const method = METHODS[want] ?? schema.aggregation;
          const needed = want === 'value' ? schema.xFilesFactor : 0;
          if (aggregate(fine, ratio, method, needed, piece)) found = true;
        }
        for (const [a, b] of merged(fineLost, ratio)) {
          piece.fill(Number.NaN, Math.max(0, a - slot), Math.min(slots, b - slot));
          lost.push(Math.max(slot, a), Math.min(slot + slots, b));
        }
      }
    }
    return found;
  }

  /** Slots of `level` in `[from, to)` of the series that are not rolled up into the next coarser level. */
  private unstored(
    series: number,
    schema: ReadSchema,
    level: number,
    from: number,
    to: number,
    ranges: number[],
  ): void {
    if (level > 0) {
      const ratio = ratioAbove(schema.archives, level - 1);
      const finer: number[] = [];
      this.unstored(series, schema, level - 1, from * ratio, to * ratio, finer);
      for (const [a, b] of merged(finer, ratio)) ranges.push(a, b);
    }
    const partition = this.blocks.partition(schema.classKey, level);
    if (partition !== undefined) {
      for (const [window, blocks] of this.blocks.windowsIn(partition, from, to)) {
        if (this.hasUnrolled(series, partition, window, blocks))
          ranges.push(Math.max(window, from), Math.min(window + partition.windowSlots, to));
      }
    }
    this.tail.rangesIn(series, level, from, to, ranges);
  }

  private hasUnrolled(
    series: number,
    { rolled }: Partition,
    window: number,
    blocks: readonly BlockInfo[],
  ): boolean {
    const upTo = rolled.get(window) ?? 0;
    for (const block of blocks) {
      if (block.generation <= upTo) continue;
      const reader = this.blocks.reader(block);
      // What an unreadable block held is in no rollup, unless it only corrects what one has.
      if (reader === null ? upTo === 0 && series <= block.lastSeries : reader.firstRow(series) >= 0)
        return true;
    }
    return false;
  }

  private scratchOf(number: number, slots: number): Float64Array {
    let array = this.scratch[number];
    if (array === undefined || array.length < slots) {
      array = new Float64Array(Math.max(slots, 1024));
      this.scratch[number] = array;
    }
    return array.subarray(0, slots).fill(Number.NaN);
  }
}

const NOTHING = new Float64Array(0);

/** How a column of a finer level makes the same column of a coarser one. */
const METHODS = {
  value: undefined,
  min: 'min',
  max: 'max',
  sum: 'sum',
  count: 'sum',
  last: 'last',
} as const;

function ones(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) values[i] = 1;
}

/** Ranges of fine slots as ranges of coarse slots that hold them, in order, without overlaps. */
export function merged(ranges: readonly number[], ratio: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < ranges.length; i += 2)
    pairs.push([Math.floor(ranges[i]! / ratio), Math.ceil(ranges[i + 1]! / ratio)]);
  pairs.sort((a, b) => a[0] - b[0]);
  const out: [number, number][] = [];
  for (const pair of pairs) {
    const previous = out.at(-1);
    if (previous !== undefined && pair[0] <= previous[1]) previous[1] = Math.max(previous[1], pair[1]);
    else out.push(pair);
  }
  return out;
}
