import { describe, expect, test } from 'vitest';
import type { Series } from '../query/series.ts';
import type { RenderOptions } from './format.ts';
import { formatNamed } from './index.ts';
import { minutes as series } from './testing/series.ts';

const answer = (list: readonly Series[], options: RenderOptions = {}) => {
  const { contentType, body } = formatNamed('json').render(list, options);
  return { contentType, text: body.toString() };
};

describe("graphite's json", () => {
  test.each<[string, Series[], RenderOptions, string]>([
    ['no series', [], {}, '[]'],
    ['series without a slot', [series('a', [])], {}, '[]'],
    [
      'values, gaps and tags',
      [series('a.b', [1, Number.NaN, 2.5], { tags: { name: 'a.b', host: 'ü"' } })],
      {},
      '[{"target": "a.b", "tags": {"name":"a.b","host":"ü\\""}, "datapoints": [[1, 60], [null, 120], [2.5, 180]]}]',
    ],
    [
      'one empty beside one that is not',
      [series('a', []), series('b', [1])],
      {},
      '[{"target": "a", "tags": {"name":"a"}, "datapoints": []}, {"target": "b", "tags": {"name":"b"}, "datapoints": [[1, 60]]}]',
    ],
    [
      'without gaps',
      [series('a', [Number.NaN, 1]), series('b', [Number.NaN])],
      { noNullPoints: true },
      '[{"target": "a", "tags": {"name":"a"}, "datapoints": [[1, 120]]}]',
    ],
    [
      'consolidated first, then without gaps',
      [series('a', [Number.NaN, Number.NaN, 1, 3])],
      { noNullPoints: true, maxDataPoints: 2 },
      '[{"target": "a", "tags": {"name":"a"}, "datapoints": [[2, 240]]}]',
    ],
    [
      'numbers that JSON has no word for, and small and large ones',
      [series('a', [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-7, 1e21, -0])],
      {},
      '[{"target": "a", "tags": {"name":"a"}, "datapoints": [[1e9999, 60], [-1e9999, 120], [1e-7, 180], [1e+21, 240], [0, 300]]}]',
    ],
    [
      'a bucket that begins after the end is left out, one just at the end is not',
      [series('a', [1, 2, 3], { end: 179 }), series('b', [1, 2, 3], { end: 180 })],
      {},
      '[{"target": "a", "tags": {"name":"a"}, "datapoints": [[1, 60], [2, 120]]}, {"target": "b", "tags": {"name":"b"}, "datapoints": [[1, 60], [2, 120], [3, 180]]}]',
    ],
  ])('%s', (_, list, options, expected) => {
    const { text, contentType } = answer(list, options);
    expect(text).toBe(expected);
    expect(contentType).toBe('application/json');
    JSON.parse(text);
  });

  test('large answers are whole', () => {
    const values = Array.from({ length: 200_000 }, (_, i) => i / 7);
    const [parsed] = JSON.parse(answer([series('a', values)]).text) as [{ datapoints: [number, number][] }];
    expect(parsed.datapoints.length).toBe(values.length);
    expect(parsed.datapoints.every(([value, seconds], i) => value === i / 7 && seconds === 60 + i * 60)).toBe(
      true,
    );
  });

  test('indented', () => {
    expect(answer([series('a', [1])], { pretty: true }).text).toBe(
      JSON.stringify([{ target: 'a', tags: { name: 'a' }, datapoints: [[1, 60]] }], null, 2),
    );
  });

  test('wrapped in a call', () => {
    expect(answer([], { jsonp: 'my.callback_1' })).toEqual({
      contentType: 'text/javascript',
      text: 'my.callback_1([])',
    });
  });

  test.each(['alert(1)//', '<script>', '', 'a b', 'x'.repeat(101)])('no call of %s', (jsonp) => {
    expect(() => answer([], { jsonp })).toThrow('jsonp has to be the name of a function');
  });
});

test('an unknown format names those there are', () => {
  expect(() => formatNamed('xml')).toThrow('there is no format "xml"; format may be json, csv, raw, pickle');
});
