import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indentJson } from './indentJson.ts';

const indented = (text: string) => indentJson(Buffer.from(text)).toString();

test.each([
  ['[]', '[]'],
  ['[ ]', '[]'],
  ['{"a": [], "b": {}}', '{\n  "a": [],\n  "b": {}\n}'],
  ['[[1, 60], [-1e9999, 120]]', '[\n  [\n    1,\n    60\n  ],\n  [\n    -1e9999,\n    120\n  ]\n]'],
  ['["a, b: [\\"", "\\\\"]', '[\n  "a, b: [\\"",\n  "\\\\"\n]'],
])('%s', (compact, expected) => {
  expect(indented(compact)).toBe(expected);
});

test('any JSON is laid out as JSON.stringify lays it out', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      (value) => indented(JSON.stringify(value)) === JSON.stringify(value, null, 2),
    ),
  );
});
