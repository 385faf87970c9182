import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OptionGroup } from '../panels/optionFields.ts';
import { isChanged, shownGroups, valueAt, withDefaults, withField, withValue } from './optionValues.ts';

test.each<[object, string, unknown, object]>([
  [{}, 'unit', 'bytes', { unit: 'bytes' }],
  [{}, 'legend.mode', 'table', { legend: { mode: 'table' } }],
  [{ legend: { mode: 'table', show: false } }, 'legend.mode', undefined, { legend: { show: false } }],
  [{ legend: { mode: 'table' } }, 'legend.mode', undefined, {}],
  [{ a: 1 }, 'b.c.d', undefined, { a: 1 }],
  [{ a: [1, 2] }, 'a.b', 3, { a: { b: 3 } }],
  [{ lineDash: [2, 2] }, 'lineDash', [], { lineDash: [] }],
])('%j with %s set to %j', (values, path, value, expected) =>
  expect(withValue({ ...values }, path, value)).toEqual(expected),
);

test('what was set is there, and taken away nothing is left of it', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('.'));
  const values = fc.dictionary(
    name,
    fc.oneof(fc.integer(), fc.dictionary(name, fc.integer(), { minKeys: 1 })),
  );
  fc.assert(
    fc.property(values, path, fc.integer(), (before, at, value) => {
      const set = withValue(before, at, value);
      expect(valueAt(set, at)).toBe(value);
      const taken = withValue(set, at, undefined);
      expect(valueAt(taken, at)).toBeUndefined();
      if (valueAt(before, at.split('.')[0]) === undefined) expect(taken).toEqual({ ...before });
    }),
  );
});

const groups: readonly OptionGroup[] = [
  {
    title: 'Legend',
    fields: [
      { kind: 'switch', path: 'legend.show', label: 'Show', default: true },
      {
        kind: 'choice',
        path: 'legend.placement',
        label: 'Placement',
        help: 'Where it stands',
        choices: [
          { value: 'bottom', label: 'Below' },
          { value: 'right', label: 'Right' },
        ],
        when: (values) => valueAt(values, 'legend.show') === true,
      },
    ],
  },
  { title: 'Axis', fields: [{ kind: 'text', path: 'axisLabel', label: 'Label' }] },
];
const [show, placement] = groups[0].fields;

describe('defaults', () => {
  test('are not stored', () => {
    expect(withField({ legend: { show: false } }, show, true)).toEqual({});
    expect(withField({}, show, false)).toEqual({ legend: { show: false } });
    expect(withField({}, placement, 'bottom')).toEqual({});
    expect(withField({}, placement, 'right')).toEqual({ legend: { placement: 'right' } });
    expect(isChanged({}, show)).toBe(false);
    expect(isChanged({ legend: { show: false } }, show)).toBe(true);
    expect(isChanged({ legend: { show: false } }, placement)).toBe(false);
  });
  test('hold where nothing is said', () => {
    expect(withDefaults({}, groups)).toEqual({ legend: { show: true, placement: 'bottom' } });
    expect(withDefaults({ legend: { show: false } }, groups)).toEqual({
      legend: { show: false, placement: 'bottom' },
    });
  });
});

test.each<[object, string, string[]]>([
  [{}, '', ['legend.show', 'legend.placement', 'axisLabel']],
  [{ legend: { show: false } }, '', ['legend.show', 'axisLabel']],
  [{}, 'LABEL', ['axisLabel']],
  [{}, 'legend stands', ['legend.placement']],
  [{}, 'nothing', []],
])('%j searched for "%s"', (values, search, paths) =>
  expect(
    shownGroups(groups, { ...values }, search).flatMap(({ fields }) => fields.map(({ path }) => path)),
  ).toEqual(paths),
);
