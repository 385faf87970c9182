/** What timeFunction and sinFunction share: a series that is made of nothing but its times. */
import type { RunContext } from '../registry/defineFunction.ts';
import type { Series } from '../series.ts';
import { computedSeries } from './computedSeries.ts';
import { refuseTooMany } from './madeValues.ts';

export function stepProblem({ step }: { readonly step: number }): string | undefined {
  return step > 0 ? undefined : `values cannot be ${step} seconds apart`;
}

/** Values of `valueAt` (seconds since 1970) every `step` seconds, beginning with that of the range's own beginning. */
export function clockSeries(
  name: string,
  step: number,
  valueAt: (seconds: number) => number,
  context: Pick<RunContext, 'from' | 'until' | 'xFilesFactor'>,
): Series {
  const { from, until } = context;
  const count = Math.max(0, Math.ceil((until - from) / step));
  refuseTooMany(count);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = valueAt(from + i * step);
  return computedSeries(name, { start: from, end: until, step }, values, context);
}
