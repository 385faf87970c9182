/** The `heatmap` of Grafana up to 8 as that of today. */
import { type JsonObject, numberOf, objectOr, textOr, without } from '../json.ts';
import type { Tell } from './tell.ts';

const TAKEN = [
  'cards',
  'color',
  'dataFormat',
  'heatmap',
  'hideZeroBuckets',
  'highlightCards',
  'legend',
  'pluginVersion',
  'reverseYBuckets',
  'tooltip',
  'tooltipDecimals',
  'xAxis',
  'xBucketNumber',
  'xBucketSize',
  'yAxis',
  'yBucketBound',
  'yBucketNumber',
  'yBucketSize',
];

export function isOldHeatmap(panel: JsonObject): boolean {
  return panel['dataFormat'] !== undefined || panel['cards'] !== undefined;
}

export function oldHeatmap(panel: JsonObject, tell: Tell): JsonObject {
  const color = objectOr(panel['color']);
  const axis = objectOr(panel['yAxis']);
  const [decimals, min, max] = [axis['decimals'], axis['min'], axis['max']].map(numberOf);
  const base = numberOf(axis['logBase']) ?? 1;
  const isBuckets = panel['dataFormat'] === 'tsbuckets';
  const y = bucketsOf(panel['yBucketSize'], panel['yBucketNumber']);
  tell('changed', 'It was a heatmap of the old kind and is a heatmap of today now.');
  return {
    ...without(panel, ...TAKEN),
    type: 'heatmap',
    fieldConfig: { defaults: {}, overrides: [] },
    options: {
      calculate: !isBuckets,
      ...(!isBuckets && {
        calculation: {
          xBuckets: bucketsOf(panel['xBucketSize'], panel['xBucketNumber']),
          yBuckets: base > 1 ? { ...y, scale: { type: 'log', log: base === 10 ? 10 : 2 } } : y,
        },
      }),
      color: colorOf(color),
      legend: { show: objectOr(panel['legend'])['show'] === true },
      tooltip: { mode: objectOr(panel['tooltip'])['show'] === false ? 'none' : 'single' },
      yAxis: {
        ...(typeof axis['format'] === 'string' && { unit: axis['format'] }),
        ...(decimals !== undefined && { decimals }),
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        ...(panel['reverseYBuckets'] === true && { reverse: true }),
      },
    },
  };
}

function bucketsOf(size: unknown, count: unknown): JsonObject {
  const said = typeof size === 'number' || (typeof size === 'string' && size !== '') ? size : null;
  if (said !== null) return { mode: 'size', value: String(said) };
  const number = numberOf(count);
  return number === undefined ? {} : { mode: 'count', value: String(number) };
}

function colorOf(color: JsonObject): JsonObject {
  const [min, max, exponent] = [color['min'], color['max'], color['exponent']].map(numberOf);
  const ends = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  if (color['mode'] === 'opacity') return { mode: 'opacity', fill: color['cardColor'], ...ends };
  return {
    mode: 'scheme',
    scheme: textOr(color['colorScheme'], 'interpolateOranges').replace(/^interpolate/, ''),
    scale: textOr(color['colorScale'], 'exponential') === 'sqrt' ? 'exponential' : 'linear',
    ...(exponent !== undefined && { exponent }),
    ...ends,
  };
}
