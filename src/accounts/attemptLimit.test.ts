import { describe, expect, test } from 'vitest';
import { attemptLimit } from './attemptLimit.ts';

describe('attemptLimit', () => {
  test('grants a burst, then one per interval', () => {
    const limit = attemptLimit({ burst: 3, secondsEach: 10 });
    expect([1, 2, 3].map(() => limit.take('a', 100))).toEqual([0, 0, 0]);
    expect(limit.take('a', 100)).toBe(10);
    expect(limit.take('a', 104)).toBe(6);
    expect(limit.take('a', 110)).toBe(0);
    expect(limit.take('a', 110)).toBe(10);
    expect(limit.take('b', 110)).toBe(0);
  });

  test('never saves up more than the burst', () => {
    const limit = attemptLimit({ burst: 2, secondsEach: 1 });
    limit.take('a', 0);
    expect([1, 2, 3].map(() => limit.take('a', 10_000))).toEqual([0, 0, 1]);
  });

  test('an attempt given back does not count', () => {
    const limit = attemptLimit({ burst: 1, secondsEach: 10 });
    for (let i = 0; i < 20; i++) {
      expect(limit.take('a', 5)).toBe(0);
      limit.giveBack('a');
    }
  });

  test('a clock that jumps back neither refills nor locks out', () => {
    const limit = attemptLimit({ burst: 1, secondsEach: 10 });
    limit.take('a', 1_000_000);
    expect(limit.take('a', 5)).toBe(10);
    expect(limit.take('a', 15)).toBe(0);
  });

  test('forgets the key that was unused for longest, so memory is bounded', () => {
    const limit = attemptLimit({ burst: 1, secondsEach: 1e9, maxKeys: 100 });
    limit.take('first', 0);
    for (let i = 0; i < 99; i++) limit.take(`key ${i}`, 0);
    expect(limit.take('first', 0)).toBeGreaterThan(0);
    limit.take('one more', 0);
    expect(limit.take('first', 0)).toBeGreaterThan(0);
    expect(limit.take('key 0', 0)).toBe(0);
  });
});
