import type { ScopedValues } from '../../../src/view/repeats.ts';
import type { DashboardScope } from './scope.ts';

/** Gives each repeated panel what it knows of the page, with the values that it is repeated for; the same object each time. */
export function createCopyScopes(scope: DashboardScope): (values: ScopedValues) => DashboardScope {
  const made = new Map<string, DashboardScope>();
  return (values) => {
    if (values.size === 0) return scope;
    const key = JSON.stringify([...values]);
    const known = made.get(key);
    if (known) return known;
    const copy: DashboardScope = {
      ...scope,
      variables: new Map([...scope.variables, ...values]),
      interpolate: (text, more, format) =>
        scope.interpolate(text, new Map([...values, ...(more ?? [])]), format),
      interpolateTarget: (target, more) => {
        const all = new Map([...values, ...(more ?? [])]);
        return scope.interpolateTarget?.(target, all) ?? scope.interpolate(target, all);
      },
    };
    made.set(key, copy);
    return copy;
  };
}
