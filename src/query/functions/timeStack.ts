import { defineFunction } from '../registry/defineFunction.ts';
import { expression, integer, interval, withDefault } from '../registry/params.ts';
import { derive } from '../series.ts';
import { backwards, SUGGESTED_SHIFTS, startsInRange } from './shiftedInTime.ts';

/** A year of days; each shift is read by itself. */
const MOST_SHIFTS = 400;

export const timeStack = defineFunction({
  name: 'timeStack',
  group: 'Transform',
  summary: 'Shows a series several times, each time from one day (or another length of time) earlier.',
  description:
    'Such as today and the six days before it, each day a series of its own, to see what a usual day looks like.',
  params: {
    seriesList: expression('the series to show'),
    timeShiftUnit: withDefault(
      interval('how far each one lies before the one before it', SUGGESTED_SHIFTS),
      '1d',
    ),
    timeShiftStart: withDefault(integer('the first multiple of it; 0 is the time range itself'), 0),
    timeShiftEnd: withDefault(integer('the multiple to stop before'), 7),
  },
  check: ({ timeShiftStart, timeShiftEnd }) =>
    timeShiftEnd - timeShiftStart <= MOST_SHIFTS
      ? undefined
      : `these are ${timeShiftEnd - timeShiftStart} shifts, at most ${MOST_SHIFTS} are allowed`,
  run: ({ seriesList, timeShiftUnit, timeShiftStart, timeShiftEnd }, context) => {
    const { seconds, text } = backwards(timeShiftUnit);
    const { from, until, all } = context;
    const multiples = Array.from(
      { length: Math.max(0, timeShiftEnd - timeShiftStart) },
      (_, i) => timeShiftStart + i,
    );
    const [own, ...shifted] = all([
      () => seriesList.evaluate(),
      ...multiples.map((multiple) => () => {
        const shift = seconds * multiple;
        return seriesList.evaluate({ from: from + shift, until: until + shift });
      }),
    ]);
    const [first] = own!;
    if (first === undefined) return [];
    return shifted.flatMap((list, i) => {
      const multiple = multiples[i]!;
      const startOf = startsInRange(own!, seconds * multiple);
      return list.map((series) =>
        derive(series, {
          name: `timeShift(${series.name}, ${text}, ${multiple})`,
          tags: { ...series.tags, timeShiftUnit: text, timeShift: String(multiple) },
          start: startOf(series),
          end: first.end,
        }),
      );
    });
  },
  cases: [
    {
      call: "timeStack(a,'2min',0,3)",
      given: { a: { step: 60, before: [1, 2, null, 4], values: [5, 6] } },
      expect: {
        'timeShift(a, -2min, 0)': [5, 6],
        'timeShift(a, -2min, 1)': [null, 4],
        'timeShift(a, -2min, 2)': [1, 2],
      },
      expectTags: { name: 'a', timeShiftUnit: '-2min', timeShift: '0' },
    },
    {
      call: "timeStack(a,'1min',timeShiftStart=1,timeShiftEnd=2)",
      given: { a: { step: 60, before: [1], values: [2, 3] } },
      expect: { 'timeShift(a, -1min, 1)': [1, 2] },
    },
    { call: "timeStack(a,'1d',2,2)", given: { a: [1] }, expect: {} },
  ],
});
