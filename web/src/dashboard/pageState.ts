/** What a dashboard's address says beside its time range: copying it is sharing what one sees. */
import type { VariableValue } from '../../../src/schema/dashboard.ts';

export interface PageState {
  /** Variables that were chosen, by name. A list is several values; one entry `$__all` is All. */
  readonly variables: ReadonlyMap<string, VariableValue>;
  /** `null`: as the dashboard says; `off`: not even then; else such as `7d`. */
  readonly compare: string | null;
  /** Series that are not shown, by panel. */
  readonly hidden: ReadonlyMap<string, ReadonlySet<string>>;
  /** The panel that is shown alone. */
  readonly view: string | null;
  /** The panel that is being edited. */
  readonly edit: string | null;
  /** The panel whose queries are looked into. */
  readonly inspect: string | null;
  readonly kiosk: boolean;
  /** Rows that are folded other than the dashboard says. */
  readonly toggledRows: ReadonlySet<string>;
  /** Names of annotation queries that are switched the other way round. */
  readonly toggledAnnotations: ReadonlySet<string>;
  /** `null`: as the dashboard says; else `live`, `off` or an interval. */
  readonly refresh: string | null;
}

const one = (params: URLSearchParams, name: string): string | null => params.get(name) || null;

export function readPageState(search: string): PageState {
  const params = new URLSearchParams(search);
  const variables = new Map<string, VariableValue>();
  for (const key of new Set(params.keys())) {
    if (!key.startsWith('var-')) continue;
    const values = params.getAll(key);
    variables.set(key.slice(4), values.length === 1 ? values[0] : values);
  }
  const hidden = new Map<string, Set<string>>();
  for (const text of params.getAll('hide')) {
    const colon = text.indexOf(':');
    if (colon <= 0) continue;
    const panel = text.slice(0, colon);
    const keys = hidden.get(panel) ?? new Set();
    hidden.set(panel, keys.add(text.slice(colon + 1)));
  }
  return {
    variables,
    compare: one(params, 'compare'),
    hidden,
    view: one(params, 'view'),
    edit: one(params, 'edit'),
    inspect: one(params, 'inspect'),
    kiosk: params.has('kiosk') && params.get('kiosk') !== '0',
    toggledRows: new Set(params.getAll('fold')),
    toggledAnnotations: new Set(params.getAll('flip')),
    refresh: one(params, 'refresh'),
  };
}

/** The search part with these changes and everything else kept. */
export function writePageState(search: string, changes: Partial<PageState>): string {
  const params = new URLSearchParams(search);
  for (const name of ['compare', 'view', 'edit', 'inspect', 'refresh'] as const) {
    const value = changes[name];
    if (value === undefined) continue;
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  if (changes.kiosk !== undefined) {
    if (changes.kiosk) params.set('kiosk', '1');
    else params.delete('kiosk');
  }
  if (changes.variables)
    for (const [name, value] of changes.variables) {
      params.delete(`var-${name}`);
      for (const text of typeof value === 'string' ? [value] : value) params.append(`var-${name}`, text);
      // Nothing chosen is a choice as well, other than the default.
      if (value.length === 0 && typeof value !== 'string') params.append(`var-${name}`, '');
    }
  if (changes.hidden) {
    params.delete('hide');
    for (const [panel, keys] of changes.hidden)
      for (const key of keys) params.append('hide', `${panel}:${key}`);
  }
  for (const [name, set] of [
    ['fold', changes.toggledRows],
    ['flip', changes.toggledAnnotations],
  ] as const) {
    if (!set) continue;
    params.delete(name);
    for (const text of set) params.append(name, text);
  }
  const text = params.toString();
  return text && `?${text}`;
}

/** The set with one entry the other way round. */
export function toggled<T>(set: ReadonlySet<T>, entry: T): Set<T> {
  const next = new Set(set);
  if (!next.delete(entry)) next.add(entry);
  return next;
}
