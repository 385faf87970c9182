import type { FieldConfig } from '../../schema/dashboard.ts';

/** Values with what is drawn where nothing was measured, and which slots the line takes notice of. */
export interface FilledSlots {
  readonly values: Float64Array;
  /** 0 where the line passes over a slot; null when it stops at every one. */
  readonly own: Uint8Array | null;
}

/**
 * Applies the choice for slots without a value. `own` is as in the table: 0 where the series has no slot that counts.
 * `end` is the first slot that is not over yet: it is no zero.
 */
export function fillNulls(
  values: Float64Array,
  own: Uint8Array | null,
  nulls: FieldConfig['nulls'],
  end: number,
): FilledSlots {
  if (nulls === undefined || nulls === 'gap') return { values, own };
  if (nulls === 'zero') {
    const filled = values.slice();
    for (let i = 0; i < Math.min(end, filled.length); i++)
      if (Number.isNaN(filled[i]) && own?.[i] !== 0) filled[i] = 0;
    return { values: filled, own };
  }
  const longest = nulls === 'connect' ? Number.POSITIVE_INFINITY : nulls;
  const passed = own ? own.slice() : new Uint8Array(values.length).fill(1);
  let previous = -1;
  let empty = 0;
  for (let i = 0; i < values.length; i++) {
    if (own?.[i] === 0) continue;
    if (Number.isNaN(values[i])) {
      empty++;
      continue;
    }
    if (previous >= 0 && empty > 0 && empty <= longest) passed.fill(0, previous + 1, i);
    previous = i;
    empty = 0;
  }
  return { values, own: passed };
}
