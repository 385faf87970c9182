/** The `table` of Grafana up to 6, later `table-old`, with its styles of columns, as the table of today. */
import { entryOf, type JsonObject, numberOf, objectsOf, textOr, without } from '../json.ts';
import { mappingsOf, stepsOf } from './singlestat.ts';
import type { Tell } from './tell.ts';

const TAKEN = [
  'columns',
  'editable',
  'error',
  'fontSize',
  'hideTimeOverride',
  'pageSize',
  'pluginVersion',
  'scroll',
  'showHeader',
  'sort',
  'styles',
  'transform',
  'type',
];

/** Only the old one had styles; a new one may be called by either name. */
export function isOldTable(panel: JsonObject): boolean {
  return panel['type'] === 'table-old' || Array.isArray(panel['styles']);
}

const CALCS: Readonly<Record<string, string>> = {
  avg: 'mean',
  current: 'lastNotNull',
  total: 'sum',
  min: 'min',
  max: 'max',
  count: 'count',
};

export function oldTable(panel: JsonObject, tell: Tell): JsonObject {
  const styles = objectsOf(panel['styles']);
  const isForAll = ({ pattern }: JsonObject) => pattern === '/.*/';
  const usual = propertiesOf(styles.find((style) => isForAll(style)) ?? {});
  const transformation = transformationOf(panel);
  tell('changed', 'It was a table of the old kind and is a table of today now.');
  return {
    ...without(panel, ...TAKEN),
    type: 'table',
    fieldConfig: {
      defaults: settingsOf(usual),
      overrides: styles
        .filter((style) => !isForAll(style))
        .map((style) => ({
          matcher: matcherOf(textOr(style['pattern'], '')),
          properties: propertiesOf(style),
        }))
        .filter(({ properties }) => properties.length > 0),
    },
    options: { showHeader: panel['showHeader'] !== false },
    ...(transformation !== null && {
      transformations: [...objectsOf(panel['transformations']), transformation],
    }),
  };
}

function transformationOf({ transform, columns }: JsonObject): JsonObject | null {
  switch (transform) {
    case 'timeseries_aggregations': {
      const reducers = objectsOf(columns).map(({ value }) => entryOf(CALCS, value) ?? String(value));
      return { id: 'reduce', options: { reducers: reducers.length === 0 ? ['mean'] : reducers } };
    }
    case 'timeseries_to_rows':
      return { id: 'seriesToRows' };
    case 'timeseries_to_columns':
      return { id: 'joinByField', options: { byField: 'Time' } };
    case 'table':
      return { id: 'merge' };
    default:
      return null;
  }
}

function matcherOf(pattern: string): JsonObject {
  return { id: /^\/.*\/\w*$/s.test(pattern) ? 'byRegexp' : 'byName', options: pattern };
}

function propertiesOf(style: JsonObject): { id: string; value: unknown }[] {
  const { alias, unit, decimals, type, align, colorMode, link, linkUrl, linkTargetBlank, linkTooltip } =
    style;
  const properties: { id: string; value: unknown }[] = [];
  const set = (id: string, value: unknown) => properties.push({ id, value });
  if (typeof alias === 'string' && alias !== '') set('displayName', alias);
  if (type === 'hidden') set('custom.hidden', true);
  if (typeof unit === 'string' && type !== 'date') set('unit', unit);
  if (type === 'date' && typeof style['dateFormat'] === 'string') set('unit', `time: ${style['dateFormat']}`);
  const places = numberOf(decimals);
  if (places !== undefined && type !== 'date') set('decimals', places);
  const steps = stepsOf(style);
  if (steps.length > 0) set('thresholds', { mode: 'absolute', steps });
  // Whole lines could be coloured; now their cells are.
  if (colorMode === 'cell' || colorMode === 'row') set('custom.cellOptions', { type: 'color-background' });
  if (colorMode === 'value') set('custom.cellOptions', { type: 'color-text' });
  if (typeof align === 'string' && align !== 'auto' && align !== '') set('custom.align', align);
  if (link === true && typeof linkUrl === 'string') {
    set('links', [{ title: textOr(linkTooltip, ''), url: linkUrl, targetBlank: linkTargetBlank === true }]);
  }
  const mappings = mappingsOf(style);
  if (mappings.length > 0) set('mappings', mappings);
  return properties;
}

/** The same for all columns. */
function settingsOf(properties: readonly { id: string; value: unknown }[]): JsonObject {
  const settings: JsonObject = {};
  const custom: JsonObject = {};
  for (const { id, value } of properties) {
    if (id.startsWith('custom.')) custom[id.slice('custom.'.length)] = value;
    else settings[id] = value;
  }
  return { ...settings, custom };
}
