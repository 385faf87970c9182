/** Times as C's `strftime` writes them, in English whatever the machine speaks. */
import { offsetAt } from '../../query/timeZone.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A moment as clocks of the zone show it; its parts are those that `getUTC…` gives. */
export interface ZonedMoment {
  readonly shown: Date;
  /** Seconds that the clocks are ahead of UTC. */
  readonly offset: number;
  readonly zone: string;
}

/** @throws TimeError when the zone is unknown */
export function zonedMoment(seconds: number, zone: string): ZonedMoment {
  const offset = offsetAt(seconds, zone);
  return { shown: new Date((seconds + offset) * 1000), offset, zone };
}

export const weekdayName = ({ shown }: ZonedMoment): string => WEEKDAYS[shown.getUTCDay()];
export const monthName = ({ shown }: ZonedMoment): string => MONTHS[shown.getUTCMonth()];
export const padded = (value: number, width = 2, fill = '0'): string => String(value).padStart(width, fill);

const hour12 = (shown: Date): number => shown.getUTCHours() % 12 || 12;
const dayOfYear = (shown: Date): number =>
  Math.floor((shown.getTime() - Date.UTC(shown.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;

const DIRECTIVES: Readonly<Record<string, (moment: ZonedMoment) => string>> = {
  a: (moment) => weekdayName(moment).slice(0, 3),
  A: weekdayName,
  b: (moment) => monthName(moment).slice(0, 3),
  B: monthName,
  c: (moment) => strftime('%a %b %e %H:%M:%S %Y', moment),
  d: ({ shown }) => padded(shown.getUTCDate()),
  D: (moment) => strftime('%m/%d/%y', moment),
  e: ({ shown }) => padded(shown.getUTCDate(), 2, ' '),
  F: (moment) => strftime('%Y-%m-%d', moment),
  h: (moment) => strftime('%b', moment),
  H: ({ shown }) => padded(shown.getUTCHours()),
  I: ({ shown }) => padded(hour12(shown)),
  j: ({ shown }) => padded(dayOfYear(shown), 3),
  k: ({ shown }) => padded(shown.getUTCHours(), 2, ' '),
  l: ({ shown }) => padded(hour12(shown), 2, ' '),
  m: ({ shown }) => padded(shown.getUTCMonth() + 1),
  M: ({ shown }) => padded(shown.getUTCMinutes()),
  n: () => ' ',
  p: ({ shown }) => (shown.getUTCHours() < 12 ? 'AM' : 'PM'),
  P: ({ shown }) => (shown.getUTCHours() < 12 ? 'am' : 'pm'),
  r: (moment) => strftime('%I:%M:%S %p', moment),
  R: (moment) => strftime('%H:%M', moment),
  s: ({ shown, offset }) => String(Math.floor(shown.getTime() / 1000 - offset)),
  S: ({ shown }) => padded(shown.getUTCSeconds()),
  t: () => ' ',
  T: (moment) => strftime('%H:%M:%S', moment),
  u: ({ shown }) => String(shown.getUTCDay() || 7),
  w: ({ shown }) => String(shown.getUTCDay()),
  x: (moment) => strftime('%m/%d/%y', moment),
  X: (moment) => strftime('%H:%M:%S', moment),
  y: ({ shown }) => padded(shown.getUTCFullYear() % 100),
  Y: ({ shown }) => String(shown.getUTCFullYear()),
  z: ({ offset }) => {
    const minutes = Math.floor(Math.abs(offset) / 60);
    return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60))}${padded(minutes % 60)}`;
  },
  Z: ({ zone, shown, offset }) =>
    new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' })
      .formatToParts(shown.getTime() - offset * 1000)
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone,
  '%': () => '%',
};

/** Follows the directives of the format (`%-d` without padding); what is none of them stays as it is. */
export function strftime(format: string, moment: ZonedMoment): string {
  return format.replace(/%(-?)([a-zA-Z%])/g, (written, bare: string, letter: string) => {
    const text = Object.hasOwn(DIRECTIVES, letter) ? DIRECTIVES[letter](moment) : undefined;
    if (text === undefined) return written;
    return bare === '' ? text : text.replace(/^[0 ]+(?=\d)/, '');
  });
}
