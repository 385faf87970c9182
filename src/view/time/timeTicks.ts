import { dayStart, midnightOf, type WallTime, wallTime, zoneOffset } from './zone.ts';

/** A label below the time axis; `strong` marks the start of a day (or of a month, a year on long axes). */
export interface TimeTick {
  readonly seconds: number;
  readonly label: string;
  readonly strong: boolean;
}

const minute = 60;
const hour = 3600;
const day = 86_400;
const steps = [
  1,
  2,
  5,
  10,
  15,
  30,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
];
/** Mean length of a month. */
const monthDays = 30.44;
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120];

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekday = (wall: WallTime): string => weekdays[wall.weekday];
const month = (wall: WallTime): string => months[wall.month - 1];

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * Ticks at natural boundaries of a zone (full minutes, hours, midnights, Mondays, firsts of the month), at most
 * `maxCount` of them. Days are counted by the calendar, so that a change to summer time moves no midnight.
 */
export function timeTicks(from: number, until: number, maxCount: number, zone: string): TimeTick[] {
  const span = until - from;
  if (!(span > 0) || maxCount < 1) return [];
  const wanted = span / maxCount;
  const step = steps.find((candidate) => candidate >= wanted);
  if (step === undefined) return monthTicks(from, until, wanted, zone);
  return step >= day ? dayTicks(from, until, step / day, zone) : clockTicks(from, until, step, zone);
}

function dayTicks(from: number, until: number, days: number, zone: string): TimeTick[] {
  const short = until - from <= 10 * day;
  const ticks: TimeTick[] = [];
  const first = wallTime(from, zone);
  for (let i = 0; ; i++) {
    const seconds = midnightOf(first.year, first.month, first.day + i, zone);
    if (seconds > until) return ticks;
    const wall = wallTime(seconds, zone);
    // Weeks begin on Monday; other steps count from the first of the month, so that they do not wander.
    const onStep =
      days === 1 ||
      (days === 7 && wall.weekday === 1) ||
      (days === 14 && wall.weekday === 1 && Math.floor(seconds / (7 * day)) % 2 === 0) ||
      (days === 2 && wall.day % 2 === 1 && wall.day < 31);
    if (!onStep || seconds < from) continue;
    const label = short ? `${weekday(wall)} ${wall.day}` : `${wall.day} ${month(wall)}`;
    ticks.push({ seconds, label, strong: wall.day === 1 });
  }
}

/** Within a day: multiples of the step from each midnight. */
function clockTicks(from: number, until: number, step: number, zone: string): TimeTick[] {
  const ticks: TimeTick[] = [];
  let start = dayStart(from, zone);
  while (start <= until) {
    const today = wallTime(start, zone);
    const end = midnightOf(today.year, today.month, today.day + 1, zone);
    const firstStep = Math.max(0, Math.ceil((from - start) / step));
    for (let even = start + firstStep * step; even < end + hour; even += step) {
      // On a day that changes its clocks, wide steps follow the wall: 06:00 and 12:00, not 07:00 and 13:00.
      const seconds = step > hour ? even - (zoneOffset(even, zone) - zoneOffset(start, zone)) : even;
      if (seconds < from) continue;
      if (seconds >= end || seconds > until) break;
      const wall = wallTime(seconds, zone);
      const atMidnight = seconds === start;
      const clock = `${two(wall.hour)}:${two(wall.minute)}`;
      const label = atMidnight
        ? `${weekday(wall)} ${wall.day}`
        : step < minute
          ? `${clock}:${two(wall.second)}`
          : clock;
      ticks.push({ seconds, label, strong: atMidnight });
    }
    // A zone that jumped over a whole day (Samoa in 2011) still goes on.
    start = end > start ? end : start + day;
  }
  return ticks;
}

function monthTicks(from: number, until: number, wanted: number, zone: string): TimeTick[] {
  const step = monthSteps.find((candidate) => candidate * monthDays * day >= wanted) ?? 240;
  const start = wallTime(from, zone);
  const ticks: TimeTick[] = [];
  const absolute = start.year * 12 + start.month - 1;
  for (let index = Math.ceil(absolute / step) * step; ; index += step) {
    const seconds = midnightOf(Math.floor(index / 12), (index % 12) + 1, 1, zone);
    if (seconds > until) return ticks;
    const newYear = index % 12 === 0;
    const label = newYear ? String(Math.floor(index / 12)) : months[index % 12];
    if (seconds >= from) ticks.push({ seconds, label, strong: newYear });
  }
}

/** A moment in full, as tooltips and tables show it: `Mon 23 Nov 14:05:09`; the year only when it is another one. */
export function formatMoment(seconds: number, zone: string, now: number): string {
  const wall = wallTime(seconds, zone);
  const year = wall.year === wallTime(now, zone).year ? '' : ` ${wall.year}`;
  const clock = `${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}`;
  return `${weekday(wall)} ${wall.day} ${month(wall)}${year} ${clock}`;
}
