import { floatRepr, formatG } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { assumed, float, optional, seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';

/** Slots that values lie on. */
type Slots = Pick<Series, 'start' | 'step' | 'values'>;

export const transformNull = defineFunction({
  name: 'transformNull',
  group: 'Transform',
  summary: 'Puts a value, by default 0, wherever there is none.',
  description:
    'With referenceSeries only where one of these has a value: a gap in all of them stays a gap, such as one ' +
    'of a whole host.',
  params: {
    seriesList: seriesList('the series to fill'),
    default: assumed(float('what to put there'), 0),
    referenceSeries: optional(seriesList('series that tell where a value is to be expected')),
  },
  // Exact where there are no gaps, and a sum is no other for having a 0 in it.
  rollup: ({ default: value = 0 }, asked) =>
    asked === 'sum' && value !== 0 ? undefined : asked === 'count' ? undefined : asked,
  run: ({ seriesList, default: given, referenceSeries = [] }) => {
    const value = given ?? 0;
    const isReferred = referenceSeries.length > 0;
    const tags = {
      transformNull: given === undefined ? '0' : floatRepr(given),
      ...(isReferred ? { referenceSeries: '1' } : {}),
    };
    const expected = isReferred ? expectations(referenceSeries) : undefined;
    return seriesList.map((series) =>
      derive(series, {
        name: `transformNull(${series.name},${formatG(value)}${isReferred ? ',referenceSeries' : ''})`,
        tags: { ...series.tags, ...tags },
        values: filled(series.values, value, expected?.(series)),
      }),
    );
  },
  cases: [
    {
      call: 'transformNull(a)',
      given: { a: [1, null, 3] },
      expect: { 'transformNull(a,0)': [1, 0, 3] },
      expectTags: { name: 'a', transformNull: '0' },
    },
    {
      call: 'transformNull(a,-1.5)',
      given: { a: [null, 2] },
      expect: { 'transformNull(a,-1.5)': [-1.5, 2] },
      expectTags: { name: 'a', transformNull: '-1.5' },
    },
    {
      call: 'transformNull(x.a,0,x.*)',
      given: { 'x.a': [1, null, null, 4], 'x.b': [1, 2, null, null] },
      expect: { 'transformNull(x.a,0,referenceSeries)': [1, 0, null, 4] },
      expectTags: { name: 'x.a', transformNull: '0.0', referenceSeries: '1' },
    },
    {
      call: 'transformNull(a,referenceSeries=b)',
      given: { a: [null, null], b: [null, 1] },
      expect: { 'transformNull(a,0,referenceSeries)': [null, 0] },
      differs: 'graphite-web reads no series for an argument that is given by its name',
    },
    {
      call: 'transformNull(a,9,b)',
      given: { a: [null, null, null, 4], b: { step: 120, values: [null, 1] } },
      expect: { 'transformNull(a,9,referenceSeries)': [null, null, 9, 4] },
      differs: 'graphite-web pairs first value with first value whatever the steps, and may shift the result',
    },
  ],
});

/** The values with the absent ones replaced, all or those of the slots that are marked by 1. */
function filled(values: Float64Array, value: number, marks?: Uint8Array): Float64Array {
  return values.map((own, i) => (Number.isNaN(own) && (marks === undefined || marks[i] === 1) ? value : own));
}

/** Marks the slots in which any of the reference series has a value. Worked out once for each grid. */
function expectations(reference: readonly Series[]): (series: Slots) => Uint8Array {
  const byGrid = new Map<string, Uint8Array>();
  return (series) => {
    const key = `${series.start} ${series.step} ${series.values.length}`;
    const marks = byGrid.get(key) ?? new Uint8Array(series.values.length);
    if (!byGrid.has(key)) for (const other of reference) markKnown(marks, series, other);
    byGrid.set(key, marks);
    return marks;
  };
}

/** A value marks every slot of `grid` that it has any time in common with. */
function markKnown(marks: Uint8Array, grid: Slots, { values, start, step }: Slots): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    const from = start - grid.start + i * step;
    const first = Math.max(0, Math.floor(from / grid.step));
    const behind = Math.ceil((from + step) / grid.step);
    if (first < behind) marks.fill(1, first, Math.max(0, behind));
  }
}
