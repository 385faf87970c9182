/** What slo and sloErrorBudget share: which part of the values in each interval is as it should be. */
import type { RunContext } from '../registry/defineFunction.ts';
import { type ArgumentsOf, expression, interval, oneOf, writtenNumber } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';

const METHODS = ['above', 'aboveOrEqual', 'below', 'belowOrEqual'] as const;

export const serviceLevelParams = {
  seriesList: expression('what was measured'),
  interval: interval('the time over which values are counted', ['10min', '1h', '1d']),
  method: oneOf('where values have to be', METHODS),
  value: writtenNumber('the value that they have to be above or below'),
};

type ServiceLevelArguments = ArgumentsOf<typeof serviceLevelParams>;

export function intervalProblem({ interval }: ServiceLevelArguments): string | undefined {
  return interval.seconds === 0 ? `an interval of ${interval.text} holds nothing` : undefined;
}

/** One value of each interval, from the part of its known values that are as they should be and the seconds it lasted. */
export type Rating = (part: number, seconds: number) => number;

/**
 * The rated intervals of each series. An interval longer than the range asked for is counted over its whole length, and yields
 * one value; one shorter than the step of a series yields absent values. The last interval may be cut short.
 */
export function serviceLevels(
  { seriesList, interval, method, value }: ServiceLevelArguments,
  nameOf: (series: string) => string,
  rate: Rating,
  { from, until, all }: RunContext,
): Series[] {
  const seconds = Math.abs(interval.seconds);
  const earlier = Math.min(from, until - seconds);
  const [asked, counted] = all([() => seriesList.evaluate(), () => seriesList.evaluate({ from: earlier })]);
  const longer = new Map(counted!.map((series) => [series.name, series]));
  return asked!.map((series) => {
    const name = nameOf(series.name);
    if (series.step > seconds) {
      return derive(series, { name, values: new Float64Array(series.values.length).fill(Number.NaN) });
    }
    const values = rated(longer.get(series.name) ?? series, seconds, isAsItShould(method, value.value), rate);
    return derive(series, { name, step: seconds, end: series.start + seconds * values.length, values });
  });
}

/** What the name of a result begins with: the arguments that both functions have. */
export function argumentsText({ interval, method, value }: ServiceLevelArguments): string {
  return `${interval.text}, ${method}, ${value.text}`;
}

function isAsItShould(method: (typeof METHODS)[number], limit: number): (value: number) => boolean {
  switch (method) {
    case 'above':
      return (value) => value > limit;
    case 'aboveOrEqual':
      return (value) => value >= limit;
    case 'below':
      return (value) => value < limit;
    case 'belowOrEqual':
      return (value) => value <= limit;
  }
}

function rated(
  { values, start, step }: Series,
  seconds: number,
  isGood: (value: number) => boolean,
  rate: Rating,
): Float64Array {
  const out: number[] = [];
  let [known, good] = [0, 0];
  let begin = start;
  let next = start + seconds;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) known++;
    if (isGood(value)) good++;
    const end = start + (i + 1) * step;
    if (end < next && i < values.length - 1) continue;
    const length = end < next ? end - begin : seconds;
    out.push(known === 0 ? Number.NaN : rate(good / known, length));
    [known, good, begin] = [0, 0, end];
    next += seconds;
  }
  return Float64Array.from(out);
}
