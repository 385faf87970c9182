/** Evaluates targets for a request, with the limits and the store of this server. */
import { type Evaluation, evaluateTargets } from '../query/evaluate.ts';
import type { QueryContext } from '../query/queryContext.ts';
import { type EventAt, FunctionError } from '../query/registry/defineFunction.ts';
import type { HttpDeps } from './deps.ts';

/** Functions within functions in one target. Targets that people and dashboards write stay below twenty. */
const MAX_DEPTH = 100;

/** Events that one call of `events(…)` may count. */
const MAX_EVENTS = 200_000;

export interface EvaluateRequest {
  /** Seconds since 1970; `from` is exclusive. */
  readonly from: number;
  readonly until: number;
  readonly nowSeconds: number;
  readonly tz?: string | undefined;
  readonly maxDataPoints?: number | undefined;
  readonly xFilesFactor?: number | undefined;
  /** Values for `template()`. */
  readonly template?: Readonly<Record<string, string>> | undefined;
  /** How several values become one where the target does not say it. */
  readonly consolidateBy?: QueryContext['consolidateBy'] | undefined;
  /** Records what each node does and costs. */
  readonly explain?: boolean;
}

export function evaluate(
  targets: readonly string[],
  {
    from,
    until,
    nowSeconds,
    tz,
    maxDataPoints,
    xFilesFactor,
    template,
    consolidateBy,
    explain = false,
  }: EvaluateRequest,
  { store, events, settings }: Pick<HttpDeps, 'store' | 'events' | 'settings'>,
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
    explain,
    events: (tags, first, last) => eventTimes(events, tags, first, last),
    ...(tz === undefined ? {} : { tz }),
    ...(maxDataPoints === undefined ? {} : { maxDataPoints }),
    ...(xFilesFactor === undefined ? {} : { xFilesFactor }),
    ...(template === undefined ? {} : { template }),
    ...(consolidateBy === undefined ? {} : { consolidateBy }),
  });
}

function eventTimes(
  events: HttpDeps['events'],
  tags: readonly string[],
  from: number,
  until: number,
): EventAt[] {
  const times = events.times({ from, until, tags }, MAX_EVENTS + 1);
  if (times.length > MAX_EVENTS) {
    throw new FunctionError(
      `there are more than ${MAX_EVENTS} events with these tags in the range`,
      'ask for a shorter range',
    );
  }
  return times.map((when) => ({ when }));
}
