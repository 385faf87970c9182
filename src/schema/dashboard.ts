/**
 * The format of a dashboard: what is stored, written to files, exported, and edited by hand. Whatever is left out has the
 * default that its comment names, so that a file holds no more than what somebody decided. Formats carry a version.
 *
 * `grafana` members keep what an imported dashboard of Grafana's said and this format has no word for; export gives it back.
 */
import { z } from 'zod';
import { panelOptions } from './panelOptions.ts';

export const DASHBOARD_FORMAT = 'plumbago-dashboard';
export const DASHBOARD_FORMAT_VERSION = 1;
/** Columns of the grid, as in Grafana. A row of the grid is 30 px high with 8 px between. */
export const GRID_COLUMNS = 24;
/** A dashboard's JSON is refused beyond this; the largest of Grafana's known have about 2 MB. */
export const MAX_DASHBOARD_BYTES = 3 * 2 ** 20;

const text = (longest: number) => z.string().max(longest);
const kept = z.record(z.string(), z.unknown()).optional();
/** CSS colour: `#rrggbb`, a name, or a place of the palette such as `palette-3`; or `ok`, `warn`, `crit` of the theme. */
export const color = text(60);

export const dashboardLink = z
  .object({
    title: text(200).optional(),
    /** With variables, such as `/d/hosts?var-host=${host}`; for series also `${__series.name}`, `${__value.raw}` … */
    url: text(4000).optional(),
    /** Instead of an address: all dashboards with these tags. */
    tags: z.array(text(250)).max(50).optional(),
    /** Show the dashboards of `tags` as a menu rather than one by one. */
    asMenu: z.boolean().optional(),
    tooltip: text(500).optional(),
    newTab: z.boolean().optional(),
    /** Hand the time range on. */
    keepTime: z.boolean().optional(),
    /** Hand the variables on. */
    keepVariables: z.boolean().optional(),
    grafana: kept,
  })
  .strict();
export type DashboardLink = z.infer<typeof dashboardLink>;

export const threshold = z
  .object({
    /** Null is the base: everything below the first number. */
    value: z.number().nullable(),
    color,
  })
  .strict();
export type Threshold = z.infer<typeof threshold>;

export const thresholds = z
  .object({
    /** `percent`: of the range from min to max. Default `absolute`. */
    mode: z.enum(['absolute', 'percent']).optional(),
    /** Ascending, the base first. */
    steps: z.array(threshold).max(50),
  })
  .strict();
export type Thresholds = z.infer<typeof thresholds>;

const mappingResult = { text: text(500).optional(), color: color.optional() };
export const valueMapping = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value: text(500), ...mappingResult }).strict(),
  /** Both ends belong to the range; a missing one is open. */
  z
    .object({
      kind: z.literal('range'),
      from: z.number().nullable().optional(),
      to: z.number().nullable().optional(),
      ...mappingResult,
    })
    .strict(),
  z.object({ kind: z.literal('regex'), pattern: text(500), ...mappingResult }).strict(),
  z
    .object({
      kind: z.literal('special'),
      match: z.enum(['null', 'nan', 'null+nan', 'true', 'false', 'empty']),
      ...mappingResult,
    })
    .strict(),
]);
export type ValueMapping = z.infer<typeof valueMapping>;

export const colorScheme = z
  .object({
    /**
     * `series` (default; of single values with thresholds: `thresholds`): one of the palette by the series' name, the same on every panel; `fixed`: `color`; `shades`: of `color`;
     * `thresholds`: of the value's step; `continuous`: a scale over min to max named by `scale`.
     */
    mode: z.enum(['series', 'fixed', 'shades', 'thresholds', 'continuous']).optional(),
    color: color.optional(),
    /** Of `view/palette`: `viridis`, `blues`, `green-yellow-red`, `blue-red` … */
    scale: text(50).optional(),
    /** Which value of a series decides a colour by value. Default `last`. */
    by: z.enum(['last', 'min', 'max']).optional(),
  })
  .strict();
export type ColorScheme = z.infer<typeof colorScheme>;

/** How values are named, scaled, coloured and drawn: the defaults of a panel, and what an override changes for some series. */
export const fieldConfig = z
  .object({
    displayName: text(500).optional(),
    description: text(2000).optional(),
    /** An id of `view/units`, such as `bytes`, `percent`, `s`, `ops`; `suffix:text` and `prefix:text` for one's own. Guessed from the names when missing. */
    unit: text(60).optional(),
    decimals: z.number().int().min(0).max(20).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    /** Reached by the axis at least, but passed when values do. */
    softMin: z.number().optional(),
    softMax: z.number().optional(),
    /** Shown where there is no value. Default `–`. */
    noValue: text(100).optional(),
    color: colorScheme.optional(),
    thresholds: thresholds.optional(),
    mappings: z.array(valueMapping).max(500).optional(),
    links: z.array(dashboardLink).max(50).optional(),
    /** What is drawn: default `line`. */
    drawStyle: z.enum(['line', 'bars', 'points']).optional(),
    interpolation: z.enum(['linear', 'smooth', 'step-before', 'step-after']).optional(),
    /** Pixels. Default 1.25. */
    lineWidth: z.number().min(0).max(20).optional(),
    /** Lengths of dash and gap in pixels; solid when missing. `[0, n]` are dots. */
    lineDash: z.array(z.number().min(0).max(100)).min(2).max(8).optional(),
    /** Percent, 0 to 100. */
    fillOpacity: z.number().min(0).max(100).optional(),
    gradient: z.enum(['none', 'opacity', 'hue', 'scheme']).optional(),
    /** Name of another series: the area between both is filled. */
    fillBelowTo: text(500).optional(),
    showPoints: z.enum(['auto', 'always', 'never']).optional(),
    pointSize: z.number().min(1).max(40).optional(),
    /** Where nothing was measured: a gap (default), a line across, a line across at most that many intervals, or zero. */
    nulls: z.union([z.enum(['gap', 'connect', 'zero']), z.number().int().min(1).max(100_000)]).optional(),
    /** Series of the same group are put on top of each other; `none` (default) stands alone. */
    stacking: z
      .object({ mode: z.enum(['none', 'normal', 'percent']), group: text(50).optional() })
      .strict()
      .optional(),
    /** Drawn downwards from zero, such as what is sent below what is received. */
    negative: z.boolean().optional(),
    /** A limit or a capacity: dashed, grey, never stacked, out of sums. */
    reference: z.boolean().optional(),
    axis: z.enum(['left', 'right', 'hidden']).optional(),
    axisLabel: text(200).optional(),
    axisGrid: z.boolean().optional(),
    /** Zero in the middle of the axis. */
    axisCentered: z.boolean().optional(),
    /** Default linear. `symlog` is linear within ±`threshold` (default 1) and goes through zero. */
    scale: z
      .object({
        kind: z.enum(['linear', 'log', 'symlog']),
        base: z.union([z.literal(2), z.literal(10)]).optional(),
        threshold: z.number().positive().optional(),
      })
      .strict()
      .optional(),
    thresholdsStyle: z
      .enum(['off', 'line', 'dashed', 'area', 'line+area', 'dashed+area', 'series'])
      .optional(),
    /** Places where the series is not shown. */
    hideFrom: z
      .object({
        graph: z.boolean().optional(),
        legend: z.boolean().optional(),
        tooltip: z.boolean().optional(),
      })
      .strict()
      .optional(),
    /** Of a table's column. */
    cell: z
      .object({
        kind: z
          .enum([
            'auto',
            'text',
            'color-text',
            'color-background',
            'bar',
            'bar-gradient',
            'sparkline',
            'link',
          ])
          .optional(),
        width: z.number().int().min(20).max(2000).optional(),
        align: z.enum(['auto', 'left', 'center', 'right']).optional(),
        hidden: z.boolean().optional(),
      })
      .strict()
      .optional(),
    grafana: kept,
  })
  .strict();
export type FieldConfig = z.infer<typeof fieldConfig>;

export const fieldMatcher = z.discriminatedUnion('by', [
  z.object({ by: z.literal('name'), name: text(1000) }).strict(),
  z
    .object({
      by: z.literal('names'),
      names: z.array(text(1000)).max(1000),
      exclude: z.boolean().optional(),
    })
    .strict(),
  /** JavaScript's expressions, matched by the guarded engine; `pattern` without slashes. */
  z.object({ by: z.literal('regex'), pattern: text(1000) }).strict(),
  z.object({ by: z.literal('query'), refId: text(20) }).strict(),
  z.object({ by: z.literal('type'), type: z.enum(['number', 'text', 'time']) }).strict(),
  /** By what a series amounts to, such as max over 90. */
  z
    .object({
      by: z.literal('value'),
      calc: text(50),
      is: z.enum(['over', 'under', 'equal', 'null']),
      value: z.number().optional(),
    })
    .strict(),
]);
export type FieldMatcher = z.infer<typeof fieldMatcher>;

export const fieldOverride = z.object({ match: fieldMatcher, set: fieldConfig, grafana: kept }).strict();
export type FieldOverride = z.infer<typeof fieldOverride>;

export const target = z
  .object({
    /** `A`, `B` … `Z`, `AA` …: what `#A` in another target stands for. */
    refId: z.string().regex(/^[A-Z]{1,2}$/, 'one or two capital letters'),
    target: text(100_000),
    hidden: z.boolean().optional(),
    grafana: kept,
  })
  .strict();
export type PanelTarget = z.infer<typeof target>;

export const transformation = z
  .object({
    /** Of `view/transformations`: `reduce`, `join`, `calculate`, `filter-series`, `filter-rows`, `sort`, `rename`, `group`, `limit`, `organise`, `to-table`. */
    kind: text(50),
    disabled: z.boolean().optional(),
    options: z.record(z.string(), z.unknown()).optional(),
    grafana: kept,
  })
  .strict();
export type TransformationConfig = z.infer<typeof transformation>;

export const gridPlace = z
  .object({
    x: z
      .number()
      .int()
      .min(0)
      .max(GRID_COLUMNS - 1),
    y: z.number().int().min(0).max(10_000),
    w: z.number().int().min(1).max(GRID_COLUMNS),
    h: z.number().int().min(1).max(1000),
  })
  .strict();
export type GridPlace = z.infer<typeof gridPlace>;

const repeat = z
  .object({
    variable: text(100),
    /** Of panels: beside each other (default) or below. */
    direction: z.enum(['right', 'down']).optional(),
    /** Panels beside each other at most. Default 4. */
    maxPerRow: z.number().int().min(1).max(GRID_COLUMNS).optional(),
  })
  .strict();
export type Repeat = z.infer<typeof repeat>;

const panelBase = z
  .object({
    /** Tells the panel from all others of the dashboard, also across versions. */
    id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
    title: text(500).optional(),
    description: text(10_000).optional(),
    /** Without frame and background. */
    transparent: z.boolean().optional(),
    /** Takes no room while nothing is found for it (nor does a row whose panels all do so), except while the dashboard is edited. */
    hideWhenEmpty: z.boolean().optional(),
    grid: gridPlace,
    targets: z.array(target).max(200).optional(),
    /** Values a series; the panel's width in pixels when missing. */
    maxDataPoints: z.number().int().min(1).max(100_000).optional(),
    /** No finer step than this, seconds. */
    minInterval: z.number().int().min(1).optional(),
    /** How values of a coarser interval are made where the target does not say it. Default: the series' own method. */
    consolidateBy: z.enum(['average', 'min', 'max', 'sum', 'last', 'first']).optional(),
    /** Instead of the dashboard's range: the last `6h`, or today as `1d/d`. */
    timeFrom: text(50).optional(),
    /** Moves the range back, such as `7d`. */
    timeShift: text(50).optional(),
    hideTimeNote: z.boolean().optional(),
    /** The same series a while earlier, dashed, such as `7d`. */
    compare: text(50).optional(),
    repeat: repeat.optional(),
    links: z.array(dashboardLink).max(50).optional(),
    transformations: z.array(transformation).max(50).optional(),
    field: fieldConfig.optional(),
    overrides: z.array(fieldOverride).max(500).optional(),
    grafana: kept,
  })
  .strict();

/** A panel of one type: what is common to all, and the type's own options. */
function panelOf<Type extends keyof typeof panelOptions>(type: Type) {
  return panelBase.extend({
    type: z.literal(type),
    options: z.optional(panelOptions[type]),
  });
}

export const panel = z.discriminatedUnion('type', [
  panelOf('timeseries'),
  panelOf('stat'),
  panelOf('gauge'),
  panelOf('bar-gauge'),
  panelOf('bar-chart'),
  panelOf('pie'),
  panelOf('histogram'),
  panelOf('heatmap'),
  panelOf('table'),
  panelOf('state-timeline'),
  panelOf('status-history'),
  panelOf('text'),
  panelOf('dashboard-list'),
  panelOf('host-list'),
  panelOf('annotation-list'),
  panelOf('unsupported'),
]);
export type Panel = z.infer<typeof panel>;
export type PanelTypeName = Panel['type'];

/** Panels below a heading that can be folded away. The first row of a dashboard may have no title: it then has no heading. */
export const row = z
  .object({
    id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
    title: text(500).optional(),
    collapsed: z.boolean().optional(),
    /** The row once for each value of the variable. */
    repeat: z
      .object({ variable: text(100) })
      .strict()
      .optional(),
    /** Their places count from the row's upper edge. */
    panels: z.array(panel).max(1000),
    grafana: kept,
  })
  .strict();
export type Row = z.infer<typeof row>;

const variableValue = z.union([text(2000), z.array(text(2000)).max(10_000)]);
const variableBase = z
  .object({
    name: z.string().regex(/^\w{1,100}$/, 'letters, digits and underscores'),
    label: text(200).optional(),
    description: text(2000).optional(),
    /** What is hidden in the bar. Default nothing. */
    hide: z.enum(['label', 'variable']).optional(),
    grafana: kept,
  })
  .strict();
const choice = {
  multi: z.boolean().optional(),
  /** Offer "All". */
  includeAll: z.boolean().optional(),
  /** What "All" stands for, such as `*`; all the values as a glob when missing. */
  allValue: text(2000).optional(),
  /** Chosen when the address says nothing; `$__all` is "All". Default: the first. */
  current: variableValue.optional(),
};
export const variable = z.discriminatedUnion('type', [
  variableBase.extend({
    type: z.literal('query'),
    /** A pattern (its last level's names), `expand(pattern)` (whole names), `tags()`, `tag_values(tag, expression …)`, or with other variables in it. */
    query: text(4000),
    /** Keeps what matches; the first group, or the groups `value` and `text`, are what is kept of it. */
    regex: text(1000).optional(),
    sort: z
      .enum([
        'none',
        'asc',
        'desc',
        'numeric-asc',
        'numeric-desc',
        'nocase-asc',
        'nocase-desc',
        'natural-asc',
        'natural-desc',
      ])
      .optional(),
    /** Ask again when the time range changes. */
    refreshOnTime: z.boolean().optional(),
    ...choice,
  }),
  variableBase.extend({
    type: z.literal('custom'),
    /** `a, b, c` or `text : value, …`; a comma of a value is written as `\\,`. */
    options: text(20_000),
    ...choice,
  }),
  variableBase.extend({ type: z.literal('text'), current: text(2000).optional() }),
  variableBase.extend({ type: z.literal('constant'), value: text(2000) }),
  variableBase.extend({
    type: z.literal('interval'),
    /** Such as `1m,10m,1h`. */
    options: text(2000),
    /** Offer "auto": the range divided into about so many parts. */
    auto: z
      .object({ parts: z.number().int().min(1).max(10_000).optional(), least: text(20).optional() })
      .strict()
      .optional(),
    current: text(50).optional(),
  }),
]);
export type Variable = z.infer<typeof variable>;
export type VariableValue = z.infer<typeof variableValue>;

export const annotationQuery = z
  .object({
    name: text(200),
    /** `own`: made on this dashboard by hand. */
    source: z.enum(['own', 'events', 'target']),
    /** Of `events` and `own`: with all of these tags (`any`: with one of them). */
    tags: z.array(text(250)).max(50).optional(),
    any: z.boolean().optional(),
    /** Of `target`: each value other than zero and nothing is one. */
    target: text(100_000).optional(),
    disabled: z.boolean().optional(),
    /** Without a switch in the bar. */
    hidden: z.boolean().optional(),
    color: color.optional(),
    /** Panels that show it, or all but these. All when missing. */
    panels: z
      .object({ ids: z.array(text(40)).max(1000), exclude: z.boolean().optional() })
      .strict()
      .optional(),
    grafana: kept,
  })
  .strict();
export type AnnotationQuery = z.infer<typeof annotationQuery>;

export const dashboard = z
  .object({
    format: z.literal(DASHBOARD_FORMAT),
    formatVersion: z.literal(DASHBOARD_FORMAT_VERSION),
    /** Stable and part of the address; given by the server when missing. */
    uid: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,40}$/)
      .optional(),
    title: z.string().trim().min(1).max(500),
    description: text(20_000).optional(),
    tags: z.array(z.string().trim().min(1).max(250)).max(100).optional(),
    /** Graphite's texts. Default the last hour. */
    time: z
      .object({ from: text(100), until: text(100) })
      .strict()
      .optional(),
    /** `live` (default) streams while the range ends now; `off`, or an interval such as `30s`. */
    refresh: text(20).optional(),
    /** `browser` (default), `utc`, or an IANA zone. */
    timeZone: text(100).optional(),
    weekStart: z.enum(['monday', 'sunday', 'saturday']).optional(),
    /** What the pointer on one chart shows on the others. Default `line`. */
    crosshair: z.enum(['off', 'line', 'tooltip']).optional(),
    /** Compare every time series with itself a while earlier, such as `7d`. */
    compare: text(50).optional(),
    variables: z.array(variable).max(200).optional(),
    annotations: z.array(annotationQuery).max(100).optional(),
    links: z.array(dashboardLink).max(100).optional(),
    rows: z.array(row).max(500),
    grafana: kept,
  })
  .strict();
export type Dashboard = z.infer<typeof dashboard>;
