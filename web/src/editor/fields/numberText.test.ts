import { expect, test } from 'vitest';
import { readNumber, readNumbers } from './numberText.ts';

test.each<[string, number | null | undefined]>([
  ['1.5', 1.5],
  ['1,5', 1.5],
  ['-0.25', -0.25],
  ['.5', 0.5],
  ['2e6', 2_000_000],
  ['10k', 10_000],
  ['3 M', 3_000_000],
  ['4ki', 4096],
  ['4Ki', 4096],
  ['2Gi', 2 * 2 ** 30],
  ['5i', null],
  ['', undefined],
  ['  ', undefined],
  ['ten', null],
  ['1.2.3', null],
  ['1,000,000', null],
])('%s', (text, value) => expect(readNumber(text)).toBe(value));

test.each<[string, number[] | null]>([
  ['50, 95, 99', [50, 95, 99]],
  ['8 4;2', [8, 4, 2]],
  ['', []],
  ['50, x', null],
])('%s', (text, values) => expect(readNumbers(text)).toEqual(values));
