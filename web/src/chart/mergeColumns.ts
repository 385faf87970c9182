import type { Column } from '../../../src/view/frame.ts';

/**
 * Lays a live update over a column: the update's slots replace those the column had, slots between the two
 * become gaps, slots before `windowStart` are dropped. Null when the grids differ (another step, or shifted
 * against each other): the caller then has to ask for everything anew.
 */
export function mergeColumn(column: Column, update: Column, windowStart: number): Column | null {
  if (update.values.length === 0) return trimColumn(column, windowStart);
  if (column.values.length === 0) return trimColumn(update, windowStart);
  const { step } = column;
  const shift = (update.start - column.start) / step;
  if (update.step !== step || !Number.isInteger(shift)) return null;
  const keep = Math.max(0, Math.ceil((windowStart - column.start) / step));
  const length = Math.max(0, Math.max(column.values.length, shift + update.values.length) - keep);
  const laid = (before: Float64Array, after: Float64Array | undefined) => {
    const values = new Float64Array(length).fill(Number.NaN);
    if (keep < before.length) values.set(before.subarray(keep));
    for (let i = Math.max(0, keep - shift); i < update.values.length; i++)
      values[shift + i - keep] = after?.[i] ?? Number.NaN;
    return values;
  };
  return {
    ...column,
    start: column.start + keep * step,
    values: laid(column.values, update.values),
    ...(column.low ? { low: laid(column.low, update.low) } : {}),
    ...(column.high ? { high: laid(column.high, update.high) } : {}),
  };
}

function trimColumn(column: Column, windowStart: number): Column {
  const drop = Math.max(
    0,
    Math.min(column.values.length, Math.ceil((windowStart - column.start) / column.step)),
  );
  if (drop === 0) return column;
  return {
    ...column,
    start: column.start + drop * column.step,
    values: column.values.slice(drop),
    ...(column.low ? { low: column.low.slice(drop) } : {}),
    ...(column.high ? { high: column.high.slice(drop) } : {}),
  };
}

/**
 * Lays a live update over the columns of one target. Columns that the update does not name stay as they are
 * (their newest slots are simply missing), new names are added at the end. Null when any grid differs.
 */
export function mergeColumns(
  columns: readonly Column[],
  updates: readonly Column[],
  windowStart: number,
): Column[] | null {
  // Several series may have one name: the first of the update then goes to the first of the chart.
  const byName = Map.groupBy(updates, (update) => update.name);
  const merged: Column[] = [];
  for (const column of columns) {
    const update = byName.get(column.name)?.shift();
    const next = update ? mergeColumn(column, update, windowStart) : trimColumn(column, windowStart);
    if (!next) return null;
    merged.push(next);
  }
  for (const rest of byName.values()) for (const update of rest) merged.push(trimColumn(update, windowStart));
  return merged;
}
