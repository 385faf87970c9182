import { defineFunction } from '../registry/defineFunction.ts';
import { date, seriesList, withDefault } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';

export const timeSlice = defineFunction({
  name: 'timeSlice',
  group: 'Transform',
  summary: 'Keeps the values from one time to another; all others become absent.',
  description:
    'Both ends belong to the slice. As in graphite-web, times are counted from the beginning of the range, ' +
    'which may be up to a step before the first value.',
  params: {
    seriesList: seriesList('the series to cut'),
    startSliceAt: date('where the slice begins, written as from and until are'),
    endSliceAt: withDefault(date('where the slice ends'), 'now'),
  },
  run: ({ seriesList, startSliceAt, endSliceAt }, { parseTime, from }) => {
    const sliceStart = parseTime(startSliceAt);
    const sliceEnd = parseTime(endSliceAt);
    return seriesList.map((series) =>
      derive(series, {
        name: `timeSlice(${series.name}, ${sliceStart}, ${sliceEnd})`,
        pathExpression: series.pathExpression,
        tags: { ...series.tags, timeSliceStart: String(sliceStart), timeSliceEnd: String(sliceEnd) },
        values: slice(series, sliceStart - from, sliceEnd - from),
      }),
    );
  },
  cases: [
    {
      call: "timeSlice(a,'00:02_20231114','00:04_20231114')",
      given: { a: [1, 2, 3, 4, 5, 6] },
      expect: { 'timeSlice(a, 1699920120, 1699920240)': [null, null, null, 4, 5, null] },
      expectTags: { name: 'a', timeSliceStart: '1699920120', timeSliceEnd: '1699920240' },
    },
    {
      call: "timeSlice(a,'1699920060',endSliceAt='23:59_20231114')",
      given: { a: [1, 2, null, 4] },
      expect: { 'timeSlice(a, 1699920060, 1700006340)': [null, null, null, 4] },
    },
    {
      call: "sumSeries(timeSlice(a,'20231113','20231114'),a)",
      given: { a: [1, 2] },
      expect: { 'sumSeries(a)': [2, 2] },
    },
  ],
});

/** Values of the slots whose distance from the first one is at least `from` and at most `until` seconds. */
function slice({ values, step }: Series, from: number, until: number): Float64Array {
  const out = new Float64Array(values.length).fill(Number.NaN);
  const first = Math.max(0, Math.ceil(from / step));
  const behind = Math.min(values.length, Math.floor(until / step) + 1);
  if (first < behind) out.set(values.subarray(first, behind), first);
  return out;
}
