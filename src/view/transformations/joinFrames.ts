import type { Field, Frame } from '../frame.ts';
import { cellKey, cellOf, commonRefId, distinctNames, pickField } from './frames.ts';

/**
 * Frames side by side, their rows matched by the field that `keyOf` finds in each. `outer` keeps the rows of all frames
 * with nothing where one has no such row, `inner` only those that all have. Keys come in order when they are times or
 * numbers, else in the order in which they appear. Where a key is repeated within a frame, its last row counts.
 */
export function joinFrames(
  frames: readonly Frame[],
  keyOf: (frame: Frame) => Field | undefined,
  mode: 'outer' | 'inner',
): Frame {
  const keyed = frames.flatMap((frame) => {
    const key = keyOf(frame);
    return key ? [{ frame, key }] : [];
  });
  const [first] = keyed;
  // Series of one grid share their times, so that these are looked at once.
  const rowsOf = new Map<Field['values'], ReadonlyMap<string, number>>();
  const sides = keyed.map(({ frame, key }) => {
    const rows = rowsOf.get(key.values) ?? rowsByKey(key);
    rowsOf.set(key.values, rows);
    return { frame, key, rows };
  });
  const distinct = sides.filter(({ rows }, i) => sides.findIndex((side) => side.rows === rows) === i);

  // Where each distinct key is to be found first.
  const found = new Map<string, { side: number; row: number }>();
  distinct.forEach(({ rows }, side) => {
    for (const [key, row] of rows) if (!found.has(key)) found.set(key, { side, row });
  });
  let keys = [...found.keys()];
  if (mode === 'inner') keys = keys.filter((key) => distinct.every(({ rows }) => rows.has(key)));
  const cellFor = (key: string) => {
    const { side, row } = found.get(key)!;
    return cellOf(distinct[side].key, row);
  };
  const isNumeric = sides.every(({ key }) => key.kind !== 'text');
  if (isNumeric) keys.sort((a, b) => Number(cellFor(a)) - Number(cellFor(b)));

  const keyField: Field = isNumeric
    ? {
        name: first.key.name,
        kind: first.key.kind === 'time' ? 'time' : 'number',
        values: Float64Array.from(keys, (key) => (cellFor(key) as number | null) ?? Number.NaN),
      }
    : {
        name: first.key.name,
        kind: 'text',
        values: keys.map((key) => {
          const cell = cellFor(key);
          return cell === null ? null : String(cell);
        }),
      };
  const picks = new Map(
    distinct.map(({ key, rows }) => {
      const picked = keys.map((text) => rows.get(text) ?? -1);
      const isSame = picked.length === key.values.length && picked.every((row, i) => row === i);
      return [rows, isSame ? null : picked] as const;
    }),
  );
  const others = sides.flatMap(({ frame, key, rows }) => {
    const picked = picks.get(rows)!;
    return frame.fields
      .filter((field) => field !== key)
      .map((field) => (picked === null ? field : pickField(field, picked)));
  });
  const names = distinctNames([keyField.name, ...others.map(({ name }) => name)]);
  return {
    name: '',
    refId: commonRefId(keyed.map(({ frame }) => frame)),
    fields: [keyField, ...others].map((field, i) =>
      field.name === names[i] ? field : { ...field, name: names[i] },
    ),
  };
}

function rowsByKey(key: Field): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (let row = 0; row < key.values.length; row++) rows.set(cellKey(cellOf(key, row)), row);
  return rows;
}
