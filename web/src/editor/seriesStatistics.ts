import { calculate } from '../../../src/view/calculations.ts';
import type { Column } from '../../../src/view/frame.ts';

/** What an answer amounts to. */
export interface SeriesStatistics {
  readonly name: string;
  readonly values: number;
  /** Share of values that are nothing, 0 to 1. */
  readonly gaps: number;
  /** Seconds between values. */
  readonly step: number;
  /** Seconds of the archive that was read; null where the server did not say. */
  readonly archiveStep: number | null;
  readonly consolidation: string | null;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

export function statisticsOf({ name, step, values, archiveStep, consolidation }: Column): SeriesStatistics {
  const known = calculate('count', values);
  return {
    name,
    values: values.length,
    gaps: values.length === 0 ? 0 : 1 - known / values.length,
    step,
    archiveStep: archiveStep ?? null,
    consolidation: consolidation ?? null,
    min: calculate('min', values),
    mean: calculate('mean', values),
    max: calculate('max', values),
  };
}
