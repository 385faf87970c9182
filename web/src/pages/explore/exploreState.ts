/** What an address of Explore says: one or two sets of queries, and how each is drawn. Copying it is sharing what one sees. */
import type { Panel, PanelTarget } from '../../../../src/schema/dashboard.ts';
import { guessUnit } from '../../../../src/view/units/units.ts';
import { nextRefId } from '../../dashboard/refIds.ts';

const drawStyles = ['lines', 'areas', 'bars', 'stacked', 'percent'] as const;
export type DrawStyle = (typeof drawStyles)[number];
const scales = ['linear', 'log', 'symlog'] as const;
const bands = ['auto', 'on', 'off'] as const;
const methods = ['average', 'min', 'max', 'sum', 'last', 'first'] as const;

export interface Pane {
  readonly queries: readonly PanelTarget[];
  readonly style: DrawStyle;
  readonly scale: (typeof scales)[number];
  readonly band: (typeof bands)[number];
  /** Such as `7d`, or `period`: as much earlier as the range is long. */
  readonly compare: string | null;
  readonly consolidateBy: NonNullable<Panel['consolidateBy']> | null;
  /** What the queries cost is shown. */
  readonly explained: boolean;
  /** Keys of series that are switched off. */
  readonly hidden: ReadonlySet<string>;
}

/** Names of the second pane's parameters begin with it. */
export const secondPrefix = 'b-';

export const emptyPane: Pane = {
  queries: [],
  style: 'lines',
  scale: 'linear',
  band: 'auto',
  compare: null,
  consolidateBy: null,
  explained: false,
  hidden: new Set(),
};

export function readPane(search: string, prefix = ''): Pane {
  const params = new URLSearchParams(search);
  const one = (name: string) => params.get(prefix + name) || null;
  const among = <T extends string>(name: string, values: readonly T[]): T | undefined =>
    values.find((value) => value === one(name));
  const letters = one('ref')?.split(',') ?? [];
  const off = new Set(one('off')?.split(','));
  const queries: PanelTarget[] = [];
  for (const [i, target] of params.getAll(`${prefix}target`).entries()) {
    if (target.trim() === '') continue;
    const taken = queries.map(({ refId }) => refId);
    const named = /^[A-Z]{1,2}$/.test(letters[i] ?? '') && !taken.includes(letters[i]) ? letters[i] : null;
    const refId = named ?? nextRefId([...taken, ...letters]);
    queries.push({ refId, target, ...(off.has(refId) ? { hidden: true } : {}) });
  }
  return {
    queries,
    // `stack=1` is how an earlier release said it.
    style: among('style', drawStyles) ?? (one('stack') === '1' ? 'stacked' : 'lines'),
    scale: among('scale', scales) ?? 'linear',
    band: among('band', bands) ?? 'auto',
    compare: one('compare'),
    consolidateBy: among('by', methods) ?? null,
    explained: one('explain') === '1',
    hidden: new Set(params.getAll(`${prefix}hide`)),
  };
}

/** The search part with this pane in it and everything else kept; what is as usual is not written, nor are blank queries. */
export function writePane(search: string, pane: Pane, prefix = ''): string {
  const params = new URLSearchParams(search);
  const set = (name: string, value: string | null) => {
    if (value === null) params.delete(prefix + name);
    else params.set(prefix + name, value);
  };
  const asked = pane.queries.filter(({ target }) => target.trim() !== '');
  params.delete(`${prefix}target`);
  for (const { target } of asked) params.append(`${prefix}target`, target.trim());
  const letters = asked.map(({ refId }) => refId);
  set('ref', letters.join() === lettersInOrder(letters.length).join() ? null : letters.join());
  const off = asked.filter(({ hidden }) => hidden).map(({ refId }) => refId);
  set('off', off.length > 0 ? off.join() : null);
  params.delete(`${prefix}stack`);
  set('style', pane.style === 'lines' ? null : pane.style);
  set('scale', pane.scale === 'linear' ? null : pane.scale);
  set('band', pane.band === 'auto' ? null : pane.band);
  set('compare', pane.compare);
  set('by', pane.consolidateBy);
  set('explain', pane.explained ? '1' : null);
  params.delete(`${prefix}hide`);
  for (const key of pane.hidden) params.append(`${prefix}hide`, key);
  return asText(params);
}

/** `A`, `B` … as they are given to queries one after the other. */
function lettersInOrder(count: number): string[] {
  const letters: string[] = [];
  while (letters.length < count) letters.push(nextRefId(letters));
  return letters;
}

function asText(params: URLSearchParams): string {
  const text = params.toString();
  return text && `?${text}`;
}

export function isSplit(search: string): boolean {
  return new URLSearchParams(search).get('split') === '1';
}

/** Two panes; the second begins as the first is, or with a pane of its own. */
export function splitPanes(search: string, second = readPane(search)): string {
  const params = new URLSearchParams(writePane(search, second, secondPrefix));
  params.set('split', '1');
  return asText(params);
}

/** One pane again: the one that stays takes the place of the first, with its range. */
export function closePane(search: string, closed: 'first' | 'second'): string {
  const params = new URLSearchParams(search);
  const own = [...params].filter(([name]) => name.startsWith(secondPrefix));
  for (const [name] of own) params.delete(name);
  params.delete('split');
  if (closed === 'second') return asText(params);
  const kept = new URLSearchParams(writePane(asText(params), emptyPane));
  for (const [name] of own) kept.delete(name.slice(secondPrefix.length));
  for (const [name, value] of own) kept.append(name.slice(secondPrefix.length), value);
  return asText(kept);
}

/** The search part with a parameter that is not a pane's; null takes it away. */
export function withParameter(search: string, name: string, value: string | null): string {
  const params = new URLSearchParams(search);
  if (value === null) params.delete(name);
  else params.set(name, value);
  return asText(params);
}

/** True when the second pane has a range of its own. */
export function hasOwnRange(search: string): boolean {
  return new URLSearchParams(search).has(`${secondPrefix}from`);
}

/** The second pane with the range of the page again. */
export function withoutOwnRange(search: string): string {
  const params = new URLSearchParams(search);
  params.delete(`${secondPrefix}from`);
  params.delete(`${secondPrefix}until`);
  return asText(params);
}

/** The unit that the names of the series suggest, or else the targets; plain numbers when they do not agree. */
export function commonUnit(names: readonly string[], targets: readonly string[]): string {
  for (const texts of [names, targets]) {
    const guesses = new Set(texts.map(guessUnit));
    const [only] = guesses;
    if (guesses.size === 1 && only !== 'short') return only;
  }
  return 'short';
}
