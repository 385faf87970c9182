import { expect, test } from 'vitest';
import type { Series } from '../query/series.ts';
import type { RenderOptions } from './format.ts';
import { formatNamed } from './index.ts';
import { minutes } from './testing/series.ts';

const { NaN: none, POSITIVE_INFINITY: infinity } = Number;
const values = [1, none, 2.5, 0.00001, 1e16, infinity, -infinity, -0];

test.each<[format: string, what: string, list: Series[], options: RenderOptions, text: string]>([
  ['csv', 'nothing', [], {}, ''],
  [
    'csv',
    'values as Python prints them',
    [minutes('a.b', values)],
    {},
    [
      'a.b,1970-01-01 00:01:00,1.0',
      'a.b,1970-01-01 00:02:00,',
      'a.b,1970-01-01 00:03:00,2.5',
      'a.b,1970-01-01 00:04:00,1e-05',
      'a.b,1970-01-01 00:05:00,1e+16',
      'a.b,1970-01-01 00:06:00,inf',
      'a.b,1970-01-01 00:07:00,-inf',
      'a.b,1970-01-01 00:08:00,-0.0',
      '',
    ].join('\r\n'),
  ],
  [
    'csv',
    'names in quotation marks where they have to be, times of the zone',
    [minutes('f(a,"b")', [1]), minutes('a b;c=d', [2])],
    { tz: 'Asia/Kolkata', maxDataPoints: 1, noNullPoints: true },
    '"f(a,""b"")",1970-01-01 05:31:00,1.0\r\na b;c=d,1970-01-01 05:31:00,2.0\r\n',
  ],
  ['raw', 'nothing', [], {}, ''],
  [
    'raw',
    'a line each',
    [minutes('a.b', values), minutes('c', [])],
    { maxDataPoints: 1 },
    'a.b,60,540,60|1.0,None,2.5,1e-05,1e+16,inf,-inf,-0.0\nc,60,60,60|\n',
  ],
  ['dygraph', 'nothing', [], {}, '{}'],
  [
    'dygraph',
    'a row a time, in milliseconds',
    [minutes('a', [1, none, infinity]), minutes('"b"', [-infinity, 2.5, 3])],
    { maxDataPoints: 1 },
    '{"labels" : ["Time","a","\\"b\\""], "data" : [[60000, 1, -Infinity], [120000, null, 2.5], [180000, Infinity, 3]]}',
  ],
  [
    'dygraph',
    'series on different grids',
    [minutes('a', [1, 2]), minutes('b', [3, 4], { start: 30, step: 90 })],
    {},
    '{"labels" : ["Time","a","b"], "data" : [[30000, null, 3], [60000, 1, null], [120000, 2, 4]]}',
  ],
  ['rickshaw', 'nothing', [], {}, '[]'],
  [
    'rickshaw',
    'an object a point',
    [minutes('a', [1, none, infinity]), minutes('b', [])],
    {},
    '[{"target": "a", "datapoints": [{"x": 60, "y": 1}, {"x": 120, "y": null}, {"x": 180, "y": Infinity}]}, {"target": "b", "datapoints": []}]',
  ],
])('%s: %s', (format, _, list, options, text) => {
  expect(formatNamed(format).render(list, options).body.toString()).toBe(text);
});

test.each([
  ['csv', 'text/csv', false],
  ['raw', 'text/plain', false],
  ['dygraph', 'application/json', true],
  ['rickshaw', 'application/json', true],
])('%s is %s', (format, contentType, isJson) => {
  expect(formatNamed(format).render([], {}).contentType).toBe(contentType);
  const wrapped = formatNamed(format).render([], { jsonp: 'draw' });
  expect(wrapped.contentType).toBe(isJson ? 'text/javascript' : contentType);
  expect(wrapped.body.toString().startsWith('draw(')).toBe(isJson);
});

test('rows without end are refused', () => {
  const list = Array.from({ length: 200 }, (_, i) =>
    minutes(`s${i}`, [], { values: new Float64Array(60_000) }),
  );
  expect(() => formatNamed('dygraph').render(list, {})).toThrow('60000 rows of 200 columns');
});
