/** Short words for the dashboards that come with the program; what they make is the ordinary format. */
import {
  DASHBOARD_FORMAT,
  DASHBOARD_FORMAT_VERSION,
  type Dashboard,
  type FieldConfig,
  type FieldOverride,
  GRID_COLUMNS,
  type GridPlace,
  type Panel,
  type PanelTypeName,
  type Row,
} from '../../schema/dashboard.ts';

type PanelOf<Type extends PanelTypeName> = Extract<Panel, { type: Type }>;

/** A panel without what its place in the dashboard decides. */
export type Sketch = { [Type in PanelTypeName]: Omit<PanelOf<Type>, 'id' | 'grid'> }[PanelTypeName] & {
  /** What addresses and drafts know the panel by; made of the title when missing. */
  readonly id?: string;
  /** Columns and rows of the grid; what the row says otherwise. */
  readonly size?: { readonly w?: number; readonly h?: number };
};

export interface SketchedRow {
  readonly title?: string;
  readonly collapsed?: boolean;
  /** Panels beside each other. Default 3. */
  readonly across?: number;
  /** Default 7. */
  readonly height?: number;
  readonly panels: readonly Sketch[];
}

/** Puts panels beside each other until a line is full, as they come. */
export function compose(
  head: Omit<Dashboard, 'format' | 'formatVersion' | 'rows'> & { readonly uid: string },
  sketched: readonly SketchedRow[],
): Dashboard & { readonly uid: string } {
  const taken = new Set(sketched.flatMap(({ panels }) => panels.flatMap(({ id }) => id ?? [])));
  const rows = sketched.map(({ title, collapsed, across = 3, height = 7, panels }, r): Row => {
    let x = 0;
    let y = 0;
    let tallest = 0;
    return {
      id: `r${r + 1}`,
      ...(title === undefined ? {} : { title }),
      ...(collapsed ? { collapsed } : {}),
      panels: panels.map(({ id, size = {}, ...panel }) => {
        const { w = Math.floor(GRID_COLUMNS / across), h = height } = size;
        if (x + w > GRID_COLUMNS) {
          x = 0;
          y += tallest;
          tallest = 0;
        }
        const grid: GridPlace = { x, y, w, h };
        x += w;
        tallest = Math.max(tallest, h);
        return { ...panel, id: id ?? idOf(panel.title ?? panel.type, taken), grid } as Panel;
      }),
    };
  });
  return { format: DASHBOARD_FORMAT, formatVersion: DASHBOARD_FORMAT_VERSION, ...head, rows };
}

/** Made of the title, so that it stays the same when panels are moved. */
function idOf(title: string, taken: Set<string>): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 36);
  let id = slug;
  for (let i = 2; taken.has(id); i++) id = `${slug}-${i}`;
  taken.add(id);
  return id;
}

/** Targets with the letters that they are known by. */
export function targets(...texts: readonly string[]): { refId: string; target: string }[] {
  return texts.map((target, i) => ({ refId: String.fromCharCode(65 + i), target }));
}

type Chart = Omit<PanelOf<'timeseries'>, 'id' | 'grid' | 'type' | 'targets' | 'title' | 'field'> & {
  readonly size?: Sketch['size'];
};

/** Lines over time. */
export function chart(title: string, texts: readonly string[], field: FieldConfig, more: Chart = {}): Sketch {
  const panel: Omit<PanelOf<'timeseries'>, 'id' | 'grid'> = {
    type: 'timeseries',
    title,
    targets: targets(...texts),
    field,
    ...more,
  };
  return panel;
}

/** A panel that others name. */
export function withId(id: string, sketch: Sketch): Sketch {
  return { ...sketch, id };
}

/** The series of a name, or all that match a pattern, look otherwise. */
export function named(name: string, set: FieldConfig): FieldOverride {
  return { match: { by: 'name', name }, set };
}
export function matching(pattern: string, set: FieldConfig): FieldOverride {
  return { match: { by: 'regex', pattern }, set };
}

/** Of the palette, so that the same thing has the same colour on all of these dashboards. */
export function fixed(place: number): FieldConfig {
  return { color: { mode: 'fixed', color: `palette-${place}` } };
}

export const stacked: FieldConfig = { stacking: { mode: 'normal' }, fillOpacity: 70, lineWidth: 0 };
/** Percent of something that is full at 100: quiet noise is not blown up. */
export const percent: FieldConfig = { unit: 'percent', min: 0, softMax: 10 };
export const fullAt100: FieldConfig = { unit: 'percent', min: 0, max: 100 };
export const warnWhenFull: FieldConfig = {
  ...fullAt100,
  thresholds: {
    steps: [
      { value: null, color: 'ok' },
      { value: 85, color: 'warn' },
      { value: 95, color: 'crit' },
    ],
  },
};
