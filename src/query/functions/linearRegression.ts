import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { date, expression, optional } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';

export const linearRegression = defineFunction({
  name: 'linearRegression',
  group: 'Calculate',
  summary: 'The straight line that lies nearest to the values of each series, by least squares.',
  description:
    'The values may be those of another range than the one shown: from startSourceAt to endSourceAt, which are written as from and ' +
    'until are. Series with less than two values in it are left out.',
  params: {
    seriesList: expression('the series'),
    startSourceAt: optional(date('where the values begin; where the range does unless given')),
    endSourceAt: optional(date('where they end; where the range does unless given')),
  },
  rollup: handOn('average'),
  run: ({ seriesList, startSourceAt, endSourceAt }, context) => {
    const from = startSourceAt === undefined ? context.from : context.parseTime(startSourceAt);
    const until = endSourceAt === undefined ? context.until : context.parseTime(endSourceAt);
    const [sources, shown] = context.all([
      () => seriesList.evaluate({ from, until: Math.max(from, until) }),
      () => seriesList.evaluate(),
    ]);
    return pairs(sources!, shown!).flatMap(([source, series]) => {
      const line = fittedLine(source);
      if (line === undefined) return [];
      return derive(series, {
        name: `linearRegression(${series.name}, ${from}, ${until})`,
        tags: { ...series.tags, linearRegressions: `${from}, ${until}` },
        values: series.values.map((_, i) => line.offset + (series.start + i * series.step) * line.slope),
        consolidation: 'average',
      });
    });
  },
  cases: [
    {
      call: 'linearRegression(a)',
      given: { a: [1, 3, null, 7] },
      expect: { 'linearRegression(a, 1699919999, 1699920180)': [1, 3, 5, 7] },
      expectDigits: 6,
      expectTags: { name: 'a', linearRegressions: '1699919999, 1699920180' },
    },
    {
      call: "linearRegression(a,'1699919879','1699919940')",
      given: { a: { step: 60, before: [10, 20], values: [7, null, 7] } },
      expect: { 'linearRegression(a, 1699919879, 1699919940)': [30, 40, 50] },
      expectDigits: 6,
    },
    {
      call: "linearRegression(x.*,endSourceAt='1699919940',startSourceAt='1699919879')",
      given: {
        'x.a': { step: 60, before: [10, null], values: [7, 8] },
        'x.b': { step: 60, before: [4, 3], values: [null, 8] },
      },
      expect: { 'linearRegression(x.b, 1699919879, 1699919940)': [2, 1] },
      expectDigits: 6,
    },
  ],
});

interface Line {
  /** Growth in a second. */
  readonly slope: number;
  /** Value at second 0. */
  readonly offset: number;
}

/** By least squares over the numbers of the slots; undefined when no line is nearest. */
function fittedLine({ values, start, step }: Series): Line | undefined {
  let count = 0;
  let sumI = 0;
  let sumV = 0;
  let sumII = 0;
  let sumIV = 0;
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    count++;
    sumI += i;
    sumV += value;
    sumII += i * i;
    sumIV += i * value;
  });
  const denominator = count * sumII - sumI * sumI;
  if (denominator === 0) return undefined;
  const slope = (count * sumIV - sumI * sumV) / denominator / step;
  return { slope, offset: (sumII * sumV - sumIV * sumI) / denominator - slope * start };
}

/** Each series with its own source. Not every series need be in both ranges; names tell then which are. */
function pairs(sources: readonly Series[], shown: readonly Series[]): (readonly [Series, Series])[] {
  if (sources.length === shown.length) return shown.map((series, i) => [sources[i]!, series]);
  const byName = new Map(sources.map((source) => [source.name, source]));
  return shown.flatMap((series) => {
    const source = byName.get(series.name);
    return source === undefined ? [] : [[source, series] as const];
  });
}
