import { defineFunction } from '../registry/defineFunction.ts';
import { ArgumentMismatch, expression, optional, type Param } from '../registry/params.ts';
import { derive } from '../series.ts';
import { timeUnit } from '../timeOffset.ts';
import { type Alignment, alignedStart } from './alignedStart.ts';
import {
  bucketParams,
  bucketRollup,
  bucketsBetween,
  bucketValues,
  intervalProblem,
  refuseTooManyBuckets,
} from './timeBuckets.ts';

const UNITS = ['days', 'hours', 'minutes', 'months', 'seconds', 'weeks', 'years'] as const;

export const smartSummarize = defineFunction({
  name: 'smartSummarize',
  group: 'Transform',
  summary:
    'One value for each interval, counted from the beginning of the time range or of a day, a week, a month …',
  description:
    'With alignTo the range is made to begin earlier: where the last day (week, month, …) before it began on ' +
    'the clock of the query. Weeks begin on Monday; "weeks7" are weeks that begin on Sunday. As everywhere, ' +
    'the beginning itself does not belong to the range, so the first value is the one after midnight.',
  params: {
    seriesList: expression('the series to summarize'),
    ...bucketParams,
    alignTo: optional(alignment('what the first interval begins with')),
  },
  rollup: ({ func }, asked) => bucketRollup(func, asked),
  check: ({ intervalString }) => intervalProblem(intervalString),
  run: ({ seriesList, intervalString, func, alignTo }, { from, tz }) => {
    const { seconds, text } = intervalString;
    const list = seriesList.evaluate(alignTo && { from: alignedStart(from, alignTo, tz) });
    const all = list.map(({ start, end }) => bucketsBetween(start, end, seconds));
    refuseTooManyBuckets(all, list);
    return list.map((series, i) => {
      const buckets = all[i]!;
      return derive(series, {
        name: `smartSummarize(${series.name}, "${text}", "${func}")`,
        tags: { ...series.tags, smartSummarize: text, smartSummarizeFunction: func },
        step: seconds,
        end: buckets.start + buckets.count * seconds,
        values: bucketValues(series, buckets, func),
      });
    });
  },
  cases: [
    {
      call: "smartSummarize(a,'2min')",
      given: { a: [1, 2, null, 4, null] },
      expect: { 'smartSummarize(a, "2min", "sum")': [3, 4, null] },
      expectStep: 120,
      expectTags: { name: 'a', smartSummarize: '2min', smartSummarizeFunction: 'sum' },
    },
    {
      call: "smartSummarize(a,'30min','max','hours')",
      given: { a: { step: 600, before: [1, 2, 3, 4, 5, 6], values: [7, 8] } },
      expect: { 'smartSummarize(a, "30min", "max")': [4, 7, 8] },
      expectStep: 1800,
      expectOffset: -3000,
    },
    {
      call: "smartSummarize(a,'1d',alignTo='weeks1')",
      given: { a: { step: 43_200, before: [1, 2], values: [3, 4] } },
      expect: { 'smartSummarize(a, "1d", "sum")': [5, 4] },
      expectStep: 86_400,
      expectOffset: -43_200,
    },
    {
      call: "smartSummarize(a,'2min','last',false)",
      given: { a: [1, 2, 3] },
      expect: { 'smartSummarize(a, "2min", "last")': [2, 3] },
      expectStep: 120,
    },
  ],
});

/** `weeks` may be followed by the day they begin with. True and false mean nothing: once there was a switch here. */
function alignment(description: string): Param<Alignment | undefined> {
  return {
    type: 'string',
    description,
    required: true,
    multiple: false,
    // What graphite-web lists, in its order.
    options: [false, null, true, ...UNITS],
    read: (node) => {
      if (node.kind === 'boolean') return undefined;
      const [, word, digits = '1'] = (node.kind === 'string' && /^([a-z]+)(\d+)?$/.exec(node.value)) || [];
      const unit = word === undefined ? undefined : timeUnit(word);
      if (unit === undefined) throw new ArgumentMismatch(`is none of ${UNITS.join(', ')}`);
      const weekday = Number(digits);
      if (weekday < 1 || weekday > 7) {
        throw new ArgumentMismatch('is no day of the week', 'days are 1 (Monday) to 7 (Sunday): "weeks7"');
      }
      return { unit, weekday };
    },
  };
}
