import { expect, test } from 'vitest';
import { startLoopLag } from './loopLag.ts';

test('knows nothing for ten seconds, then how late timers were in them', () => {
  let now = 0;
  let fire = (_late: number): void => {};
  const lag = startLoopLag({
    monotonic: () => now,
    after(milliseconds, call) {
      fire = (late) => {
        now += milliseconds + late;
        call();
      };
      return () => {};
    },
  });
  for (let i = 0; i < 39; i++) fire(0);
  expect(lag.read()).toBeNull();
  fire(5000);
  expect(lag.read()).toBeNull();
  while (now < 10_000) fire(0);
  expect(lag.read()?.maxSeconds).toBe(5);
  expect(lag.read()?.meanSeconds).toBeCloseTo(0.1, 5);
  // The next window begins anew; until it is full the last one counts.
  fire(1);
  expect(lag.read()?.maxSeconds).toBe(5);
  while (now < 20_200) fire(0);
  expect(lag.read()?.maxSeconds).toBe(0.001);
});
