/** The `singlestat` of Grafana up to 7 as a stat, or as a gauge where it showed one. */
import {
  at,
  entryOf,
  isObject,
  type JsonObject,
  numberOf,
  objectOr,
  objectsOf,
  textOr,
  without,
} from '../json.ts';
import { modernMappings } from './mappings.ts';
import type { Tell } from './tell.ts';

const TAKEN = [
  'colorBackground',
  'colorPostfix',
  'colorPrefix',
  'colorValue',
  'colors',
  'decimals',
  'editable',
  'error',
  'fieldConfig',
  'format',
  'gauge',
  'mappingType',
  'mappingTypes',
  'nullPointMode',
  'nullText',
  'options',
  'pluginVersion',
  'postfix',
  'postfixFontSize',
  'prefix',
  'prefixFontSize',
  'rangeMaps',
  'sparkline',
  'tableColumn',
  'thresholds',
  'type',
  'valueFontSize',
  'valueMaps',
  'valueName',
];

const CALCS: Readonly<Record<string, string>> = {
  avg: 'mean',
  current: 'lastNotNull',
  total: 'sum',
  name: 'lastNotNull',
  min: 'min',
  max: 'max',
  first: 'first',
  delta: 'delta',
  diff: 'diff',
  range: 'range',
};

export function singlestat(panel: JsonObject, tell: Tell): JsonObject {
  const { format, decimals, nullText, valueName, sparkline, prefix, postfix } = panel;
  const gauge = objectOr(panel['gauge']);
  const isGauge = gauge['show'] === true;
  const places = numberOf(decimals);
  const mappings = mappingsOf(panel);
  const steps = stepsOf(panel);
  tell('changed', `It was a single stat of the old kind and is a ${isGauge ? 'gauge' : 'stat'} now.`);
  const affixes = {
    ...(typeof prefix === 'string' && prefix !== '' && { prefix }),
    ...(typeof postfix === 'string' && postfix !== '' && { postfix }),
  };
  const hasAffixes = Object.keys(affixes).length > 0;
  if (hasAffixes && isGauge)
    tell('lost', 'The words around its value are kept, but a gauge does not show them.');
  return {
    ...without(panel, ...TAKEN),
    type: isGauge ? 'gauge' : 'stat',
    fieldConfig: {
      defaults: {
        ...without(objectOr(at(panel, ['fieldConfig', 'defaults'])), 'custom'),
        ...(typeof format === 'string' && { unit: format }),
        ...(places !== undefined && { decimals: places }),
        ...(typeof nullText === 'string' && nullText !== '' && { noValue: nullText }),
        ...(mappings.length > 0 && { mappings }),
        ...(steps.length > 0 && { thresholds: { mode: 'absolute', steps } }),
        ...(isGauge && rangeOf(gauge)),
        color: { mode: 'thresholds' },
      },
      overrides: objectsOf(at(panel, ['fieldConfig', 'overrides'])),
    },
    options: {
      reduceOptions: {
        calcs: [entryOf(CALCS, textOr(valueName, 'avg')) ?? 'mean'],
        values: false,
        ...fieldsOf(panel['tableColumn']),
      },
      ...(isGauge
        ? {
            showThresholdLabels: gauge['thresholdLabels'] === true,
            showThresholdMarkers: gauge['thresholdMarkers'] !== false,
          }
        : {
            colorMode: colorModeOf(panel),
            graphMode: isObject(sparkline) && sparkline['show'] === true ? 'area' : 'none',
            textMode: valueName === 'name' ? 'name' : 'auto',
          }),
    },
    // Grafana has no words around a value any more.
    ...(hasAffixes && (isGauge ? affixes : { plumbago: { options: affixes } })),
  };
}

function fieldsOf(tableColumn: unknown): JsonObject {
  return typeof tableColumn === 'string' && tableColumn !== '' ? { fields: `/^${tableColumn}$/` } : {};
}

function colorModeOf({ colorBackground, colorValue }: JsonObject): string {
  if (colorBackground === true) return 'background';
  return colorValue === true ? 'value' : 'none';
}

function rangeOf({ minValue, maxValue }: JsonObject): JsonObject {
  const [min, max] = [numberOf(minValue), numberOf(maxValue)];
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

/** `"50,80"` with three colours; of three values, which very old files have, the first never meant anything. */
export function stepsOf({ thresholds, colors }: JsonObject): JsonObject[] {
  const said = Array.isArray(thresholds) ? thresholds : textOr(thresholds, '').split(',');
  const values = said.map(numberOf).filter((value) => value !== undefined);
  const list = Array.isArray(colors) ? colors.filter((color) => typeof color === 'string') : [];
  if (values.length === 0 || list.length === 0) return [];
  const meant = values.length > 2 && list.length < 4 ? values.slice(1) : values;
  return [null, ...meant].map((value, place) => ({ color: list[place] ?? list.at(-1), value }));
}

/** Values, or ranges, whichever was switched on. */
export function mappingsOf({ mappingType, valueMaps, rangeMaps }: JsonObject): JsonObject[] {
  const list = mappingType === 2 ? rangeMaps : valueMaps;
  const type = mappingType === 2 ? 2 : 1;
  return modernMappings(objectsOf(list).map((mapping) => ({ ...mapping, type })));
}
