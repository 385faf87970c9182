/** Ranges of time: as they are written, and in seconds. */

/** A time range as addresses and dashboards have it: Graphite's texts (`-1h`, `now`, `today`) or seconds since 1970. */
export interface TimeRange {
  readonly from: string;
  readonly until: string;
}

/** A range in seconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const units: readonly (readonly [RegExp, number])[] = [
  [/^s(ec(ond)?s?)?$/, 1],
  [/^(m|min(ute)?s?)$/, 60],
  [/^h((ou)?rs?)?$/, 3600],
  [/^d(ays?)?$/, 86_400],
  [/^w(eeks?)?$/, 604_800],
  [/^mon(ths?)?$/, 2_592_000],
  [/^y(ears?)?$/, 31_536_000],
];

/** Seconds of a unit of Graphite's, such as `min`, `hours` or `d`; null when it is none. */
export function unitSecondsOf(text: string): number | null {
  return units.find(([pattern]) => pattern.test(text.toLowerCase()))?.[1] ?? null;
}

/** Seconds before now of a relative text such as `-90min`; null when it is none. */
export function relativeSeconds(text: string): number | null {
  const match = /^-\s*(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim());
  if (!match) return null;
  const unit = unitSecondsOf(match[2]);
  return unit === null ? null : Number(match[1]) * unit;
}
