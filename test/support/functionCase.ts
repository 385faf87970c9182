/** What a function's own cases are run over: the stored series and events, and the range that is asked for. */
import type { CaseSeries, FunctionCase } from '../../src/query/registry/defineFunction.ts';
import type { World } from './world.ts';

/** A multiple of every step that cases use: first slot of the range that is asked for. */
export const CASE_ORIGIN = 1_699_920_000;

export interface CaseSetting {
  readonly world: World;
  /** Seconds since 1970; `from` is exclusive. */
  readonly from: number;
  readonly until: number;
  readonly now: number;
}

export function caseSetting({ given, events = [] }: FunctionCase): CaseSetting {
  const entries = Object.entries(given).map(([name, series]) => ({ name, ...normalised(series) }));
  const finest = Math.min(...entries.map(({ step }) => step), 60);
  const end = Math.max(
    CASE_ORIGIN + finest,
    ...entries.map(({ step, values }) => CASE_ORIGIN + step * values.length),
  );
  return {
    world: {
      series: entries.map(({ name, step, before, values }) => ({
        name,
        step,
        start: CASE_ORIGIN - step * before.length,
        values: [...before, ...values],
      })),
      events: events.map(({ when, tags }) => ({ when: CASE_ORIGIN + when, tags })),
    },
    from: CASE_ORIGIN - 1,
    until: end - finest,
    now: end + 3600,
  };
}

function normalised(series: CaseSeries) {
  const { step, values, before = [] } = 'step' in series ? series : { step: 60, values: series };
  return { step, values, before };
}
