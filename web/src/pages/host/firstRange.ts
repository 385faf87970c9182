import type { Host } from '../../../../src/schema/api.ts';
import { defaultRange, type TimeRange } from '../../time/range.ts';

const youngRange: TimeRange = { from: '-5min', until: 'now' };

/**
 * The range that a host's page opens with when its address names none. A host that was first heard of minutes
 * ago would only be a streak at the right edge of an hour. Null while the host is not known yet.
 */
export function firstRange(host: Host | null | undefined): TimeRange | null {
  if (host === undefined) return null;
  if (host === null) return defaultRange;
  const { values } = host.cpuHistory;
  const first = values.findIndex((value) => value !== null);
  return first === -1 || first > values.length / 4 ? youngRange : defaultRange;
}
