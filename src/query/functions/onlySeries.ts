import { FunctionError } from '../registry/defineFunction.ts';
import type { Series } from '../series.ts';

/** The one series of an argument that takes no more; undefined when there is none. A {@link FunctionError} for several. */
export function onlySeries(list: readonly Series[], parameter: string): Series | undefined {
  if (list.length <= 1) return list[0];
  throw new FunctionError(
    `"${parameter}" has to be one series, and these are ${list.length}`,
    'name one, or combine them first',
  );
}
