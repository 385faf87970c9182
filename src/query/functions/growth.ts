/** Steps of counters that wrap or start again: what nonNegativeDerivative and perSecond share. */
import { float, optional, seriesList } from '../registry/params.ts';

export const growthParams = {
  seriesList: seriesList('counters'),
  maxValue: optional(float('the greatest value before the counter wraps; values above it are left out')),
  minValue: optional(float('where the counter starts again; values below it are left out')),
};

export interface CounterRange {
  readonly maxValue: number | undefined;
  readonly minValue: number | undefined;
}

/**
 * How much a counter grew in each slot; absent where it or the value before is absent. Where it fell, it has
 * wrapped at `maxValue` (to `minValue`, or 0), or restarted at `minValue`, or, with neither given, is absent.
 * A value outside the range counts as absent.
 */
export function growth(values: Float64Array, { maxValue, minValue }: CounterRange): Float64Array {
  const out = new Float64Array(values.length).fill(Number.NaN);
  let before = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    let value = values[i]!;
    if ((maxValue !== undefined && value > maxValue) || (minValue !== undefined && value < minValue)) {
      value = Number.NaN;
    }
    if (value >= before) out[i] = value - before;
    else if (value < before) {
      if (maxValue !== undefined) out[i] = maxValue + 1 + value - before - (minValue ?? 0);
      else if (minValue !== undefined) out[i] = value - minValue;
    }
    before = value;
  }
  return out;
}
