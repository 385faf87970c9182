/** Evaluates targets for a request, with the limits and the store of this server. */
import { type Evaluation, evaluateTargets } from '../query/evaluate.ts';
import type { HttpDeps } from './deps.ts';

/** Functions within functions in one target. Targets that people and dashboards write stay below twenty. */
const MAX_DEPTH = 100;

export interface EvaluateRequest {
  /** Seconds since 1970; `from` is exclusive. */
  readonly from: number;
  readonly until: number;
  readonly nowSeconds: number;
  readonly tz?: string | undefined;
  readonly maxDataPoints?: number | undefined;
  readonly xFilesFactor?: number | undefined;
}

export function evaluate(
  targets: readonly string[],
  { from, until, nowSeconds, tz, maxDataPoints, xFilesFactor }: EvaluateRequest,
  { store, settings }: Pick<HttpDeps, 'store' | 'settings'>,
  signal: AbortSignal,
): Promise<Evaluation> {
  const { maxSeries, maxPoints, maxTargetBytes } = settings.queryLimits;
  return evaluateTargets(targets, {
    store,
    limits: { maxSeries, maxPoints, maxTargetLength: maxTargetBytes, maxDepth: MAX_DEPTH },
    nowSeconds,
    from,
    until,
    signal,
    ...(tz === undefined ? {} : { tz }),
    ...(maxDataPoints === undefined ? {} : { maxDataPoints }),
    ...(xFilesFactor === undefined ? {} : { xFilesFactor }),
  });
}
