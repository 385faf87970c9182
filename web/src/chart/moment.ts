import { formatMoment as formatIn } from '../../../src/view/time/timeTicks.ts';
import { deviceZone } from './zone.ts';

/** A moment in full, as tooltips and tables show it: `Mon 23 Nov 14:05:09`; the year only when it is another one. */
export function formatMoment(seconds: number, zone = deviceZone, now = Date.now() / 1000): string {
  return formatIn(seconds, zone, now);
}
