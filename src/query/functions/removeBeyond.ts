/** What the functions share that take the values on one side of a limit out of each series. */
import { floatRepr, formatG } from '../pythonNumber.ts';
import { derive, type Series } from '../series.ts';
import { percentileOfKnown } from './percentileBand.ts';

/** Which values go. */
export type Side = 'above' | 'below';

interface Arguments {
  readonly seriesList: readonly Series[];
  readonly n: number;
}

/** Without the values beyond `n`. `name` is that of the function. */
export function removeBeyondValue(name: string, { seriesList, n }: Arguments, side: Side): Series[] {
  return seriesList.map((series) => derive(series, shown(name, series, n, n, side)));
}

/** Without the values beyond each series' own n-th percentile. */
export function removeBeyondPercentile(name: string, { seriesList, n }: Arguments, side: Side): Series[] {
  return seriesList.map((series) => {
    const percentile = percentileOfKnown(series.values, n);
    return derive(series, {
      ...shown(name, series, n, percentile, side),
      tags: Number.isNaN(percentile) ? series.tags : { ...series.tags, nPercentile: floatRepr(n) },
    });
  });
}

function shown(name: string, series: Series, n: number, limit: number, side: Side) {
  const goes = side === 'above' ? (value: number) => value > limit : (value: number) => value < limit;
  return {
    name: `${name}(${series.name}, ${formatG(n)})`,
    values: series.values.map((value) => (goes(value) ? Number.NaN : value)),
  };
}
