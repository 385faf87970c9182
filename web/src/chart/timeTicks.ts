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
const weekday = (date: Date): string => weekdays[date.getDay()];
const month = (date: Date): string => months[date.getMonth()];

const two = (value: number): string => String(value).padStart(2, '0');

/** Midnight of the local day that `seconds` lies in. */
function localMidnight(seconds: number): Date {
  const date = new Date(seconds * 1000);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/**
 * Ticks at natural boundaries of the local zone (full minutes, hours, midnights, Mondays, firsts of the
 * month), at most `maxCount` of them. Days are counted by the calendar, so that a change to summer time moves
 * no midnight.
 */
export function timeTicks(from: number, until: number, maxCount: number): TimeTick[] {
  const span = until - from;
  if (!(span > 0) || maxCount < 1) return [];
  const wanted = span / maxCount;
  const step = steps.find((candidate) => candidate >= wanted);
  if (step === undefined) return monthTicks(from, until, wanted);
  const ticks: TimeTick[] = [];
  if (step >= day) {
    const days = step / day;
    const date = localMidnight(from);
    // Weeks begin on Monday; other steps count from the first of the month, so that they do not wander.
    while (date.getTime() / 1000 <= until) {
      const onStep =
        days === 1 ||
        (days === 7 && date.getDay() === 1) ||
        (days === 14 && date.getDay() === 1 && Math.floor(date.getTime() / 1000 / (7 * day)) % 2 === 0) ||
        (days === 2 && date.getDate() % 2 === 1 && date.getDate() < 31);
      const seconds = date.getTime() / 1000;
      if (onStep && seconds >= from) {
        const first = date.getDate() === 1;
        const name = span <= 10 * day ? weekday(date) : month(date);
        const label = span <= 10 * day ? `${name} ${date.getDate()}` : `${date.getDate()} ${name}`;
        ticks.push({ seconds, label, strong: first });
      }
      date.setDate(date.getDate() + 1);
    }
    return ticks;
  }
  // Within a day: multiples of the step from each local midnight.
  let midnight = localMidnight(from);
  while (midnight.getTime() / 1000 <= until) {
    const next = new Date(midnight.getFullYear(), midnight.getMonth(), midnight.getDate() + 1);
    const start = midnight.getTime() / 1000;
    const end = next.getTime() / 1000;
    const firstStep = Math.max(0, Math.ceil((from - start) / step));
    for (let seconds = start + firstStep * step; seconds < end && seconds <= until; seconds += step) {
      const date = new Date(seconds * 1000);
      const atMidnight = seconds === start;
      const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
      const label = atMidnight
        ? `${weekday(date)} ${date.getDate()}`
        : step < minute
          ? `${clock}:${two(date.getSeconds())}`
          : clock;
      ticks.push({ seconds, label, strong: atMidnight });
    }
    midnight = next;
  }
  return ticks;
}

function monthTicks(from: number, until: number, wanted: number): TimeTick[] {
  const step = monthSteps.find((candidate) => candidate * monthDays * day >= wanted) ?? 240;
  const start = new Date(from * 1000);
  const ticks: TimeTick[] = [];
  const absolute = start.getFullYear() * 12 + start.getMonth();
  for (let index = Math.ceil(absolute / step) * step; ; index += step) {
    const date = new Date(Math.floor(index / 12), index % 12, 1);
    const seconds = date.getTime() / 1000;
    if (seconds > until) return ticks;
    const newYear = date.getMonth() === 0;
    if (seconds >= from)
      ticks.push({ seconds, label: newYear ? String(date.getFullYear()) : month(date), strong: newYear });
  }
}

/** A moment in full, as tooltips and tables show it: `Mon 23 Nov 14:05:09`; the year only when it is another one. */
export function formatMoment(seconds: number, now = Date.now() / 1000): string {
  const date = new Date(seconds * 1000);
  const year = date.getFullYear() === new Date(now * 1000).getFullYear() ? '' : ` ${date.getFullYear()}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${weekday(date)} ${date.getDate()} ${month(date)}${year} ${clock}`;
}
