/** What is asked of Graphite. Queries of other data sources stay with the panel; they are no targets. */
import { type PanelTarget, target } from '../../schema/dashboard.ts';
import { bareTarget } from './bare.ts';
import { isObject, isSame, type JsonObject } from './json.ts';
import { flag, member, readMembers, same, writeMembers } from './members.ts';
import type { Unit } from './unit.ts';

const members = [
  member('refId', 'refId', same(target.shape.refId)),
  member('target', 'target', same(target.shape.target), { grafana: '' }),
  member('hidden', 'hide', flag, { ours: false, grafana: false }),
];

export const targetUnit: Unit<PanelTarget> = {
  // One that is longer than ours can be stays in the file alone.
  read: (grafana) => ({ target: '', ...readMembers(members, grafana) }) as PanelTarget,
  // The target also when it is empty: that is what makes a query Graphite's.
  write: (ours) => ({ ...writeMembers(members, ours), target: ours.target }),
  bare: bareTarget,
  isValid: (ours) => target.safeParse(ours).success,
};

/** Whether a query is one of Graphite's: it says so, or it says nothing and looks like one. */
export function isGraphite(query: JsonObject, panelDatasource: unknown, usual: unknown): boolean {
  const datasource = query['datasource'] ?? panelDatasource;
  if (isObject(datasource) && !isSame(datasource, usual)) {
    const type = datasource['type'];
    const isMixed = datasource['uid'] === '-- Mixed --';
    if (typeof type === 'string' && type !== 'graphite' && !isMixed) return false;
    if (type === 'graphite') return true;
  }
  if (typeof datasource === 'string' && /^-- (Dashboard|Grafana) --$/.test(datasource)) return false;
  return (
    typeof query['target'] === 'string' || Object.keys(query).every((name) => EMPTY_QUERY.includes(name))
  );
}

/** Members of a query that nobody has written yet. */
const EMPTY_QUERY: readonly string[] = ['refId', 'hide', 'datasource', 'textEditor', 'target', 'plumbago'];
