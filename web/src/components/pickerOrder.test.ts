import { expect, test } from 'vitest';
import { pickerOrder } from './pickerOrder.ts';

const option = (label: string, group?: string) => ({ value: label, label, ...(group ? { group } : {}) });
const options = [
  option('Kilobytes', 'Data'),
  option('bytes/s', 'Data rate'),
  option('bytes (IEC)', 'Data'),
  option('bytes', 'Data'),
  option('percent', 'Misc'),
];

test.each<[string, string[]]>([
  ['', ['Kilobytes', 'bytes/s', 'bytes (IEC)', 'bytes', 'percent']],
  ['bytes', ['bytes', 'bytes/s', 'bytes (IEC)', 'Kilobytes']],
  ['IEC', ['bytes (IEC)']],
  ['rate bytes', ['bytes/s']],
  ['data', ['Kilobytes', 'bytes/s', 'bytes (IEC)', 'bytes']],
  ['nothing', []],
])('"%s"', (text, expected) =>
  expect(pickerOrder(options, text).map(({ label }) => label)).toEqual(expected),
);
