import { expect, test } from 'vitest';
import type { FieldConfig } from '../../schema/dashboard.ts';
import { fillNulls } from './nulls.ts';

/** A digit is a value, a dot a slot without one, a blank a slot of other series. */
const read = (text: string) => ({
  values: Float64Array.from(text, (one) => (/\d/.test(one) ? Number(one) : Number.NaN)),
  own: text.includes(' ') ? Uint8Array.from(text, (one) => (one === ' ' ? 0 : 1)) : null,
});
/** The values as they are drawn: a dash is passed over, a dot breaks the line. */
const drawn = (text: string, nulls: FieldConfig['nulls'], end = text.length) => {
  const { values, own } = read(text);
  const filled = fillNulls(values, own, nulls, end);
  return [...filled.values]
    .map((value, i) => (!Number.isNaN(value) ? String(value) : filled.own?.[i] === 0 ? '-' : '.'))
    .join('');
};

test.each<[string, FieldConfig['nulls'], string]>([
  ['12..5', undefined, '12..5'],
  ['12..5', 'gap', '12..5'],
  ['.12..5.', 'connect', '.12--5.'],
  ['1.3..6...9', 2, '1-3--6...9'],
  ['1.3..6', 1, '1-3..6'],
  ['.1..4.', 'zero', '010040'],
  // Slots of other series are no slots that were missed.
  ['1 . 3 . . 6', 1, '1---3-.-.-6'],
  ['1 . 3', 'zero', '1-0-3'],
])('%s with %s: %s', (text, nulls, expected) => expect(drawn(text, nulls)).toBe(expected));

test('what is not over yet is no zero', () => expect(drawn('1..', 'zero', 2)).toBe('10.'));
