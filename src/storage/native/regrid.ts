import type { ArchiveReader, ReadSchema } from './archiveReader.ts';
import { aggregate, emptyRows, type RollupRows, rollUp, rowsOfPoints } from './rollup.ts';

/** A stretch of a level as it is to be written; null where there is nothing of a kind. */
export interface Regridded {
  /** Points of the finest level. */
  readonly points: Float64Array | null;
  /** Values of a coarser grid repeated on this one. */
  readonly spread: Float64Array | null;
  /** Rollups of a coarser level. */
  readonly rows: RollupRows | null;
}

/** Source slots that are worked on at a time. */
const PIECE_SLOTS = 16_384;

/** What a slot is made of: nothing yet, values that were repeated from a coarser grid, or at least one true value. */
const QUALITY = { none: 0, repeated: 1, own: 2 } as const;

/**
 * What is stored of a series under schema `from`, on the grid of level `level` of schema `to`: slots `[first, first + slots)`.
 * Each slot is made of the finest archive that still reaches so far back; what an earlier change repeated from a coarser
 * grid counts where there is nothing better.
 */
export function regrid(
  read: ArchiveReader,
  series: number,
  from: ReadSchema,
  to: ReadSchema,
  level: number,
  first: number,
  slots: number,
  nowSeconds: number,
): Regridded | null {
  const { step } = to.archives[level];
  let made: Made | null = null;
  // Coarsest first: finer ones replace what they know better.
  for (let each = from.archives.length - 1; each >= 0; each--) {
    const { step: sourceStep } = from.archives[each];
    const pieceSlots = Math.max(1, Math.floor((PIECE_SLOTS * sourceStep) / step));
    // Where a finer archive reaches, its gaps are gaps: what the coarser one says of them is made of what is around them.
    const limit = sourceStep > step && each > 0 ? beginOf(from, to, each - 1, level, nowSeconds) : Infinity;
    const oldest = Math.max(first, beginOf(from, to, each, level, nowSeconds));
    const extent = read.extent(
      series,
      from,
      each,
      Math.floor((oldest * step) / sourceStep),
      Math.ceil(((first + slots) * step) / sourceStep),
    );
    if (extent === null) continue;
    const begin = Math.max(oldest, Math.floor((extent[0] * sourceStep) / step));
    const stop = Math.min(first + slots, limit, Math.ceil((extent[1] * sourceStep) / step));
    for (let slot = begin; slot < stop; slot += pieceSlots) {
      const count = Math.min(pieceSlots, stop - slot);
      const at = slot - first;
      if (sourceStep > step) {
        made ??= nothing(slots);
        repeatOver(read, series, from, each, slot, step, made.spread.subarray(at, at + count), nowSeconds);
        continue;
      }
      const found = gather(read, series, from, to, each, level, slot, count);
      if (found === null) continue;
      made ??= nothing(slots);
      const { rows, quality } = made;
      for (let i = 0; i < count; i++) {
        if (found.quality[i] === QUALITY.none || found.quality[i] < quality[at + i]) continue;
        quality[at + i] = found.quality[i];
        for (const column of COLUMNS) rows[column][at + i] = found.rows[column][i];
      }
    }
  }
  return made && sorted(made, level);
}

/**
 * The first slot of level `level` that archive `each` gives. Where a coarser one has to fill what is older by repeating its values, true
 * ones begin with a slot of the next coarser level: it would be made of a part of them, and what is stored of it is whole.
 */
function beginOf(from: ReadSchema, to: ReadSchema, each: number, level: number, nowSeconds: number): number {
  const { step } = to.archives[level];
  const archive = from.archives[each];
  const slot = Math.ceil((nowSeconds - archive.step * archive.points) / step);
  const older = from.archives[each + 1];
  const coarser = to.archives[level + 1];
  if (archive.step > step || older === undefined || older.step <= step || coarser === undefined) return slot;
  const ratio = coarser.step / step;
  return Math.ceil(slot / ratio) * ratio;
}

/** What has been made so far of the slots that are asked for. */
interface Made {
  readonly rows: RollupRows;
  readonly spread: Float64Array;
  readonly quality: Uint8Array;
}

function nothing(slots: number): Made {
  const spread = new Float64Array(slots).fill(Number.NaN);
  return { rows: emptyRows(slots), spread, quality: new Uint8Array(slots) };
}

const COLUMNS = ['value', 'min', 'max', 'sum', 'count', 'last'] as const;

/** Puts each slot into the column that it belongs to, and no slot into two. */
function sorted({ rows, spread, quality }: Made, level: number): Regridded | null {
  const { length } = spread;
  let anySpread = false;
  let anyRows = false;
  for (let i = 0; i < length; i++) {
    // What is made of repeated values is no better than they are: rolled up, it would push out what coarser archives truly hold.
    if (quality[i] === QUALITY.repeated) {
      spread[i] = rows.value[i];
      for (const column of COLUMNS) rows[column][i] = Number.NaN;
    } else if (quality[i] !== QUALITY.none) {
      spread[i] = Number.NaN;
      anyRows = true;
    }
    if (!Number.isNaN(spread[i])) anySpread = true;
  }
  if (!anyRows && !anySpread) return null;
  return {
    points: level === 0 && anyRows ? rows.value : null,
    spread: anySpread ? spread : null,
    rows: level > 0 && anyRows ? rows : null,
  };
}

/** Rows, and the {@link QUALITY} of each. */
interface Gathered {
  readonly rows: RollupRows;
  readonly quality: Uint8Array;
}

/** Source slots of the same or a finer step, as rows of the target's step; null when there is nothing. */
function gather(
  read: ArchiveReader,
  series: number,
  from: ReadSchema,
  to: ReadSchema,
  sourceLevel: number,
  level: number,
  begin: number,
  count: number,
): Gathered | null {
  const { step } = to.archives[level];
  const { step: sourceStep } = from.archives[sourceLevel];
  const sourceFirst = Math.ceil((begin * step) / sourceStep);
  const sourceSlots = Math.ceil(((begin + count) * step) / sourceStep) - sourceFirst;
  const source = readAll(read, series, from, sourceLevel, sourceFirst, sourceSlots);
  if (source === null || sourceStep === step) return source;
  const quality = new Uint8Array(count);
  for (let slot = 0; slot < count; slot++) {
    const until = Math.ceil(((begin + slot + 1) * step) / sourceStep) - sourceFirst;
    for (let i = Math.ceil(((begin + slot) * step) / sourceStep) - sourceFirst; i < until; i++)
      quality[slot] = Math.max(quality[slot], source.quality[i]);
  }
  // The finest level knows no xFilesFactor: it holds whatever was written.
  const schema = { aggregation: to.aggregation, xFilesFactor: level === 0 ? 0 : to.xFilesFactor };
  const rows =
    step % sourceStep === 0
      ? rollUp(source.rows, step / sourceStep, schema)
      : regrouped(source.rows, sourceFirst, sourceStep, begin, count, step, schema);
  return { rows, quality };
}

/** All that a level has of a stretch, repeated values as points; null when there is nothing. */
function readAll(
  read: ArchiveReader,
  series: number,
  schema: ReadSchema,
  level: number,
  first: number,
  slots: number,
): Gathered | null {
  const repeated = new Float64Array(slots).fill(Number.NaN);
  const hasRepeated = read.readSpread(series, schema, level, first, repeated);
  let own: RollupRows | null;
  if (level > 0) own = read.readRows(series, schema, level, first, slots);
  else {
    const points = new Float64Array(slots).fill(Number.NaN);
    own = read.readOwn(series, schema, 0, first, points) ? rowsOfPoints(points) : null;
  }
  if (own === null && !hasRepeated) return null;
  const quality = new Uint8Array(slots);
  if (own !== null) for (let i = 0; i < slots; i++) if (!Number.isNaN(own.count[i])) quality[i] = QUALITY.own;
  if (!hasRepeated) return { rows: own!, quality };
  // Columns of their own: those of points are one and the same.
  const rows = emptyRows(slots);
  for (const column of COLUMNS) if (own !== null) rows[column].set(own[column]);
  for (let i = 0; i < slots; i++) {
    const value = repeated[i];
    if (quality[i] === QUALITY.own || Number.isNaN(value)) continue;
    quality[i] = QUALITY.repeated;
    for (const column of COLUMNS) rows[column][i] = column === 'count' ? 1 : value;
  }
  return { rows, quality };
}

/** Steps that don't divide each other: a source slot belongs to the target slot in which it begins. */
function regrouped(
  source: RollupRows,
  sourceFirst: number,
  sourceStep: number,
  begin: number,
  count: number,
  step: number,
  { aggregation, xFilesFactor }: Pick<ReadSchema, 'aggregation' | 'xFilesFactor'>,
): RollupRows {
  const rows = emptyRows(count);
  for (let slot = 0; slot < count; slot++) {
    const from = Math.ceil(((begin + slot) * step) / sourceStep) - sourceFirst;
    const until = Math.ceil(((begin + slot + 1) * step) / sourceStep) - sourceFirst;
    if (until <= from) continue;
    const group = (column: keyof RollupRows): Float64Array => source[column].subarray(from, until);
    const out = (column: keyof RollupRows): Float64Array => rows[column].subarray(slot, slot + 1);
    const width = until - from;
    aggregate(group('value'), width, aggregation, xFilesFactor, out('value'));
    aggregate(group('min'), width, 'min', 0, out('min'));
    aggregate(group('max'), width, 'max', 0, out('max'));
    aggregate(group('sum'), width, 'sum', 0, out('sum'));
    aggregate(group('count'), width, 'sum', 0, out('count'));
    aggregate(group('last'), width, 'last', 0, out('last'));
  }
  return rows;
}

/**
 * Repeats a coarser level's values on a finer grid: a total is shared out, everything else holds over the whole slot, so
 * that making the coarser slot of them again gives what was there.
 */
function repeatOver(
  read: ArchiveReader,
  series: number,
  from: ReadSchema,
  level: number,
  begin: number,
  step: number,
  out: Float64Array,
  nowSeconds: number,
): void {
  const { step: sourceStep } = from.archives[level];
  const count = out.length;
  const sourceFirst = Math.floor((begin * step) / sourceStep);
  const sourceSlots = Math.floor(((begin + count - 1) * step) / sourceStep) - sourceFirst + 1;
  const values = new Float64Array(sourceSlots).fill(Number.NaN);
  if (!read.read(series, from, level, sourceFirst, values)) return;
  const share = from.aggregation === 'sum' ? sourceStep / step : 1;
  for (let i = 0; i < count; i++) {
    const seconds = (begin + i) * step;
    const slot = Math.floor(seconds / sourceStep);
    // Of the slot that is going on, the rest is yet to come.
    if (seconds > nowSeconds && slot * sourceStep <= nowSeconds) continue;
    const value = values[slot - sourceFirst];
    if (!Number.isNaN(value)) out[i] = value / share;
  }
}
