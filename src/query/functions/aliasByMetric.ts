import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';
import { rename } from '../series.ts';
import { sliceOfName } from './substr.ts';

export const aliasByMetric = defineFunction({
  name: 'aliasByMetric',
  group: 'Alias',
  summary: 'Names series by the last segment of their name.',
  description: 'Inside a computed name it is that of the innermost brackets.',
  params: { seriesList: seriesList('the series to name') },
  run: ({ seriesList }) => seriesList.map((series) => rename(series, sliceOfName(series.name, -1, 0))),
  cases: [
    {
      call: 'aliasByMetric(hosts.web1.*)',
      given: { 'hosts.web1.cpu': [1, 2], 'hosts.web1.load': [3, null] },
      expect: { cpu: [1, 2], load: [3, null] },
    },
    { call: 'aliasByMetric(scale(sum(a.b,c.d),2))', given: { 'a.b': [1], 'c.d': [2] }, expect: { d: [6] } },
    {
      call: 'aliasByMetric(disk.used;host=a)',
      given: { 'disk.used;host=a': [1] },
      expect: { 'used;host=a': [1] },
    },
  ],
});
