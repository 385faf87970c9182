/**
 * The options that each type of panel has of its own. All may be left out; comments name the defaults, which the web app's
 * panel types and the server's pictures share through `view/panels`.
 */
import { z } from 'zod';

/** A way to make one number of a series: an id of `view/calculations`, such as `last`, `mean`, `max`, `p95`. */
const calc = z.string().max(50);
const calcs = z.array(calc).max(40).optional();

const legend = z
  .object({
    /** Default true. */
    show: z.boolean().optional(),
    /** Default `list`. */
    mode: z.enum(['list', 'table']).optional(),
    /** Default `bottom`. */
    placement: z.enum(['bottom', 'right']).optional(),
    /** Columns. Default the last value. */
    calcs,
    /** `name` or a calc. Default: the order of the series. */
    sortBy: z.string().max(50).optional(),
    sortDescending: z.boolean().optional(),
    /** Pixels, when it stands at the right. */
    width: z.number().int().min(40).max(2000).optional(),
    /** Series that have nothing but gaps, or nothing but zero, are left out. */
    hideEmpty: z.boolean().optional(),
    hideZero: z.boolean().optional(),
  })
  .strict()
  .optional();
export type LegendOptions = NonNullable<z.infer<typeof legend>>;

const tooltip = z
  .object({
    /** Default `all`. */
    mode: z.enum(['single', 'all', 'none']).optional(),
    /** By value. Default `desc`. */
    sort: z.enum(['none', 'asc', 'desc']).optional(),
    hideZeros: z.boolean().optional(),
  })
  .strict()
  .optional();

const reduce = z
  .object({
    /** Default `last`. */
    calc: calc.optional(),
    /** A value for each point instead of one for the series. */
    allValues: z.boolean().optional(),
    /** Values at most. Default 25 for all values, 100 for series. */
    limit: z.number().int().min(1).max(10_000).optional(),
  })
  .strict()
  .optional();
export type ReduceOptions = NonNullable<z.infer<typeof reduce>>;

const orientation = z.enum(['auto', 'horizontal', 'vertical']).optional();
const sort = z.enum(['none', 'asc', 'desc', 'name']).optional();

export const panelOptions = {
  timeseries: z
    .object({
      legend,
      tooltip,
      /** The interval that is not over yet: `dashed` (default), left out, or like all others. */
      running: z.enum(['dashed', 'omit', 'plain']).optional(),
      /** The area between least and greatest values of the coarser archive behind lines: `auto` (default: one to three series that were rolled up). */
      band: z.enum(['auto', 'on', 'off']).optional(),
      /** Zones of further time axes below the first. */
      timeZones: z.array(z.string().max(100)).max(3).optional(),
      /** Series drawn at most; the highest stay. Default 200. */
      maxSeries: z.number().int().min(1).max(5000).optional(),
    })
    .strict(),
  stat: z
    .object({
      reduce,
      orientation,
      /** Default `auto`: the name only when there are several. */
      text: z.enum(['auto', 'value', 'value-and-name', 'name', 'none']).optional(),
      /** What takes the colour. Default `value`. */
      colorMode: z.enum(['none', 'value', 'background']).optional(),
      /** The line below the value. Default `area`. */
      graph: z.enum(['none', 'line', 'area']).optional(),
      justify: z.enum(['auto', 'center']).optional(),
      /** Change from the first value of the range to the last. */
      showChange: z.boolean().optional(),
      /** A value older than so many intervals is shown with its age. Default 3; 0 never. */
      staleAfter: z.number().int().min(0).max(100_000).optional(),
      prefix: z.string().max(100).optional(),
      postfix: z.string().max(100).optional(),
    })
    .strict(),
  gauge: z
    .object({
      reduce,
      /** Default `arc`. */
      shape: z.enum(['arc', 'circle']).optional(),
      showThresholdLabels: z.boolean().optional(),
      /** The ring of thresholds outside. Default true. */
      showThresholdRing: z.boolean().optional(),
    })
    .strict(),
  'bar-gauge': z
    .object({
      reduce,
      /** Default `horizontal`. */
      orientation,
      /** Default `gradient`. */
      display: z.enum(['basic', 'gradient', 'lcd']).optional(),
      sort,
      /** Default true. */
      showUnfilled: z.boolean().optional(),
      namePlacement: z.enum(['auto', 'top', 'left', 'hidden']).optional(),
      valueMode: z.enum(['color', 'text', 'hidden']).optional(),
    })
    .strict(),
  'bar-chart': z
    .object({
      reduce,
      /** A group of bars for each series (its calc) or for each time. Default `series`. */
      groupBy: z.enum(['series', 'time']).optional(),
      orientation,
      stacking: z.enum(['none', 'normal', 'percent']).optional(),
      showValues: z.enum(['auto', 'always', 'never']).optional(),
      sort,
      legend,
      tooltip,
    })
    .strict(),
  pie: z
    .object({
      reduce,
      /** Default `donut`. */
      shape: z.enum(['pie', 'donut']).optional(),
      labels: z.array(z.enum(['name', 'value', 'percent'])).optional(),
      sort,
      legend,
      tooltip,
    })
    .strict(),
  histogram: z
    .object({
      /** Width of a bucket; chosen when missing. */
      bucketSize: z.number().positive().optional(),
      /** About so many buckets when the size is chosen. Default 30. */
      buckets: z.number().int().min(2).max(1000).optional(),
      /** All series as one. */
      combine: z.boolean().optional(),
      /** Drawn as lines, such as 50, 95, 99. */
      percentiles: z.array(z.number().min(0).max(100)).max(10).optional(),
      legend,
      tooltip,
    })
    .strict(),
  heatmap: z
    .object({
      /** `buckets` (default): how many values fall into each range; `series`: a line for each series, coloured by value. */
      rows: z.enum(['buckets', 'series']).optional(),
      bucketSize: z.number().positive().optional(),
      buckets: z.number().int().min(2).max(200).optional(),
      /** Seconds of a column; by the width when missing. */
      interval: z.number().int().min(1).optional(),
      /** Of `view/palette`. Default `viridis`. */
      scale: z.string().max(50).optional(),
      reverse: z.boolean().optional(),
      /** Values at the ends of the colours; by the data when missing. */
      from: z.number().optional(),
      to: z.number().optional(),
      logarithmic: z.boolean().optional(),
      /** Default true. */
      showScale: z.boolean().optional(),
      /** Address that a click on a line opens, such as `/hosts/${__series.name}`. */
      rowLink: z.string().max(2000).optional(),
    })
    .strict(),
  table: z
    .object({
      /** A line for each series with its calcs (default), or for each time with a column for each series. */
      rows: z.enum(['series', 'time']).optional(),
      /** Columns of `series`. Default last, min, mean, max. */
      calcs,
      showHeader: z.boolean().optional(),
      sortBy: z
        .object({ column: z.string().max(500), descending: z.boolean().optional() })
        .strict()
        .optional(),
      /** A field above each column that filters it. */
      filters: z.boolean().optional(),
      /** Calcs of each column in the last line. */
      footer: calcs,
      density: z.enum(['compact', 'normal', 'roomy']).optional(),
    })
    .strict(),
  'state-timeline': z
    .object({
      /** Equal neighbours as one. Default true. */
      mergeEqual: z.boolean().optional(),
      showValues: z.enum(['auto', 'always', 'never']).optional(),
      /** Share of a line's height, 0.1 to 1. Default 0.8. */
      rowHeight: z.number().min(0.1).max(1).optional(),
      perPage: z.number().int().min(1).max(1000).optional(),
      legend,
      tooltip,
    })
    .strict(),
  'status-history': z
    .object({
      showValues: z.enum(['auto', 'always', 'never']).optional(),
      rowHeight: z.number().min(0.1).max(1).optional(),
      /** Columns at most; values are consolidated to them. Default 60. */
      columns: z.number().int().min(2).max(500).optional(),
      perPage: z.number().int().min(1).max(1000).optional(),
      legend,
      tooltip,
    })
    .strict(),
  text: z
    .object({
      /** Default `markdown`. HTML is cleaned of everything that runs. */
      mode: z.enum(['markdown', 'html', 'code']).optional(),
      /** With variables, and `${A}` or `${A.max}` for what a query amounts to. */
      content: z.string().max(200_000).optional(),
    })
    .strict(),
  'dashboard-list': z
    .object({
      starred: z.boolean().optional(),
      recent: z.boolean().optional(),
      /** Also those that match the three below. Default true. */
      search: z.boolean().optional(),
      text: z.string().max(500).optional(),
      tags: z.array(z.string().max(250)).max(50).optional(),
      folder: z.string().max(40).optional(),
      limit: z.number().int().min(1).max(1000).optional(),
      keepTime: z.boolean().optional(),
      keepVariables: z.boolean().optional(),
    })
    .strict(),
  'host-list': z
    .object({
      /** A glob over names, with variables. Default `*`. */
      filter: z.string().max(500).optional(),
      columns: z.array(z.enum(['cpu', 'memory', 'disk', 'load', 'network', 'uptime'])).optional(),
      sortBy: z.enum(['name', 'cpu', 'memory', 'disk', 'load', 'network']).optional(),
      limit: z.number().int().min(1).max(1000).optional(),
    })
    .strict(),
  'annotation-list': z
    .object({
      tags: z.array(z.string().max(250)).max(50).optional(),
      /** Only those of this dashboard. */
      onlyHere: z.boolean().optional(),
      limit: z.number().int().min(1).max(1000).optional(),
    })
    .strict(),
  /** A panel of another program that nothing here draws; kept so that export gives it back. */
  unsupported: z.object({ type: z.string().max(200) }).strict(),
} as const;

/** The options of one type of panel, as they are stored. */
export type PanelOptions<Type extends keyof typeof panelOptions> = z.infer<(typeof panelOptions)[Type]>;
