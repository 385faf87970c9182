import { describe, expect, test } from 'vitest';
import { createNaiveStore } from '../../../test/support/naiveStore.ts';
import { evaluateTargets } from '../evaluate.ts';

const HOUR = 3600;
const seconds = (iso: string): number => Date.parse(iso) / 1000;

interface Query {
  readonly from: number;
  readonly until: number;
  readonly now?: number;
  readonly tz?: string;
}

/** Series whose values are their own times, so that it shows where each one comes from: `a` hourly, `b` every two hours. */
async function shiftedTimes(target: string, { from, until, now = until, tz = 'UTC' }: Query) {
  const store = createNaiveStore(() => now);
  const times = Array.from({ length: 24 * 400 }, (_, i) => seconds('2023-12-01T00:00:00Z') + i * HOUR);
  for (const [name, step] of Object.entries({ 'x.a': HOUR, 'x.b': 2 * HOUR })) {
    store.add(
      name,
      step,
      times.filter((time) => time % step === 0).map((time) => [time, time]),
    );
  }
  const { results } = await evaluateTargets([target], {
    store,
    nowSeconds: now,
    from,
    until,
    tz,
    limits: { maxSeries: 10, maxPoints: 100_000, maxTargetLength: 1000, maxDepth: 10 },
  });
  const { series, error } = results[0]!;
  expect(error).toBeUndefined();
  return series.map(({ start, end, step, values }) => ({
    slots: (end - start) / step,
    length: values.length,
    start,
    // How much earlier than it is shown the first value was.
    shift: start - values[0]!,
  }));
}

describe('where the range reaches beyond now', () => {
  const from = seconds('2024-06-01T00:00:00Z');
  const future = { from, until: from + 10 * HOUR, now: from + 4 * HOUR };

  test('the shifted series ends where the series itself does', async () => {
    const [series] = await shiftedTimes("timeShift(x.a,'1d')", future);
    expect(series).toMatchObject({ slots: 4, shift: 24 * HOUR, start: from + HOUR });
  });

  test('it goes on to the end if that is asked for', async () => {
    const [series] = await shiftedTimes("timeShift(x.a,'1d',false)", future);
    expect(series).toMatchObject({ slots: 10, length: 10, shift: 24 * HOUR });
  });

  test('timeStack ends all alike', async () => {
    const all = await shiftedTimes("timeStack(x.a,'1d',0,3)", future);
    expect(all.map(({ slots, shift }) => [slots, shift / HOUR])).toEqual([
      [4, 0],
      [4, 24],
      [4, 48],
    ]);
  });
});

test('series of different steps keep their own slots', async () => {
  const from = seconds('2024-06-01T00:00:00Z');
  const all = await shiftedTimes("timeShift(x.*,'1d')", { from, until: from + 6 * HOUR });
  expect(all.map(({ start, shift }) => [start - from, shift / HOUR])).toEqual([
    [HOUR, 24],
    [2 * HOUR, 24],
  ]);
});

test('a shift by part of a step lands on the slots of the series itself', async () => {
  const from = seconds('2024-06-01T00:00:00Z');
  const [series] = await shiftedTimes("timeShift(x.a,'90min')", { from, until: from + 6 * HOUR });
  expect(series).toMatchObject({ start: from + HOUR, shift: 2 * HOUR });
});

describe('alignDst compares clock times', () => {
  const april = seconds('2024-04-05T00:00:00Z');
  const november = seconds('2024-11-05T00:00:00Z');
  const change = seconds('2024-03-31T01:00:00Z');
  const day = 24 * HOUR;

  test.each([
    ['summer with winter', april, april + day, 'Europe/Berlin', 30 * 24 - 1],
    ['winter with summer', november, november + day, 'Europe/Berlin', 30 * 24 + 1],
    ['half an hour', november, november + day, 'Australia/Lord_Howe', 60 * 24],
    ['without summer time', april, april + day, 'UTC', 30 * 24],
    ['a range in which clocks change', change - day, change + day, 'Europe/Berlin', 30 * 24],
  ])('%s', async (_, from, until, tz, hours) => {
    const target = tz.includes('Lord')
      ? "timeShift(x.a,'60d',true,true)"
      : "timeShift(x.a,'30d',alignDst=true)";
    const [series] = await shiftedTimes(target, { from, until, tz });
    expect(series!.shift / HOUR).toBe(hours);
  });
});
