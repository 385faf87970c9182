/** Evaluated targets in the shape of Plumbago's own API. */
import type { EvaluatedTarget } from '../query/evaluate.ts';
import type { Series } from '../query/series.ts';
import type { ApiError, QuerySeries } from '../schema/api.ts';
import { answerOf } from './errorAnswer.ts';

/** More series of one target than anybody can look at; beyond it the result is marked as truncated. */
export const MAX_SERIES_SHOWN = 1000;

export function toQuerySeries({ name, start, step, values }: Series): QuerySeries {
  return { name, start, step, values: toNumbers(values) };
}

/** JSON knows neither NaN nor infinities: both are null. */
export function toNumbers(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}

/** What a target's own error looks like; undefined when it succeeded. */
export function targetError({ error }: EvaluatedTarget, requestId: string): ApiError['error'] | undefined {
  return error === undefined ? undefined : answerOf(error, requestId).error;
}
