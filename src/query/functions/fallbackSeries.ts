import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';

export const fallbackSeries = defineFunction({
  name: 'fallbackSeries',
  group: 'Special',
  summary: 'The series, or others if there are none.',
  description: 'A series without any value in the time range is a series all the same.',
  params: {
    seriesList: seriesList('the series wanted'),
    fallback: seriesList('what to take if there are none'),
  },
  run: ({ seriesList, fallback }) => (seriesList.length > 0 ? seriesList : fallback),
  cases: [
    {
      call: 'fallbackSeries(web.*.requests,a)',
      given: { a: [1, null] },
      expect: { a: [1, null] },
    },
    {
      call: 'fallbackSeries(web.*,a)',
      given: { 'web.x': [null], 'web.y': [2], a: [3] },
      expect: { 'web.x': [null], 'web.y': [2] },
    },
    {
      call: 'fallbackSeries(web.*,constantLine(0))',
      given: { a: [1, 2] },
      expect: { '0.0': [0, 0, 0] },
      expectOffset: -1,
    },
  ],
});
