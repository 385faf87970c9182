import { expect, test } from 'vitest';
import { NameSearch } from './nameSearch.ts';
import { SeriesRegistry } from './seriesRegistry.ts';

const registry = new SeriesRegistry();
const schema = registry.internSchema({
  archives: [{ step: 60, points: 60 }],
  aggregation: 'average',
  xFilesFactor: 0,
});
for (const name of ['Web01.CPU.user', 'web02.cpu.user', 'web01.gone', 'web01.mem', 'db.cpu'])
  registry.addSeries(new TextEncoder().encode(name), schema);
registry.addSpelling(new TextEncoder().encode('.db.cpu'), 0, 7, 4);
registry.remove(2);
const search = new NameSearch(registry);

test.each([
  ['web01', 10, ['Web01.CPU.user', 'web01.mem'], false],
  ['CPU web', 10, ['Web01.CPU.user', 'web02.cpu.user'], false],
  ['cpu', 2, ['Web01.CPU.user', 'web02.cpu.user'], true],
  ['', 10, ['Web01.CPU.user', 'db.cpu', 'web01.mem', 'web02.cpu.user'], false],
  ['gone', 10, [], false],
])('"%s", at most %i', (text, limit, names, truncated) => {
  expect(search.find(text, limit)).toEqual({ names, truncated });
});

test('only accepted series count', () => {
  expect(search.find('cpu', 2, (series) => series > 0)).toEqual({
    names: ['db.cpu', 'web02.cpu.user'],
    truncated: false,
  });
});
