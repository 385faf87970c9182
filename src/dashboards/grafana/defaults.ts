/**
 * What Grafana writes into every file without anybody having decided it. Importing leaves these out of our form, exporting
 * adds them again, so that both are as each program would have written it.
 */
import type { JsonObject } from './json.ts';

const HIDE_FROM = { legend: false, tooltip: false, viz: false };
const LEGEND = { displayMode: 'list', placement: 'bottom', showLegend: true };
const TOOLTIP = { hideZeros: false, mode: 'single', sort: 'none' };
const REDUCE = { calcs: ['lastNotNull'], values: false };

const AXIS = {
  axisBorderShow: false,
  axisCenteredZero: false,
  axisColorMode: 'text',
  axisPlacement: 'auto',
  scaleDistribution: { type: 'linear' },
};

/** Of every panel. */
export const PANEL_DEFAULTS: JsonObject = { transparent: false, hideTimeOverride: false };

interface TypeDefaults {
  /** How series are coloured where nothing is said; null for types that colour none. */
  readonly colorMode: string | null;
  readonly custom: JsonObject;
  readonly options: JsonObject;
}

export const NO_DEFAULTS: TypeDefaults = { colorMode: null, custom: {}, options: {} };

/** By Grafana's names of panel types; of those that are not here nothing is left out. */
export const TYPE_DEFAULTS: Readonly<Record<string, TypeDefaults>> = {
  timeseries: {
    colorMode: 'palette-classic',
    custom: {
      ...AXIS,
      barAlignment: 0,
      barWidthFactor: 0.6,
      drawStyle: 'line',
      fillOpacity: 0,
      gradientMode: 'none',
      hideFrom: HIDE_FROM,
      insertNulls: false,
      lineInterpolation: 'linear',
      lineStyle: { fill: 'solid' },
      lineWidth: 1,
      pointSize: 5,
      showPoints: 'auto',
      showValues: false,
      spanNulls: false,
      stacking: { group: 'A', mode: 'none' },
      thresholdsStyle: { mode: 'off' },
    },
    options: { legend: LEGEND, tooltip: TOOLTIP },
  },
  stat: {
    colorMode: 'thresholds',
    custom: {},
    options: {
      colorMode: 'value',
      graphMode: 'area',
      justifyMode: 'auto',
      orientation: 'auto',
      percentChangeColorMode: 'standard',
      reduceOptions: REDUCE,
      showPercentChange: false,
      textMode: 'auto',
      wideLayout: true,
    },
  },
  gauge: {
    colorMode: 'thresholds',
    custom: {},
    options: {
      minVizHeight: 75,
      minVizWidth: 75,
      orientation: 'auto',
      reduceOptions: REDUCE,
      showThresholdLabels: false,
      showThresholdMarkers: true,
      sizing: 'auto',
    },
  },
  bargauge: {
    colorMode: 'thresholds',
    custom: {},
    options: {
      displayMode: 'gradient',
      legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: false },
      maxVizHeight: 300,
      minVizHeight: 16,
      minVizWidth: 8,
      namePlacement: 'auto',
      orientation: 'auto',
      reduceOptions: REDUCE,
      showUnfilled: true,
      sizing: 'auto',
      valueMode: 'color',
    },
  },
  barchart: {
    colorMode: 'palette-classic',
    custom: {
      ...AXIS,
      fillOpacity: 80,
      gradientMode: 'none',
      hideFrom: HIDE_FROM,
      lineWidth: 1,
      thresholdsStyle: { mode: 'off' },
    },
    options: {
      barRadius: 0,
      barWidth: 0.97,
      fullHighlight: false,
      groupWidth: 0.7,
      legend: LEGEND,
      orientation: 'auto',
      showValue: 'auto',
      stacking: 'none',
      tooltip: TOOLTIP,
      xTickLabelRotation: 0,
      xTickLabelSpacing: 0,
    },
  },
  piechart: {
    colorMode: 'palette-classic',
    custom: { hideFrom: HIDE_FROM },
    options: { legend: LEGEND, pieType: 'pie', reduceOptions: REDUCE, sort: 'desc', tooltip: TOOLTIP },
  },
  histogram: {
    colorMode: 'palette-classic',
    custom: {
      fillOpacity: 80,
      gradientMode: 'none',
      hideFrom: HIDE_FROM,
      lineWidth: 1,
      stacking: { group: 'A', mode: 'none' },
    },
    options: { bucketCount: 30, bucketOffset: 0, combine: false, legend: LEGEND, tooltip: TOOLTIP },
  },
  heatmap: {
    colorMode: null,
    custom: { hideFrom: HIDE_FROM, scaleDistribution: { type: 'linear' } },
    options: {
      calculate: false,
      cellGap: 1,
      color: {
        exponent: 0.5,
        fill: 'dark-orange',
        mode: 'scheme',
        reverse: false,
        scale: 'exponential',
        scheme: 'Oranges',
        steps: 64,
      },
      exemplars: { color: 'rgba(255,0,255,0.7)' },
      filterValues: { le: 1e-9 },
      legend: { show: true },
      rowsFrame: { layout: 'auto' },
      tooltip: { mode: 'single', showColorScale: false, yHistogram: false },
      yAxis: { axisPlacement: 'left', reverse: false },
    },
  },
  table: {
    colorMode: 'thresholds',
    custom: { align: 'auto', cellOptions: { type: 'auto' }, inspect: false },
    options: {
      cellHeight: 'sm',
      footer: { countRows: false, reducer: ['sum'], show: false },
      frameIndex: 0,
      showHeader: true,
    },
  },
  'state-timeline': {
    colorMode: 'thresholds',
    custom: {
      axisPlacement: 'auto',
      fillOpacity: 70,
      hideFrom: HIDE_FROM,
      insertNulls: false,
      lineWidth: 0,
      spanNulls: false,
    },
    options: {
      alignValue: 'left',
      legend: LEGEND,
      mergeValues: true,
      rowHeight: 0.9,
      showValue: 'auto',
      tooltip: TOOLTIP,
    },
  },
  'status-history': {
    colorMode: 'thresholds',
    custom: { axisPlacement: 'auto', fillOpacity: 70, hideFrom: HIDE_FROM, lineWidth: 1 },
    options: { colWidth: 0.9, legend: LEGEND, rowHeight: 0.9, showValue: 'auto', tooltip: TOOLTIP },
  },
  text: {
    colorMode: null,
    custom: {},
    options: {
      code: { language: 'plaintext', showLineNumbers: false, showMiniMap: false },
      mode: 'markdown',
    },
  },
  dashlist: {
    colorMode: null,
    custom: {},
    options: {
      includeVars: false,
      keepTime: false,
      maxItems: 10,
      showFolderNames: true,
      showHeadings: true,
      showRecentlyViewed: false,
      showSearch: false,
      showStarred: true,
    },
  },
  annolist: {
    colorMode: null,
    custom: {},
    options: {
      limit: 10,
      navigateAfter: '10m',
      navigateBefore: '10m',
      navigateToPanel: true,
      onlyFromThisDashboard: false,
      onlyInTimeRange: false,
      showTags: true,
      showTime: true,
      showUser: true,
    },
  },
};

/** The thresholds that Grafana gives every panel, also where nothing shows them. */
export const USUAL_THRESHOLDS: JsonObject = {
  mode: 'absolute',
  steps: [{ color: 'green' }, { color: 'red', value: 80 }],
};

/** Types that ask nothing. */
export const TYPES_WITHOUT_DATA: readonly string[] = [
  'text',
  'dashlist',
  'annolist',
  'alertlist',
  'news',
  'welcome',
];

export const TARGET_DEFAULTS: JsonObject = { hide: false, textEditor: false };
export const ROW_DEFAULTS: JsonObject = { collapsed: false };
export const LINK_DEFAULTS: JsonObject = {
  asDropdown: false,
  icon: 'external link',
  includeVars: false,
  keepTime: false,
  targetBlank: false,
  type: 'link',
};
/** Of links on panels and values. */
export const DATA_LINK_DEFAULTS: JsonObject = { targetBlank: false };
export const VARIABLE_DEFAULTS: JsonObject = { hide: 0, skipUrlSync: false };
/** Of variables that offer a choice. */
export const CHOICE_DEFAULTS: JsonObject = { includeAll: false, multi: false };
export const QUERY_VARIABLE_DEFAULTS: JsonObject = { refresh: 1, sort: 0 };
export const INTERVAL_DEFAULTS: JsonObject = { auto: false, auto_count: 30, auto_min: '10s', refresh: 2 };
export const ANNOTATION_DEFAULTS: JsonObject = { enable: true, hide: false };
export const TRANSFORMATION_DEFAULTS: JsonObject = { disabled: false };
export const DASHBOARD_DEFAULTS: JsonObject = {
  editable: true,
  fiscalYearStartMonth: 0,
  graphTooltip: 0,
  liveNow: false,
  preload: false,
  time: { from: 'now-6h', to: 'now' },
  timezone: 'browser',
};
/** What the annotations that are made by hand are found by. */
export const OWN_ANNOTATIONS: JsonObject = { limit: 100, matchAny: false, tags: [], type: 'dashboard' };
