import { archiveSeconds, retentionSeconds, type SeriesSchema } from '../../model/retention.ts';

/** What a range means for a series: which archive answers, and the slots asked for. */
export interface ChosenRange {
  /** Index of the archive that answers; 0 is the finest. */
  readonly level: number;
  /** Seconds between its slots. */
  readonly step: number;
  /** Seconds of the first slot, a multiple of the step. */
  readonly start: number;
  /** Number of slots. */
  readonly slots: number;
}

/**
 * Whisper's rules: the range is cut to what is kept and to now; the finest archive that reaches back to `from`
 * answers; `from` is exclusive, `until` takes the slot that it lies in. Null when nothing of the range is kept.
 */
export function chooseRange(
  schema: SeriesSchema,
  from: number,
  until: number,
  nowSeconds: number,
): ChosenRange | null {
  const oldest = nowSeconds - retentionSeconds(schema);
  if (from > nowSeconds || until < oldest || from > until) return null;
  const begin = Math.max(from, oldest);
  const end = Math.min(until, nowSeconds);
  const age = nowSeconds - begin;
  const { archives } = schema;
  const level = archives.findIndex((archive) => archiveSeconds(archive) >= age);
  const { step } = archives[level];
  const start = Math.floor(begin / step) * step + step;
  const stop = Math.max(Math.floor(end / step) * step + step, start + step);
  return { level, step, start, slots: (stop - start) / step };
}
