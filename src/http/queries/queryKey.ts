import type { EvaluateRequest } from '../evaluate.ts';

/** When two requests may share an answer. Who asks is no part of it: whoever may ask sees the same data. */
export interface QueryKeys {
  /** Equal for requests that have the very same answer at this moment. */
  readonly exact: string;
  /** Equal also for those whose ranges both end now, if at another second, and are of one length. */
  readonly sliding: string;
}

/** `serverNow` in whole seconds since 1970. */
export function queryKeys(
  targets: readonly string[],
  { from, until, nowSeconds, tz, xFilesFactor, template, consolidateBy }: EvaluateRequest,
  serverNow: number,
): QueryKeys {
  const what = JSON.stringify([
    targets.map((target) => target.trim()),
    tz ?? '',
    xFilesFactor ?? '',
    consolidateBy ?? '',
    Object.entries(template ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  // Who sets the clock (the parameter `now`) gets what belongs to that clock.
  const clock = Math.abs(nowSeconds - serverNow) > 1 ? `at ${nowSeconds} ` : '';
  const exact = `${clock}${from}..${until} ${what}`;
  return { exact, sliding: until === nowSeconds && clock === '' ? `last ${until - from} ${what}` : exact };
}
