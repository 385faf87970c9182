/** Turns a request's `from` and `until` into seconds. */
import { parseTime } from '../query/parseTime.ts';
import { badRequest } from './httpError.ts';

export interface WrittenRange {
  readonly from: string;
  readonly until: string;
  readonly tz: string | undefined;
  readonly nowSeconds: number;
}

export interface TimeRange {
  /** Seconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** A range written the wrong way round is turned, as graphite-web does. @throws TimeError, HttpError 400 */
export function readTimeRange({ from, until, tz, nowSeconds }: WrittenRange): TimeRange {
  const options = { nowSeconds, ...(tz === undefined ? {} : { tz }) };
  const [a, b] = [parseTime(from, options), parseTime(until, options)];
  if (a === b) {
    throw badRequest(`The time range from ${from.slice(0, 50)} until ${until.slice(0, 50)} is empty.`, {
      hint: 'Let "from" be earlier than "until", such as from=-1h and until=now.',
    });
  }
  return { from: Math.min(a, b), until: Math.max(a, b) };
}
