/** Which metrics the tree, the search and the completion offer. */
export interface FinderScope {
  /** Also those without a point in the range. */
  readonly stale: boolean;
  /** The page's range, as the server reads it. */
  readonly from: string;
  readonly until: string;
  /** IANA zone of times such as `yesterday`; the browser's when missing. */
  readonly zone?: string;
  /** Puts variables into a path before it is asked. */
  resolve?(path: string): string;
}

const parameter = 'stale';

/** True when the address asks for metrics without points too. */
export function readStale(search: string): boolean {
  return new URLSearchParams(search).get(parameter) === '1';
}

/** The search part of the address with the choice in it; the usual one is not written. */
export function writeStale(search: string, stale: boolean): string {
  const params = new URLSearchParams(search);
  if (stale) params.set(parameter, '1');
  else params.delete(parameter);
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** What the server has to be asked for. */
export function scopeParameters({ stale, from, until, zone }: FinderScope): Readonly<Record<string, string>> {
  return stale ? {} : { activeOnly: '1', from, until, ...(zone ? { tz: zone } : {}) };
}

/** How many the range hides, in words; `nothingElse` when nothing is left to show. */
export function hiddenInWords(hidden: number, nothingElse: boolean): string {
  const count = hidden.toLocaleString('en-US');
  if (!nothingElse) return `${count} stale hidden`;
  return `Nothing here has a point in the time range. ${count} ${hidden === 1 ? 'is' : 'are'} hidden.`;
}
