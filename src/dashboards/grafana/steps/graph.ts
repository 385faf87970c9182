/** The `graph` of Grafana up to 10 as a time series, or, by its x axis, a bar chart or a histogram. */
import { at, entryOf, type JsonObject, numberOf, objectOr, objectsOf, without } from '../json.ts';
import { axisOf, drawingOf, overridesOf } from './graphSeries.ts';
import { thresholdsOf } from './graphThresholds.ts';
import type { Tell } from './tell.ts';

/** Members of a graph that are said otherwise now, or that never said anything of what is seen. */
const TAKEN = [
  'aliasColors',
  'bars',
  'dashLength',
  'dashes',
  'decimals',
  'editable',
  'error',
  'fieldConfig',
  'fill',
  'fillGradient',
  'grid',
  'hiddenSeries',
  'legend',
  'lines',
  'linewidth',
  'nullPointMode',
  'options',
  'percentage',
  'pluginVersion',
  'pointradius',
  'points',
  'renderer',
  'seriesOverrides',
  'spaceLength',
  'stack',
  'steppedLine',
  'thresholds',
  'timeRegions',
  'tooltip',
  'type',
  'xaxis',
  'yaxes',
  'yaxis',
];

export function graph(panel: JsonObject, tell: Tell): JsonObject {
  const settings = objectOr(at(panel, ['fieldConfig', 'defaults']));
  const left = axisOf(objectsOf(panel['yaxes'])[0] ?? {});
  const series = overridesOf(panel);
  const thresholds = thresholdsOf(panel['thresholds']);
  const decimals = numberOf(panel['decimals']);
  const links = [...objectsOf(settings['links']), ...objectsOf(at(panel, ['options', 'dataLinks']))];
  const legend = objectOr(panel['legend']);
  const mode = at(panel, ['xaxis', 'mode']);
  const type = mode === 'series' ? 'barchart' : mode === 'histogram' ? 'histogram' : 'timeseries';
  const regions = objectsOf(panel['timeRegions']);
  tell('changed', `It was a graph of the old kind and is a ${NAMES[type]} now.`);
  if (regions.length > 0) tell('lost', 'Its regions of time are kept, but not drawn.');
  return {
    ...without(panel, ...TAKEN),
    type,
    fieldConfig: {
      defaults: {
        ...without(settings, 'custom', 'links'),
        ...(decimals !== undefined && { decimals }),
        ...left.settings,
        ...(links.length > 0 && { links }),
        ...(thresholds !== null && { thresholds: thresholds.thresholds }),
        custom: {
          ...drawingOf(panel),
          ...left.custom,
          ...(thresholds !== null && { thresholdsStyle: { mode: thresholds.style } }),
        },
      },
      overrides: [...series.overrides, ...objectsOf(at(panel, ['fieldConfig', 'overrides']))],
    },
    options: {
      ...optionsOf(type, panel),
      legend: legendOf(legend),
      tooltip: tooltipOf(objectOr(panel['tooltip'])),
    },
    ...(type === 'barchart' && { transformations: [reductionOf(panel)] }),
    ...(series.left.length > 0 && { seriesOverrides: series.left }),
    ...(regions.length > 0 && { timeRegions: regions }),
    ...ownWords(panel, legend, tell),
  };
}

const NAMES = { timeseries: 'time series', barchart: 'bar chart', histogram: 'histogram' };

function optionsOf(type: keyof typeof NAMES, panel: JsonObject): JsonObject {
  const buckets = numberOf(at(panel, ['xaxis', 'buckets']));
  return type === 'histogram'
    ? { combine: true, ...(buckets !== undefined && { bucketCount: buckets }) }
    : {};
}

/** The one number of each series that stood on the x axis. */
function reductionOf(panel: JsonObject): JsonObject {
  const values = at(panel, ['xaxis', 'values']);
  const [value = 'total'] = Array.isArray(values) ? values : [];
  return { id: 'reduce', options: { reducers: [entryOf(CALCS, value) ?? value] } };
}

/** In the order in which a legend had its columns. */
const CALCS: Readonly<Record<string, string>> = {
  min: 'min',
  max: 'max',
  avg: 'mean',
  current: 'lastNotNull',
  total: 'sum',
};

function legendOf(legend: JsonObject): JsonObject {
  const { show, alignAsTable, rightSide, values, sort, sortDesc, sideWidth } = legend;
  const calcs = values === false ? [] : Object.keys(CALCS).filter((name) => legend[name] === true);
  const width = numberOf(sideWidth);
  return {
    showLegend: show !== false,
    displayMode: alignAsTable === true ? 'table' : 'list',
    placement: rightSide === true ? 'right' : 'bottom',
    calcs: calcs.map((name) => CALCS[name]),
    ...(typeof sort === 'string' && entryOf(CALCS, sort) !== undefined && { sortBy: entryOf(CALCS, sort) }),
    ...(sortDesc === true && typeof sort === 'string' && { sortDesc: true }),
    ...(width !== undefined && width >= 40 && { width: Math.round(width) }),
  };
}

function tooltipOf({ shared, sort }: JsonObject): JsonObject {
  const sorts = ['none', 'asc', 'desc'];
  return { mode: shared === false ? 'single' : 'multi', sort: sorts[numberOf(sort) ?? 0] ?? 'none' };
}

/** What a graph could say and a time series of Grafana's cannot, but ours can. */
function ownWords(panel: JsonObject, { hideEmpty, hideZero }: JsonObject, tell: Tell): JsonObject {
  const isZero = panel['nullPointMode'] === 'null as zero';
  if (isZero)
    tell('info', 'Missing values are drawn as zero, as before; Grafana itself can no longer say that.');
  const legend = {
    ...(hideEmpty === true && { hideEmpty: true }),
    ...(hideZero === true && { hideZero: true }),
  };
  const said = {
    ...(isZero && { field: { nulls: 'zero' } }),
    ...(Object.keys(legend).length > 0 && { options: { legend } }),
  };
  return Object.keys(said).length === 0 ? {} : { plumbago: said };
}
