/** Series of both sides, compared member by member; numbers to nine digits. */
import type { Series } from '../../src/query/series.ts';
import type { Failure, ReferenceSeries } from '../support/graphiteReference.ts';
import { close } from './alike.ts';

type Theirs = readonly ReferenceSeries[] | Failure;
type Ours = readonly Series[] | Failure;

/**
 * The first difference in words; null when there is none. Two errors are alike, whatever they say. Values may lie as far
 * `apart` as is said.
 */
export function difference(theirs: Theirs, ours: Ours, apart?: number): string | null {
  if ('error' in theirs)
    return 'error' in ours ? null : `graphite-web fails (${theirs.error}), here ${shown(ours)}`;
  if ('error' in ours) return `an error here (${ours.error}), there ${JSON.stringify(theirs).slice(0, 300)}`;
  const [a, b] = [theirs.map(({ name }) => name), ours.map(({ name }) => name)];
  if (JSON.stringify(a) !== JSON.stringify(b))
    return `names are ${JSON.stringify(a)}, here ${JSON.stringify(b)}`;
  for (const [i, one] of theirs.entries()) {
    const found = seriesDifference(one, ours[i]!, apart);
    if (found !== null) return `${one.name}: ${found}`;
  }
  return null;
}

function shown(ours: readonly Series[]): string {
  return JSON.stringify(ours.map(({ name, values }) => [name, [...values]])).slice(0, 300);
}

function seriesDifference(theirs: ReferenceSeries, ours: Series, apart?: number): string | null {
  for (const key of ['start', 'step', 'end', 'consolidation', 'xFilesFactor', 'pathExpression'] as const) {
    const [a, b] = [withoutAlias(theirs[key]), ours[key]];
    if (typeof a === 'number' && typeof b === 'number' ? !close(a, b) : a !== b)
      return `${key} is ${a}, here ${b}`;
  }
  for (const key of ['tags', 'drawing'] as const) {
    const [a, b] = [sorted(theirs[key]), sorted(ours[key] ?? {})];
    if (a !== b) return `${key} are ${a}, here ${b}`;
  }
  const values = theirs.values.map(asNumber);
  const same =
    values.length === ours.values.length && values.every((value, i) => near(value, ours.values[i]!, apart));
  return same
    ? null
    : `values are ${JSON.stringify(theirs.values)}, here ${JSON.stringify([...ours.values])}`;
}

/** Where digits are lost, nearly nothing may have become the root of a negative number there, which is absent. */
function near(theirs: number, ours: number, apart?: number): boolean {
  return (
    close(theirs, ours, apart) || (apart !== undefined && Number.isNaN(theirs) && Math.abs(ours) <= apart)
  );
}

/** `avg` is `average`. */
function withoutAlias(value: unknown): unknown {
  return value === 'avg' ? 'average' : value;
}

function asNumber(value: number | string | null): number {
  if (typeof value === 'number') return value;
  return value === 'inf'
    ? Number.POSITIVE_INFINITY
    : value === '-inf'
      ? Number.NEGATIVE_INFINITY
      : Number.NaN;
}

function sorted(record: object): string {
  return JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
