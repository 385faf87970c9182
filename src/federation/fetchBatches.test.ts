import { expect, test } from 'vitest';
import { fetchBatches } from './fetchBatches.ts';

const range = { from: 100, until: 200 };
const texts = (batches: ReturnType<typeof fetchBatches>) =>
  batches.map(({ targets }) => targets.map(({ text }) => text));

test('patterns of one range travel together, others alone', () => {
  const batches = fetchBatches([
    { pattern: 'a.*', ...range },
    { pattern: 'b', from: 0, until: 200 },
    { pattern: 'seriesByTag(…)', tags: ['name=x', "host=~it's\\d"], ...range },
    { pattern: 'c', ...range },
  ]);
  expect(texts(batches)).toEqual([['a.*', 'c'], ['b'], [`seriesByTag('name=x', "host=~it's\\d")`]]);
  expect(batches.map(({ targets }) => targets.map(({ index }) => index))).toEqual([[0, 3], [1], [2]]);
});

test('quotes of both kinds are escaped', () => {
  expect(texts(fetchBatches([{ pattern: '', tags: [`a="'`], ...range }]))).toEqual([
    [`seriesByTag("a=\\"'")`],
  ]);
});

test('there are only so many targets and letters in one', () => {
  const requests = (count: number, pattern: string) =>
    Array.from({ length: count }, () => ({ pattern, ...range }));
  expect(fetchBatches(requests(120, 'a')).map(({ targets }) => targets.length)).toEqual([50, 50, 20]);
  expect(fetchBatches(requests(4, 'a'.repeat(1500))).map(({ targets }) => targets.length)).toEqual([2, 2]);
  expect(fetchBatches(requests(2, 'a'.repeat(9000)))).toHaveLength(2);
  expect(fetchBatches(requests(3, 'a'), 1)).toHaveLength(3);
});
