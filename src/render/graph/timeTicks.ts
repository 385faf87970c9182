/** Labels below the axis of time, at boundaries of clock and calendar in a time zone. */
import { offsetAt, secondsOfWallTime, wallTimeAt } from '../../query/timeZone.ts';
import { monthName, padded, strftime, weekdayName, zonedMoment } from './strftime.ts';

export interface TimeTick {
  /** Since 1970. */
  readonly seconds: number;
  readonly label: string;
  /** The start of a day among hours, of a year among months. */
  readonly strong: boolean;
}

export interface TimeTickTask {
  /** Seconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** IANA name. */
  readonly zone: string;
  /** More labels have no room. */
  readonly maxCount: number;
  /** Of the labels, as in strftime, instead of what suits the distance. */
  readonly format?: string;
}

type Step = { readonly unit: 'second' | 'day' | 'month'; readonly count: number };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Mean length of a month. */
const MONTH = 30.44 * DAY;
const UNIT_SECONDS = { second: 1, day: DAY, month: MONTH };

const of = (unit: Step['unit'], counts: readonly number[]): Step[] =>
  counts.map((count) => ({ unit, count }));
/** From short to long. */
const STEPS: readonly Step[] = [
  ...of('second', [1, 2, 5, 10, 15, 30]),
  ...of(
    'second',
    [1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ),
  ...of(
    'second',
    [1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ),
  ...of('day', [1, 2, 7, 14]),
  ...of('month', [1, 2, 3, 6]),
  ...of(
    'month',
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].map((years) => years * 12),
  ),
];

/** At most `maxCount` ticks, ascending. */
export function timeTicks(task: TimeTickTask): TimeTick[] {
  const { from, until, maxCount } = task;
  const span = until - from;
  if (!(span > 0) || maxCount < 1) return [];
  const step =
    STEPS.find(({ unit, count }) => count * UNIT_SECONDS[unit] * maxCount >= span) ?? STEPS.at(-1)!;
  return secondsOf(task, step).map((second) => tickAt(second, step, task));
}

function secondsOf(task: TimeTickTask, step: Step): number[] {
  if (step.unit !== 'second') return onCalendar(task, step);
  return step.count < HOUR ? withinHours(task, step.count) : withinDays(task, step.count / HOUR);
}

/** Multiples of less than an hour. Clocks are changed by half hours and hours, which moves none of these. */
function withinHours({ from, until, zone }: TimeTickTask, step: number): number[] {
  const offset = offsetAt(from, zone);
  const first = Math.ceil((from + offset) / step) * step - offset;
  const ticks: number[] = [];
  for (let seconds = first; seconds <= until; seconds += step) ticks.push(seconds);
  return ticks;
}

/** Multiples of `step` hours from each midnight, by what clocks show: a change to summer time moves none. */
function withinDays({ from, until, zone }: TimeTickTask, step: number): number[] {
  const ticks: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  const wall = wallTimeAt(from, zone);
  for (let day = wall.day; ; day++) {
    for (let hour = 0; hour < 24; hour += step) {
      const seconds = secondsOfWallTime({ ...wall, day, hour, minute: 0 }, zone);
      if (!(seconds <= until)) return ticks;
      // Hours that spring leaves out are the same as others.
      if (seconds < from || seconds <= last) continue;
      ticks.push(seconds);
      last = seconds;
    }
  }
}

function onCalendar({ from, until, zone }: TimeTickTask, { unit, count }: Step): number[] {
  const start = wallTimeAt(from, zone);
  const ticks: number[] = [];
  // Weeks begin on Mondays, and two of them at every second Monday since 1970.
  const epochDay = Math.floor(Date.UTC(start.year, start.month - 1, start.day) / 1000 / DAY);
  const firstMonth = Math.ceil((start.year * 12 + start.month - 1) / count) * count;
  for (let i = 0; ; i++) {
    const month = firstMonth + i * count;
    const wall =
      unit === 'day'
        ? { ...start, day: start.day + i, hour: 0, minute: 0 }
        : { year: Math.floor(month / 12), month: (month % 12) + 1, day: 1, hour: 0, minute: 0 };
    const seconds = secondsOfWallTime(wall, zone);
    if (!(seconds <= until)) return ticks;
    if (seconds >= from && (unit === 'month' || isOnStep(epochDay + i, count))) ticks.push(seconds);
  }
}

/** Whether a label falls on the day, counted from 1970-01-01, a Thursday. */
function isOnStep(epochDay: number, days: number): boolean {
  if (days === 1) return true;
  if (days === 2) {
    // Odd days of the month, but not a 31st with the 1st right behind it.
    const date = new Date(epochDay * DAY * 1000).getUTCDate();
    return date % 2 === 1 && date < 31;
  }
  return (epochDay - 4) % days === 0;
}

function tickAt(seconds: number, step: Step, { from, until, zone, format }: TimeTickTask): TimeTick {
  const moment = zonedMoment(seconds, zone);
  const { shown } = moment;
  const day = shown.getUTCDate();
  const label = (text: string, strong: boolean): TimeTick => ({
    seconds,
    label: format === undefined ? text : strftime(format, moment),
    strong,
  });
  if (step.unit === 'month') {
    const newYear = shown.getUTCMonth() === 0;
    return label(newYear ? String(shown.getUTCFullYear()) : monthName(moment).slice(0, 3), newYear);
  }
  const weekday = weekdayName(moment).slice(0, 3);
  if (step.unit === 'day') {
    const text = until - from <= 10 * DAY ? `${weekday} ${day}` : `${day} ${monthName(moment).slice(0, 3)}`;
    return label(text, day === 1);
  }
  const clock = `${padded(shown.getUTCHours())}:${padded(shown.getUTCMinutes())}`;
  if (clock === '00:00' && shown.getUTCSeconds() === 0) return label(`${weekday} ${day}`, true);
  return label(step.count < MINUTE ? `${clock}:${padded(shown.getUTCSeconds())}` : clock, false);
}
