import type { FieldConfig, Panel, PanelTarget } from '../../../../src/schema/dashboard.ts';
import { intervalSeconds } from '../../../../src/view/variables/intervals.ts';
import type { DrawStyle, Pane } from './exploreState.ts';

/** More lines than this on one chart tell nothing; a function has to narrow them. */
export const mostSeries = 50;

export type ExplorePanel = Extract<Panel, { type: 'timeseries' }>;

const fields: Readonly<Record<DrawStyle, FieldConfig>> = {
  lines: {},
  areas: { fillOpacity: 18 },
  bars: { drawStyle: 'bars' },
  stacked: { stacking: { mode: 'normal' } },
  percent: { stacking: { mode: 'percent' } },
};

/** A pane as the panel that it would be on a dashboard. `unit` is only said where names alone would not tell it. */
export function explorePanel(id: string, pane: Pane, unit: string | null): ExplorePanel {
  const field: FieldConfig = {
    ...fields[pane.style],
    ...(pane.scale === 'linear' ? {} : { scale: { kind: pane.scale } }),
    ...(unit === null ? {} : { unit }),
  };
  return {
    id,
    type: 'timeseries',
    grid: { x: 0, y: 0, w: 12, h: 9 },
    targets: [...pane.queries],
    ...(pane.consolidateBy ? { consolidateBy: pane.consolidateBy } : {}),
    ...(Object.keys(field).length > 0 ? { field } : {}),
    options: { band: pane.band },
  };
}

/** The same for keeping: without blank queries, and without what is as usual. */
export function keptPanel(pane: Pane, unit: string | null, title: string): ExplorePanel {
  const { options: _, ...panel } = explorePanel('p1', pane, unit);
  const compare = pane.compare !== null && intervalSeconds(pane.compare) !== null ? pane.compare : null;
  return {
    ...panel,
    ...(title ? { title } : {}),
    targets: pane.queries.filter(({ target }) => target.trim() !== ''),
    ...(compare ? { compare } : {}),
    ...(pane.band === 'auto' ? {} : { options: { band: pane.band } }),
  };
}

/** A query of which no more than `count` series stay: those that are highest on average. Hidden and blank ones are as they were. */
export function narrowed(query: PanelTarget, count: number): PanelTarget {
  const target = query.target.trim();
  return query.hidden || target === '' ? query : { ...query, target: `highestAverage(${target},${count})` };
}

/** A title for what is asked: the function or the path, short. */
export function titleOf(pane: Pane): string {
  const first =
    pane.queries.find(({ target, hidden }) => target.trim() !== '' && !hidden)?.target.trim() ?? '';
  const alias = /^alias\([\s\S]*,\s*(["'])(.+)\1\s*\)$/.exec(first);
  const text = alias ? alias[2] : first;
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
