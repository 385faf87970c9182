import { utcTime } from '../textTable.ts';

/** Seconds since 1970 as a time, and null as a dash. */
export function timeText(seconds: number | null): string {
  return seconds === null ? '-' : utcTime(seconds);
}
