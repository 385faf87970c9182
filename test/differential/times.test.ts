/** What `from` and `until` mean, against graphite-web's own reading of them. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { parseTime } from '../../src/query/parseTime.ts';
import { TimeError } from '../../src/query/timeError.ts';
import { GraphiteReference, type ReferenceTime } from '../support/graphiteReference.ts';

const CASES = Number(process.env['TIMES_CASES'] ?? 20_000);
const SEED = Number(process.env['TIMES_SEED'] ?? Date.now() % 2 ** 31);

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
];
const UNITS = [
  ...['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'].flatMap((unit) =>
    beginnings(unit, unit.startsWith('m') ? 3 : 1),
  ),
  ...['secs', 'mins', 'hr', 'hrs', 'wk', 'wks', 'mons', 'mth', 'yr', 'yrs'],
];

/** Texts (blanks, commas and underscores taken out) that graphite-web reads otherwise, and why; also in docs/differences.md. */
const KNOWN_DIFFERENCES: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ['12pm is midnight there, 12am is noon', /(^|\D)12(:\d\d)?[ap]m/],
  ['13am and 20:00pm are taken there', /(1[3-9]|[2-9]\d)(:\d\d)?[ap]m/],
  ['a + before a word is a blank in a URL, and here as well', /\+[a-z]/],
  [
    'what stands behind the name of a day, or between that of a month and the last digits, is ignored there',
    new RegExp(`${name(DAYS)}[a-z0-9]|${name(MONTHS)}(?!\\d{1,2}([^a-z0-9]|$))[a-z0-9]`),
  ],
  ['of two signs only the + counts there, behind the name of a day', /-[^+]*\+/],
  ['a year of 1900 to 1969 is one of 2000 to 2069 there', /\/19[0-6]\d/],
  ['tabs and other blanks count as blanks here', /[\t\n]/],
  [
    'mistyped units that begin like one are taken there',
    new RegExp(`[+-].*\\d(?!(${UNITS.join('|')})(?![a-z]))(s|min|h|d|w|mon|y)[a-z]`),
  ],
];

/** A word cut off behind each letter, of which at least so many stay. */
function beginnings(word: string, least: number): string[] {
  return Array.from({ length: word.length - least + 1 }, (_, i) => word.slice(0, least + i));
}

/** Matches as much of one of the names as there is, and never less (a look-ahead is not gone back into). */
function name(names: readonly string[]): string {
  const longestFirst = names.flatMap((one) => beginnings(one, 3).reverse());
  const group = names === DAYS ? 'day' : 'month';
  return `(?=(?<${group}>${longestFirst.join('|')}))\\k<${group}>`;
}

/** Known differences that a random text seldom shows. */
const RARE: readonly ReferenceTime[] = [
  ['-5minuets', 'UTC', 1_700_000_000],
  ['1/2/1950', 'UTC', 1_700_000_000],
  ['noon+yesterday', 'UTC', 1_700_000_000],
];

const reference = new GraphiteReference();
afterAll(() => reference.close());

test(`times: TIMES_CASES=${CASES} TIMES_SEED=${SEED}`, async () => {
  const times = [...fc.sample(referenceTimes, { numRuns: CASES, seed: SEED }), ...RARE];
  const answers = await reference.times(times);
  const known = new Set<string>();
  const differences = times.flatMap((time, i) => {
    const theirs = answers[i]!;
    const ours = read(time);
    if (typeof theirs === 'number' ? theirs === ours : typeof ours !== 'number') return [];
    const bare = time[0].toLowerCase().replace(/[ _,]/g, '');
    const reasons = KNOWN_DIFFERENCES.filter(([, pattern]) => pattern.test(bare)).map(([reason]) => reason);
    for (const reason of reasons) known.add(reason);
    return reasons.length > 0 ? [] : [`${JSON.stringify(time)}: ${JSON.stringify(theirs)}, here ${ours}`];
  });
  expect(differences.slice(0, 100)).toEqual([]);
  // None of them is out of date.
  if (CASES >= 20_000) expect([...known].sort()).toEqual(KNOWN_DIFFERENCES.map(([reason]) => reason).sort());
});

function read([text, tz, nowSeconds]: ReferenceTime): number | string {
  try {
    return parseTime(text, { tz, nowSeconds });
  } catch (error) {
    if (error instanceof TimeError) return error.message;
    throw error;
  }
}

const digits = (most: number) => fc.integer({ min: 0, max: most }).map(String);
const padded = (most: number, least = 0) =>
  fc.integer({ min: least, max: most }).map((n) => String(n).padStart(2, '0'));
const either = (...words: string[]) => fc.constantFrom(...words);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));

const unit = either(
  ...[
    's',
    'sec',
    'secs',
    'second',
    'seconds',
    'min',
    'mins',
    'minute',
    'minutes',
    'h',
    'hr',
    'hrs',
    'hour',
    'hours',
  ],
  ...['d', 'day', 'days', 'w', 'wk', 'week', 'weeks', 'mon', 'month', 'months', 'y', 'yr', 'year', 'years'],
  ...['m', 'mo', 'ms', 'us', 'x', '', 'Min', 'D'],
);
const length = fc
  .array(joined(digits(400), unit), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''));
const offset = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: joined(either('-', '+', '-', ' - ', '+ '), length) },
  { weight: 1, arbitrary: either('-', '+', '--1d', '-1.5h', '-1d-1h', '-1d+1h', '+-1h') },
);
const clock = fc.oneof(
  fc.constant(''),
  either('noon', 'midnight', 'teatime', 'Noon ', 'midnight_', 'teatime,'),
  joined(digits(25), either(':'), padded(61), either('', '', 'am', 'pm', '_', ' ')),
  joined(digits(13), either('am', 'pm', 'AM', ' pm ')),
);
// Time zones as Python knows them have no rules beyond 2037, and other ones than Node's before 1970.
const year = fc.integer({ min: 1971, max: 2036 }).map(String);
const shortYear = fc.oneof(digits(36), padded(36), padded(99, 71));
const day = fc.oneof(
  fc.constant(''),
  either('now', 'today', 'yesterday', 'tomorrow', 'Yesterday', 'to day', 'now now'),
  either('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'),
  either('mon', 'tue', 'tues', 'wed', 'thu', 'thur', 'thurs', 'fri', 'sat', 'Sun', 'mo', 'm', 'mondays'),
  joined(
    either(
      'jan',
      'january',
      'feb',
      'february',
      'mar',
      'april',
      'may',
      'june',
      'jul',
      'aug',
      'sept',
      'Oct',
      'nov',
      'december',
      'decem',
    ),
    either('', ' ', '_'),
    fc.oneof(digits(33), padded(33), fc.constant('')),
  ),
  joined(year, padded(14), padded(33)),
  joined(
    digits(14),
    either('/'),
    digits(33),
    either('/'),
    fc.oneof(year, shortYear, digits(9), either('1912', '1969')),
  ),
  joined(digits(14), either('/'), digits(33)),
  joined(year, either('-'), padded(12), either('-'), padded(31)),
  fc.integer({ min: 100_000_000, max: 2_000_000_000 }).map(String),
  digits(9_999_999),
  either('foo', '#', 'NaN', '1e9', '99999999999999', 'ü', '\t', ':', '/', '//'),
);
const text = fc.oneof(
  {
    weight: 8,
    arbitrary: joined(
      either('', '', ' '),
      clock,
      either('', ' ', '_', '+'),
      day,
      offset,
      either('', '', ' '),
    ),
  },
  { weight: 1, arbitrary: offset },
  {
    weight: 1,
    arbitrary: fc.string({ maxLength: 8, unit: fc.constantFrom(...'0123456789+-:_, adhmnopstwy') }),
  },
);

const referenceTimes: fc.Arbitrary<ReferenceTime> = fc.tuple(
  text,
  either(
    ...[
      'UTC',
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'America/St_Johns',
      'Asia/Kolkata',
      'Asia/Kathmandu',
    ],
    ...['Australia/Lord_Howe', 'Pacific/Auckland', 'America/Sao_Paulo'],
  ),
  fc.integer({ min: 1_500_000_000, max: 1_790_000_000 }),
);
