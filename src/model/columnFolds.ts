/**
 * Lays the known values of a column over what is folded so far, and counts them slot by slot in `known`. NaN in the column is an absent
 * value; what is folded means something only where `known` is not 0.
 */
export type ColumnFold = (folded: Float64Array, known: Uint32Array, column: Float64Array) => void;

/**
 * Sum, greatest and least. Each has a loop of its own, since one loop that is handed the operation takes three times as long, and these are
 * the hottest of a query.
 */
export const COLUMN_FOLDS = {
  sum(folded, known, column) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i]!;
      if (Number.isNaN(value)) continue;
      folded[i]! += value;
      known[i]!++;
    }
  },
  max(folded, known, column) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i]!;
      if (Number.isNaN(value)) continue;
      if (known[i]!++ === 0 || value > folded[i]!) folded[i] = value;
    }
  },
  min(folded, known, column) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i]!;
      if (Number.isNaN(value)) continue;
      if (known[i]!++ === 0 || value < folded[i]!) folded[i] = value;
    }
  },
} as const satisfies Record<string, ColumnFold>;
