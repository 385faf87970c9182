import { defineFunction, type RunContext } from '../registry/defineFunction.ts';
import { boolean, expression, interval, withDefault } from '../registry/params.ts';
import { derive } from '../series.ts';
import { offsetAt } from '../timeZone.ts';
import { backwards, SUGGESTED_SHIFTS, startsInRange } from './shiftedInTime.ts';

export const timeShift = defineFunction({
  name: 'timeShift',
  group: 'Transform',
  summary:
    'Shows the values of an earlier time, such as those of the day before, in place of those of the time range.',
  description:
    'A length of time without a sign, or with -, looks into the past; with + into the future. Where the ' +
    'series itself ends before the range does, as when the range reaches beyond now, the shifted one ends ' +
    'there too, unless resetEnd is false. With alignDst, clock times are compared: noon with noon, if summer ' +
    'time began or ended in between.',
  params: {
    seriesList: expression('the series to show'),
    timeShift: interval('how far to look back, such as "1d"', SUGGESTED_SHIFTS),
    resetEnd: withDefault(boolean('whether to end where the series itself ends'), true),
    alignDst: withDefault(boolean('whether to make up for the change to summer time and back'), false),
  },
  run: ({ seriesList, timeShift, resetEnd, alignDst }, context) => {
    const { seconds, text } = backwards(timeShift);
    const { from, until, all } = context;
    const shift = seconds + (alignDst ? clockChange(seconds, context) : 0);
    const [own, earlier] = all([
      () => seriesList.evaluate(),
      () => seriesList.evaluate({ from: from + shift, until: until + shift }),
    ]);
    const [first] = own!;
    // As in graphite-web there is nothing to compare where there is nothing now.
    if (first === undefined) return [];
    const startOf = startsInRange(own!, shift);
    return earlier!.map((series) => {
      const start = startOf(series);
      return derive(series, {
        name: `timeShift(${series.name}, "${text}")`,
        pathExpression: series.pathExpression,
        tags: { ...series.tags, timeShift: text },
        start,
        end: resetEnd ? first.end : start + series.end - series.start,
      });
    });
  },
  cases: [
    {
      call: "timeShift(a,'2min')",
      given: { a: { step: 60, before: [1, 2, 3], values: [4, null, 6] } },
      expect: { 'timeShift(a, "-2min")': [2, 3, 4] },
      expectTags: { name: 'a', timeShift: '-2min' },
    },
    {
      call: "sumSeries(a,scale(timeShift(a,'-1min'),-1))",
      given: { a: { step: 60, before: [1], values: [4, 9] } },
      expect: { 'sumSeries(a,scale(timeShift(a, "-1min"),-1))': [3, 5] },
    },
    {
      call: "sumSeries(timeShift(a,'1min'),a)",
      given: { a: { step: 60, before: [1], values: [4, 9] } },
      expect: { 'sumSeries(a)': [5, 13] },
    },
    {
      call: "timeShift(movingAverage(a,2),timeShift='+1min')",
      given: { a: { step: 60, before: [1, 3], values: [5, 7] } },
      expect: { 'timeShift(movingAverage(a,2), "+1min")': [4, 6] },
    },
    {
      call: "timeShift(x.*,'4min')",
      given: {
        'x.a': { step: 60, before: [1, 2, 3, 4], values: [5, 6, 7, 8] },
        'x.b': { step: 120, before: [10, 20], values: [30, 40] },
      },
      expect: { 'timeShift(x.a, "-4min")': [1, 2, 3, 4], 'timeShift(x.b, "-4min")': [10, 20] },
    },
  ],
});

/** Seconds that clocks are further ahead in the range than in the shifted one; 0 if they change within either. */
function clockChange(shift: number, { from, until, tz = 'UTC' }: RunContext): number {
  const here = offsetAt(from, tz);
  const there = offsetAt(from + shift, tz);
  const steady = offsetAt(until, tz) === here && offsetAt(until + shift, tz) === there;
  return steady ? here - there : 0;
}
