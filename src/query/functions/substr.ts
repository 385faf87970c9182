import { defineFunction } from '../registry/defineFunction.ts';
import { node, seriesList, withDefault } from '../registry/params.ts';
import { rename } from '../series.ts';

export const substr = defineFunction({
  name: 'substr',
  group: 'Special',
  summary: 'Names series by the segments of their name from one position up to, not including, another.',
  description:
    'Positions count from 0, negative ones from the end; 0 for stop means up to the end. Inside a computed name the ' +
    'innermost brackets count.',
  params: {
    seriesList: seriesList('the series to name'),
    start: withDefault(node('the first segment'), 0),
    stop: withDefault(node('the segment behind the last'), 0),
  },
  run: ({ seriesList, start, stop }) =>
    seriesList.map((series) => rename(series, sliceOfName(series.name, start, stop))),
  cases: [
    {
      call: 'substr(carbon.agents.host.updates,2,4)',
      given: { 'carbon.agents.host.updates': [1, null] },
      expect: { 'host.updates': [1, null] },
    },
    { call: 'substr(a.b.c,1)', given: { 'a.b.c': [1] }, expect: { 'b.c': [1] } },
    { call: 'substr(a.b.c,stop=-1)', given: { 'a.b.c': [1] }, expect: { 'a.b': [1] } },
    { call: 'substr(sumSeries(a.b,a.c),1)', given: { 'a.b': [1], 'a.c': [2] }, expect: { b: [3] } },
    { call: 'substr(a.b,5)', given: { 'a.b': [1] }, expect: { '': [1] } },
  ],
});

/** Segments of a name, from `start` up to `stop` (0: all the rest), within the last bracket that opens and the first that closes. */
export function sliceOfName(name: string, start: number, stop: number): string {
  const opened = name.lastIndexOf('(') + 1;
  const closed = name.indexOf(')');
  const inner = name.slice(opened, closed < 0 ? undefined : closed);
  const segments = inner.split('.').slice(start, stop === 0 ? undefined : stop);
  // Arguments behind the path are none of it.
  return segments.join('.').split(',', 1)[0]!;
}
