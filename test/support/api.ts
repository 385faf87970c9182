/** Calls to the server's HTTP interface as a script would make them. */
import type { StatusAnswer } from '../../src/schema/api.ts';

/** A series of `/render?format=json`; a datapoint is `[value, seconds]`. */
export interface RenderedSeries {
  readonly target: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly datapoints: readonly (readonly [number | null, number])[];
}

/** The JSON of a GET. Throws with the answer's text unless the status is 200. */
export async function getJson<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(url, { headers });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`GET ${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as T;
}

/** `/render` as JSON; `from` and `until` are graphite's texts or seconds since 1970. */
export function render(
  url: string,
  target: string,
  range: { from: string | number; until?: string | number },
  headers: Record<string, string> = {},
): Promise<RenderedSeries[]> {
  const query = new URLSearchParams({ target, format: 'json', from: String(range.from) });
  if (range.until !== undefined) query.set('until', String(range.until));
  return getJson(`${url}/render?${query}`, headers);
}

/** The values that are known, by second. */
export function knownPoints(series: RenderedSeries | undefined): Map<number, number> {
  const known = new Map<number, number>();
  for (const [value, seconds] of series?.datapoints ?? []) if (value !== null) known.set(seconds, value);
  return known;
}

export function status(url: string, headers: Record<string, string> = {}): Promise<StatusAnswer> {
  return getJson(`${url}/api/status`, headers);
}
