/** Dashboards of every kind that the format allows, and edits of them as people make them. */
import fc from 'fast-check';
import {
  type Dashboard,
  dashboard as dashboardSchema,
  type Panel,
  panel as panelSchema,
  type Row,
} from '../../src/schema/dashboard.ts';
import { arbitraryOf } from './arbitraryOf.ts';

/** Ids and names told apart, panels within the columns: what the schema alone does not say. */
export function wellFormed(dashboard: Dashboard): Dashboard {
  let ids = 0;
  const distinct = <Item>(items: readonly Item[] | undefined, key: (item: Item) => string): Item[] => [
    ...new Map((items ?? []).map((item) => [key(item), item])).values(),
  ];
  const fitted = (panel: Panel): Panel => ({
    ...panel,
    id: `p${++ids}`,
    grid: { ...panel.grid, w: Math.min(panel.grid.w, 24 - panel.grid.x) },
    ...(panel.targets === undefined ? {} : { targets: distinct(panel.targets, ({ refId }) => refId) }),
  });
  const rows = dashboard.rows.map((row, i): Row => ({ ...row, id: `r${i}`, panels: row.panels.map(fitted) }));
  const { variables } = dashboard;
  return dashboardSchema.parse({
    ...dashboard,
    uid: 'uid',
    rows,
    ...(variables === undefined ? {} : { variables: distinct(variables, ({ name }) => name) }),
  });
}

export const arbitraryDashboard: fc.Arbitrary<Dashboard> = arbitraryOf(dashboardSchema, { longest: 2 }).map(
  // As it comes out of JSON, which has no -0.
  (one) => JSON.parse(JSON.stringify(wellFormed(one))) as Dashboard,
);

/** What somebody does to a dashboard; it never changes the one that it is given. */
export type Edit = (dashboard: Dashboard) => Dashboard;

const place = fc.nat({ max: 5 });
const somePanel = arbitraryOf(panelSchema, { longest: 2 });

/** `who` keeps ids of what is added apart, unless it is the same for two people. */
export function arbitraryEdit(who: string): fc.Arbitrary<Edit> {
  const title = fc
    .string({ minLength: 1, maxLength: 6 })
    .filter((text) => text.trim() === text && text !== '');
  return fc.oneof(
    title.map(
      (text): Edit =>
        (dashboard) => ({ ...dashboard, title: text }),
    ),
    fc.array(title, { maxLength: 3 }).map(
      (tags): Edit =>
        (dashboard) => ({ ...dashboard, tags }),
    ),
    fc.tuple(place, title).map(([i, text]) => editPanel(i, (panel) => ({ ...panel, title: text }))),
    fc
      .tuple(place, fc.nat({ max: 20 }))
      .map(([i, y]) => editPanel(i, (panel) => ({ ...panel, grid: { ...panel.grid, y } }))),
    fc
      .tuple(place, title)
      .map(([i, unit]) => editPanel(i, (panel) => ({ ...panel, field: { ...panel.field, unit } }))),
    fc
      .tuple(place, somePanel)
      .map(([i, { type, options }]) => editPanel(i, (panel) => ({ ...panel, type, options }) as Panel)),
    place.map((i) => editPanel(i, () => null)),
    fc.tuple(place, fc.nat({ max: 3 }), somePanel).map(
      ([i, n, panel]): Edit =>
        (dashboard) => {
          const id = `${who}${n}`;
          if (dashboard.rows.length === 0 || idsOf(dashboard).has(id)) return dashboard;
          const added = { ...panel, id, targets: [], grid: { x: 0, y: 0, w: 12, h: 8 } } as Panel;
          return editRow(i, (row) => ({ ...row, panels: [...row.panels, added] }))(dashboard);
        },
    ),
    fc.tuple(place, place).map(
      ([i, to]): Edit =>
        (dashboard) => {
          const panel = panelAt(dashboard, i);
          if (panel === undefined) return dashboard;
          const without = editPanel(i, () => null)(dashboard);
          return editRow(to, (row) => ({ ...row, panels: [...row.panels, panel] }))(without);
        },
    ),
    fc.tuple(place, title).map(([i, text]) => editRow(i, (row) => ({ ...row, title: text }))),
    place.map(
      (i): Edit =>
        (dashboard) => ({ ...dashboard, rows: dashboard.rows.toSpliced(i, 1) }),
    ),
    fc.nat({ max: 3 }).map(
      (n): Edit =>
        (dashboard) => {
          const id = `${who}row${n}`;
          if (dashboard.rows.some((row) => row.id === id)) return dashboard;
          return { ...dashboard, rows: [...dashboard.rows, { id, title: id, panels: [] }] };
        },
    ),
    fc.constant<Edit>((dashboard) => ({ ...dashboard, rows: dashboard.rows.toReversed() })),
  );
}

/** The state after some edits, valid and in the schema's order. */
export function arbitraryEdits(who: string): fc.Arbitrary<Edit> {
  return fc
    .array(arbitraryEdit(who), { minLength: 1, maxLength: 4 })
    .map(
      (edits) => (dashboard) =>
        dashboardSchema.parse(
          JSON.parse(JSON.stringify(edits.reduce((state, edit) => edit(state), dashboard))),
        ),
    );
}

export function panelsOf({ rows }: Dashboard): Panel[] {
  return rows.flatMap(({ panels }) => panels);
}

function idsOf(dashboard: Dashboard): Set<string> {
  return new Set(panelsOf(dashboard).map(({ id }) => id));
}

function panelAt(dashboard: Dashboard, index: number): Panel | undefined {
  const panels = panelsOf(dashboard);
  return panels[index % Math.max(1, panels.length)];
}

/** `index` counts over all panels, from the beginning again after the last. Null removes the panel. */
function editPanel(index: number, change: (panel: Panel) => Panel | null): Edit {
  return (dashboard) => {
    const wanted = panelAt(dashboard, index);
    return {
      ...dashboard,
      rows: dashboard.rows.map((row) => ({
        ...row,
        panels: row.panels.flatMap((panel) => (panel === wanted ? (change(panel) ?? []) : panel)),
      })),
    };
  };
}

function editRow(index: number, change: (row: Row) => Row): Edit {
  return (dashboard) => {
    const at = index % Math.max(1, dashboard.rows.length);
    return { ...dashboard, rows: dashboard.rows.map((row, i) => (i === at ? change(row) : row)) };
  };
}
