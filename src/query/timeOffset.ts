/** Lengths of time as graphite writes them: `5min`, `1h30min`, `-2w`. */
import { nearest } from '../model/nearest.ts';
import { shortened } from './shortened.ts';
import { TimeError } from './timeError.ts';

/** Full names of the units and their seconds; graphite's months have 30 days and its years 365. */
const UNITS = [
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3600],
  ['days', 86_400],
  ['weeks', 7 * 86_400],
  ['months', 30 * 86_400],
  ['years', 365 * 86_400],
] as const;

export type TimeUnit = (typeof UNITS)[number][0];

/** Abbreviations in use that are not the beginning of the full name. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  secs: 'seconds',
  mins: 'minutes',
  hr: 'hours',
  hrs: 'hours',
  wk: 'weeks',
  wks: 'weeks',
  mons: 'months',
  mth: 'months',
  yr: 'years',
  yrs: 'years',
};

const FULL_NAMES = UNITS.map(([name]) => name);

export const UNITS_ALLOWED = 's, min, h, d, w, mon and y';

/** Furthest offset that still makes sense: ten thousand years. */
const MAX_SECONDS = 10_000 * 365 * 86_400;

/**
 * Seconds of a length of time, negative when it begins with `-`. Several parts add up (`1h30min`) and share the sign.
 * Anything else is a {@link TimeError}.
 */
export function parseTimeOffset(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const body = text.replace(/^[+-]/, '');
  if (!/^(\d+[a-z]+)+$/i.test(body)) {
    throw new TimeError(`"${shortened(text)}" is not a length of time`, offsetHint(text));
  }
  let seconds = 0;
  for (const [, count, unit] of body.matchAll(/(\d+)([a-z]+)/gi)) {
    seconds += Number(count) * unitSeconds(unit!.toLowerCase(), text);
  }
  if (seconds > MAX_SECONDS) {
    throw new TimeError(`"${shortened(text)}" is longer than ten thousand years`, 'use a shorter time');
  }
  return sign * seconds;
}

/** The unit that is meant by its name or an abbreviation, in lower case. */
export function timeUnit(written: string): TimeUnit | undefined {
  return findUnit(written)?.[0];
}

function unitSeconds(unit: string, text: string): number {
  const found = findUnit(unit);
  if (found === undefined)
    throw new TimeError(`"${shortened(text)}" is not a length of time`, offsetHint(text));
  return found[1];
}

function findUnit(written: string): (typeof UNITS)[number] | undefined {
  const name = SHORT_FORMS[written] ?? written;
  // "m" alone could be either minutes or months: graphite refuses it, and so do we.
  return name === 'm' || name === 'mo' ? undefined : UNITS.find(([full]) => full.startsWith(name));
}

function offsetHint(text: string): string {
  const [, count, written] = /(\d+)([a-z]+)/i.exec(text) ?? [];
  const unit = written?.toLowerCase() ?? '';
  if (unit === 'm' || unit === 'mo') return 'write min for minutes or mon for months';
  const meant = unit.length > 2 ? nearest(unit, FULL_NAMES) : undefined;
  if (meant !== undefined) return `did you mean "${count}${meant}"?`;
  return `write a number and a unit, such as 5min or 1h30min; units are ${UNITS_ALLOWED}`;
}
