import { expect, test } from 'vitest';
import type { Frame } from '../../../src/view/frame.ts';
import { cellText, frameToCsv, rowCount, shownRows } from './frameTable.ts';

const frame: Frame = {
  name: 'x',
  refId: 'A',
  fields: [
    { name: 'Time', kind: 'time', values: Float64Array.of(0, 60) },
    { name: 'load, 1m', kind: 'number', values: Float64Array.of(0.123456, Number.NaN) },
    { name: 'host', kind: 'text', values: ['say "web"', null] },
  ],
};

test('as CSV', () =>
  expect(frameToCsv(frame)).toBe(
    'Time,"load, 1m",host\r\n1970-01-01T00:00:00Z,0.123456,"say ""web"""\r\n1970-01-01T00:01:00Z,,\r\n',
  ));

test('as texts', () => {
  const row = (i: number) => frame.fields.map((field) => cellText(field, i, (seconds) => `${seconds} s`));
  expect(rowCount(frame)).toBe(2);
  expect(row(0)).toEqual(['0 s', '0.123', 'say "web"']);
  expect(row(1)).toEqual(['60 s', '–', '–']);
});

test('a frame without fields has no rows', () => expect(rowCount({ ...frame, fields: [] })).toBe(0));

test('values over time come newest first, without rows of nothing but gaps', () => {
  const time = { name: 'Time', kind: 'time' as const, values: Float64Array.of(0, 60, 120) };
  const gappy = { name: 'a', kind: 'number' as const, values: Float64Array.of(1, Number.NaN, 3) };
  expect(shownRows({ ...frame, fields: [time, gappy] }, true)).toEqual([2, 0]);
  expect(shownRows({ ...frame, fields: [time, gappy] }, false)).toEqual([0, 1, 2]);
  expect(shownRows({ ...frame, fields: [gappy] }, true)).toEqual([0, 1, 2]);
});
