import { defineFunction } from '../registry/defineFunction.ts';
import { boolean, seriesList, withDefault } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import {
  type Buckets,
  bucketParams,
  bucketRollup,
  bucketsBetween,
  bucketValues,
  intervalProblem,
  refuseTooManyBuckets,
} from './timeBuckets.ts';

export const summarize = defineFunction({
  name: 'summarize',
  group: 'Transform',
  summary: 'One value for each interval: by default the sum of the values in it.',
  description:
    'Intervals are multiples of their length since 1970, so hours begin at full hours and days at midnight UTC; with ' +
    'alignToFrom they are counted from the beginning of the time range. The first and the last one may lie in ' +
    'the range only in part; see smartSummarize for whole days, weeks and months.',
  params: {
    seriesList: seriesList('the series to summarize'),
    ...bucketParams,
    alignToFrom: withDefault(boolean('whether intervals begin where the time range does'), false),
  },
  rollup: ({ func }, asked) => bucketRollup(func, asked),
  check: ({ intervalString }) => intervalProblem(intervalString),
  run: ({ seriesList, intervalString, func, alignToFrom }) => {
    const { seconds, text } = intervalString;
    const all = seriesList.map((series) => (alignToFrom ? fromStart : aligned)(series, seconds));
    refuseTooManyBuckets(all, seriesList);
    return seriesList.map((series, i) => {
      const buckets = all[i]!;
      return derive(series, {
        name: `summarize(${series.name}, "${text}", "${func}"${alignToFrom ? ', true' : ''})`,
        tags: { ...series.tags, summarize: text, summarizeFunction: func },
        start: buckets.start,
        step: seconds,
        end: buckets.start + buckets.count * seconds,
        values: bucketValues(series, buckets, func),
      });
    });
  },
  cases: [
    {
      call: "summarize(a,'2min')",
      given: { a: [1, 2, null, 4, null, null, 7] },
      expect: { 'summarize(a, "2min", "sum")': [3, 4, null, 7] },
      expectStep: 120,
      expectTags: { name: 'a', summarize: '2min', summarizeFunction: 'sum' },
    },
    {
      call: "summarize(a,'5min','max')",
      given: { a: [1, 9, 2, null, 4] },
      expect: { 'summarize(a, "5min", "max")': [9, null] },
      expectStep: 300,
    },
    {
      call: "summarize(a,'3min','avg',true)",
      given: { a: [1, 2, 3, 4, null] },
      expect: { 'summarize(a, "3min", "avg", true)': [2, 4] },
      expectStep: 180,
      expectTags: { name: 'a', summarize: '3min', summarizeFunction: 'avg' },
    },
    {
      call: "summarize(a,'30s',alignToFrom=true)",
      given: { a: [1, null, 3] },
      expect: { 'summarize(a, "30s", "sum", true)': [1, null, null, null, 3, null] },
      expectStep: 30,
    },
  ],
});

/** One more bucket than the range needs where it ends with one: so graphite-web has it. */
function aligned({ start, end }: Series, length: number): Buckets {
  const first = start - (start % length);
  return bucketsBetween(first, end - (end % length) + length, length);
}

function fromStart({ start, end }: Series, length: number): Buckets {
  return bucketsBetween(start, end, length);
}
