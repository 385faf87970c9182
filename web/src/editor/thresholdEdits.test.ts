import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Thresholds } from '../../../src/schema/dashboard.ts';
import {
  addThreshold,
  colorThreshold,
  moveThreshold,
  removeThreshold,
  thresholdRange,
  tidyThresholds,
} from './thresholdEdits.ts';

const two: Thresholds = {
  steps: [
    { value: null, color: 'ok' },
    { value: 70, color: 'warn' },
    { value: 90, color: 'crit' },
  ],
};
const numbers = ({ steps }: Thresholds) => steps.map(({ value }) => value);

describe('thresholds', () => {
  test('come one above the other', () => {
    expect(addThreshold(undefined)).toEqual({
      steps: [
        { value: null, color: 'ok' },
        { value: 80, color: 'warn' },
      ],
    });
    expect(numbers(addThreshold(addThreshold(undefined)))).toEqual([null, 80, 90]);
    expect(numbers(addThreshold(two))).toEqual([null, 70, 90, 110]);
  });
  test('move past each other with their colours', () =>
    expect(moveThreshold(two, 1, 95)).toEqual({
      steps: [
        { value: null, color: 'ok' },
        { value: 90, color: 'crit' },
        { value: 95, color: 'warn' },
      ],
    }));
  test('keep their base', () => {
    expect(moveThreshold(two, 0, 5)).toBe(two);
    expect(removeThreshold(two, 0)).toEqual(two);
    expect(numbers(removeThreshold(two, 1))).toEqual([null, 90]);
    expect(tidyThresholds({ steps: [{ value: 5, color: 'crit' }] }).steps[0]).toEqual({
      value: null,
      color: 'ok',
    });
  });
  test('take a colour', () => expect(colorThreshold(two, 0, '#123456').steps[0].color).toBe('#123456'));
  test.each<[Thresholds, { min: number; max: number } | null, number, number]>([
    [{ steps: [] }, null, 0, 100],
    [two, null, 0, 99],
    [two, { min: -10, max: 40 }, -20, 100],
    [{ ...two, mode: 'percent' }, { min: 0, max: 5000 }, 0, 100],
    [{ steps: [{ value: 0, color: 'ok' }] }, null, 0, 1],
  ])('%# span a range', (thresholds, data, min, max) => {
    const range = thresholdRange(thresholds, data);
    expect(range.min).toBeCloseTo(min, 0);
    expect(range.max >= max - 1).toBe(true);
  });

  test('stay in order whatever is done', () => {
    const action = fc.oneof(
      fc.constant((list: Thresholds) => addThreshold(list)),
      fc.tuple(fc.nat(6), fc.double({ min: -1e6, max: 1e6, noNaN: true })).map(
        ([at, value]) =>
          (list: Thresholds) =>
            moveThreshold(list, at, value),
      ),
      fc.nat(6).map((at) => (list: Thresholds) => removeThreshold(list, at)),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        let list = tidyThresholds(undefined);
        for (const act of actions) list = act(list);
        const [base, ...rest] = numbers(list);
        expect(base).toBeNull();
        expect(rest).toEqual([...rest].sort((a, b) => a! - b!));
      }),
    );
  });
});
