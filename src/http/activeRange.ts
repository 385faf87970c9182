/** The range in which a series has to have points to be listed, where a caller asks for that. */
import type { ActiveRange } from '../storage/store.ts';
import { readTimeRange } from './timeRange.ts';

export interface WrittenActiveRange {
  readonly activeOnly: boolean;
  /** Graphite's texts. Without them, the last 24 hours. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly tz?: string | undefined;
  readonly nowSeconds: number;
}

/** Undefined unless `activeOnly`: then the times are not even looked at. @throws TimeError, HttpError 400 */
export function readActiveRange({
  activeOnly,
  from = '-24h',
  until = 'now',
  tz,
  nowSeconds,
}: WrittenActiveRange): ActiveRange | undefined {
  return activeOnly ? readTimeRange({ from, until, tz, nowSeconds: Math.floor(nowSeconds) }) : undefined;
}
