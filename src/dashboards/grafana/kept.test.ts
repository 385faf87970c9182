import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from './json.ts';
import { giveBack, keep } from './kept.ts';

/** Few names and values, so that two objects have much in common and differ in every way. */
const name = fc.constantFrom('a', 'b', '0', '$changed', '$items');
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, 1, '', 'x'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(name, tie('json'), { maxKeys: 4 }),
  ),
}));
const object = fc.dictionary(name, json, { maxKeys: 4 }) as fc.Arbitrary<JsonObject>;

test('what was kept makes the original of what we write', () => {
  fc.assert(
    fc.property(object, object, (original, written) => {
      const before = structuredClone(written);
      expect(giveBack(written, keep(original, written))).toEqual(original);
      expect(written).toEqual(before);
    }),
    { numRuns: 2000 },
  );
});

test('of two that are the same nothing is kept', () => {
  fc.assert(
    fc.property(object, (value) => {
      expect(keep(value, structuredClone(value))).toBe(null);
    }),
  );
});

test('it is plain JSON, so it survives a file', () => {
  fc.assert(
    fc.property(object, object, (original, written) => {
      const kept = keep(original, written);
      expect(giveBack(written, JSON.parse(JSON.stringify(kept)))).toEqual(original);
    }),
  );
});

describe('what was edited since wins', () => {
  const original = { unit: 'foo', links: [{ url: '/a', icon: 'x' }], custom: { border: true }, gone: 1 };
  const written = { unit: 'short', links: [{ url: '/a' }], more: 2 };
  const kept = keep(original, written);
  test.each<[string, JsonObject, JsonObject]>([
    ['a changed member', { ...written, unit: 'bytes' }, { ...original, unit: 'bytes' }],
    [
      'one that was taken away',
      { unit: 'short', more: 2 },
      { unit: 'foo', custom: { border: true }, gone: 1 },
    ],
    ['one that we would not have written', { ...written, more: 3 }, { ...original, more: 3 }],
    [
      'one beside kept ones',
      { ...written, custom: { width: 2 } },
      { ...original, custom: { width: 2, border: true } },
    ],
    ['a longer list', { ...written, links: [] }, { ...original, links: [] }],
  ])('%s', (_name, edited, expected) => expect(giveBack(edited, kept)).toEqual(expected));
});

test.each([
  [{ $changed: 'x' }],
  [{ $changed: [null, {}, { path: [] }, { path: ['__proto__', 'x'], to: 1 }] }],
])('nonsense in a file does no harm: %j', (kept) => expect(giveBack({ a: 1 }, kept)).toEqual({ a: 1 }));
