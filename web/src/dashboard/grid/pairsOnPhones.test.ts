import { expect, test } from 'vitest';
import { pairsOnPhones } from './pairsOnPhones.ts';

/** `s` is a small stat, `S` a wide one, `g` a gauge, `t` a chart. */
const of = (types: string) =>
  [...types].map((letter, i) => ({
    id: String(i),
    panel: { type: { s: 'stat', S: 'stat', g: 'gauge' }[letter] ?? 'timeseries' },
    grid: { w: letter === 'S' ? 24 : 4 },
  }));

test.each([
  ['', ''],
  ['s', ''],
  ['sg', '01'],
  ['sgs', '01'],
  ['stg', ''],
  ['tsgsgt', '1234'],
  ['sSs', ''],
])('of %s, %s stand beside each other', (types, pairs) =>
  expect([...pairsOnPhones(of(types))].join('')).toBe(pairs),
);
