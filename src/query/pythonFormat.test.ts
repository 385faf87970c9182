import { expect, test } from 'vitest';
import { pythonFormat } from './pythonFormat.ts';

/** Expected texts are what Python 3.11 makes of `format % float`. */
test.each([
  ['%d', 3.99, '3'],
  ['%d', -3.99, '-3'],
  ['%5d|', 42, '   42|'],
  ['%-5d|', 42, '42   |'],
  ['%05d', -42, '-0042'],
  ['%+d', 42, '+42'],
  ['% i', 42, ' 42'],
  ['%s', 5, '5.0'],
  ['%s', 0.1, '0.1'],
  ['%6s|', 1.5, '   1.5|'],
  ['%.2s', 12.5, '12'],
  ['%f', 1 / 3, '0.333333'],
  ['%.2f', 0.125, '0.12'],
  ['%.2f', 0.375, '0.38'],
  ['%.1f', -0.04, '-0.0'],
  ['%.0f', 2.5, '2'],
  ['%08.2f', -1.5, '-0001.50'],
  ['%.1f', 1e22, '10000000000000000000000.0'],
  ['%.2e', 12345, '1.23e+04'],
  ['%g', 1e6, '1e+06'],
  ['%.3g', 1234.5, '1.23e+03'],
  ['%.3g', 0.5, '0.5'],
  ['%d %% of it', 50, '50 % of it'],
])('%s of %d', (format, value, expected) => {
  expect(pythonFormat(format, value)).toBe(expected);
});

test.each([
  ['no place', '0 places'],
  ['%d and %d', '2 places'],
  ['%x', 'contains %x'],
  ['%(name)s', 'contains %('],
  ['100%', 'contains %'],
  ['%999d', 'too wide'],
  ['%.999f', 'too wide'],
])('%s is refused', (format, reason) => {
  expect(() => pythonFormat(format, 1)).toThrow(reason);
});
