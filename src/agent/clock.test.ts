import { expect, test } from 'vitest';
import type { Clock } from './clock.ts';
import { everyInterval } from './clock.ts';

/** A clock that stands until it is told; timers fire in order as it goes. */
function createManualClock(startMs: number) {
  let now = startMs;
  let timers: { at: number; call: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(milliseconds, call) {
      const timer = { at: now + milliseconds, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  return {
    clock,
    /** Goes on to `ms`; each timer fires `lateMs` after its time. */
    goTo(ms: number, lateMs = 0): void {
      for (;;) {
        timers.sort((a, b) => a.at - b.at);
        const next = timers[0];
        if (next === undefined || next.at + lateMs > ms) break;
        timers.shift();
        now = Math.max(now, next.at + lateMs);
        next.call();
      }
      now = ms;
    },
    /** The machine hangs, or somebody sets the clock: no timer fires meanwhile, and their remaining times stay. */
    jump(byMs: number): void {
      now += byMs;
      for (const timer of timers) timer.at += byMs;
    },
    pending: () => timers.length,
  };
}

test('ticks at full seconds, however late each tick comes', () => {
  const { clock, goTo } = createManualClock(1_000_300);
  const slots: number[] = [];
  everyInterval(clock, 1, (seconds) => slots.push(seconds));
  goTo(1_010_500, 7);
  expect(slots).toEqual([1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010]);
});

test('longer intervals are aligned as well', () => {
  const { clock, goTo } = createManualClock(1_003_000);
  const slots: number[] = [];
  everyInterval(clock, 10, (seconds) => slots.push(seconds));
  goTo(1_035_000, 3);
  expect(slots).toEqual([1010, 1020, 1030]);
});

test('after a pause the slots in between are left out', () => {
  const { clock, goTo } = createManualClock(1_000_000);
  const slots: number[] = [];
  everyInterval(clock, 1, (seconds) => slots.push(seconds));
  goTo(1_002_000);
  goTo(1_006_400, 3300);
  goTo(1_008_000);
  expect(slots).toEqual([1001, 1002, 1006, 1007, 1008]);
});

test('a timer that comes early waits for the rest instead of ticking twice', () => {
  const { clock, goTo, jump } = createManualClock(1_000_000);
  const slots: number[] = [];
  everyInterval(clock, 1, (seconds) => slots.push(seconds));
  jump(-1); // the timer now fires a millisecond before the full second
  goTo(1_002_500);
  expect(slots).toEqual([1001, 1002]);
});

test('a clock that is set back goes on ticking at once, one that is set forward leaves slots out', () => {
  const { clock, goTo, jump } = createManualClock(5_000_000);
  const slots: number[] = [];
  everyInterval(clock, 1, (seconds) => slots.push(seconds));
  goTo(5_001_000);
  jump(-3_600_000);
  goTo(1_403_500);
  jump(60_000);
  goTo(1_465_500);
  expect(slots).toEqual([5001, 1402, 1403, 1464, 1465]);
});

test('stops, and a tick that throws does not end the ticking', () => {
  const { clock, goTo, pending } = createManualClock(0);
  const slots: number[] = [];
  const stop = everyInterval(clock, 1, (seconds) => {
    slots.push(seconds);
    if (seconds === 1) throw new Error('a fault');
  });
  expect(() => goTo(1000)).toThrow('a fault');
  goTo(3000);
  stop();
  goTo(9000);
  expect(slots).toEqual([1, 2, 3]);
  expect(pending()).toBe(0);
});
