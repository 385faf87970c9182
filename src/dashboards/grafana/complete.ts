/** Makes a file that Grafana opens of the bare form: the reverse of bare.ts. */
import { definitionOf } from './bare.ts';
import { ASKED_FOR_DATASOURCE, ASKED_FOR_INPUT } from './context.ts';
import { TYPE_DEFAULTS, TYPES_WITHOUT_DATA } from './defaults.ts';
import { at, entryOf, isObject, isSame, type JsonObject, objectOr, objectsOf, textOr } from './json.ts';
import { propertiesOf } from './properties.ts';

/** `datasource` is the one of everything that names none. */
export function complete(bare: JsonObject, datasource: unknown): JsonObject {
  const variables = objectsOf(at(bare, ['templating', 'list'])).map((item) =>
    completeVariable(item, datasource),
  );
  const annotations = objectsOf(at(bare, ['annotations', 'list'])).map((item) => ({
    datasource,
    enable: true,
    hide: false,
    ...item,
  }));
  const inputs = inputsFor(bare, datasource);
  return {
    annotations: { ...objectOr(bare['annotations']), list: annotations },
    editable: true,
    fiscalYearStartMonth: 0,
    graphTooltip: 0,
    id: null,
    ...bare,
    ...(inputs.length > 0 && { __inputs: inputs }),
    links: objectsOf(bare['links']).map((link) => ({ ...BAR_LINK, ...link })),
    panels: objectsOf(bare['panels']).map((panel) => completePanel(panel, datasource)),
    refresh: bare['refresh'] ?? '',
    tags: bare['tags'] ?? [],
    templating: { ...objectOr(bare['templating']), list: variables },
    time: { from: 'now-6h', to: 'now', ...objectOr(bare['time']) },
    timepicker: bare['timepicker'] ?? {},
    timezone: bare['timezone'] ?? 'browser',
  };
}

function inputsFor(bare: JsonObject, datasource: unknown): JsonObject[] {
  const inputs = objectsOf(bare['__inputs']);
  const isAsked = inputs.some(({ name }) => name === ASKED_FOR_INPUT['name']);
  return isAsked || !isSame(datasource, ASKED_FOR_DATASOURCE) ? inputs : [ASKED_FOR_INPUT, ...inputs];
}

const BAR_LINK: JsonObject = {
  asDropdown: false,
  icon: 'external link',
  includeVars: false,
  keepTime: false,
  tags: [],
  targetBlank: false,
  title: '',
  tooltip: '',
  type: 'link',
  url: '',
};

function completePanel(panel: JsonObject, datasource: unknown): JsonObject {
  const type = textOr(panel['type'], '');
  if (type === 'row') {
    const panels = objectsOf(panel['panels']).map((inside) => completePanel(inside, datasource));
    return { collapsed: false, title: '', ...panel, panels };
  }
  const usual = entryOf(TYPE_DEFAULTS, type);
  const config = objectOr(panel['fieldConfig']);
  const defaults = objectOr(config['defaults']);
  const field =
    usual === undefined ? defaults : filled(defaults, fieldDefaults(usual.colorMode, usual.custom));
  return {
    datasource,
    ...(!TYPES_WITHOUT_DATA.includes(type) && { targets: [] }),
    title: '',
    ...panel,
    ...(Array.isArray(panel['targets']) && {
      targets: eachObject(panel['targets'], (target) => ({ datasource, ...target })),
    }),
    fieldConfig: {
      ...config,
      defaults: withBaseValues(field),
      overrides: eachObject(config['overrides'] ?? [], completeOverride),
    },
    options: isObject(panel['options'] ?? {})
      ? filled(objectOr(panel['options']), usual?.options ?? {})
      : panel['options'],
  };
}

/** What is no object, in a list or instead of one, was kept from somewhere and is left as it is. */
function eachObject(list: unknown, change: (item: JsonObject) => JsonObject): unknown {
  return Array.isArray(list) ? list.map((item) => (isObject(item) ? change(item) : item)) : list;
}

function fieldDefaults(colorMode: string | null, custom: JsonObject): JsonObject {
  return {
    ...(colorMode !== null && { color: { mode: colorMode } }),
    custom,
    mappings: [],
  };
}

function completeOverride(override: JsonObject): JsonObject {
  return {
    ...override,
    properties: propertiesOf(withStack(withBaseValues(objectOr(override['properties'])))),
  };
}

/** A stack without a name would not be the one that all other series are in. */
function withStack(settings: JsonObject): JsonObject {
  const stacking = at(settings, ['custom', 'stacking']);
  if (!isObject(stacking)) return settings;
  return { ...settings, custom: { ...objectOr(settings['custom']), stacking: { group: 'A', ...stacking } } };
}

/** The lowest step of thresholds says so by null. */
function withBaseValues(field: JsonObject): JsonObject {
  const { thresholds } = field;
  if (!isObject(thresholds) || !Array.isArray(thresholds['steps'])) return field;
  const steps = thresholds['steps'].map((step) =>
    isObject(step) ? { ...step, value: step['value'] ?? null } : step,
  );
  return { ...field, thresholds: { ...thresholds, steps } };
}

/** A colour or thresholds that are said at all are said wholly; everything else is filled up inside. */
const WHOLE: readonly string[] = ['color', 'thresholds'];

/** `value` with the defaults that it lacks. */
function filled(value: JsonObject, defaults: JsonObject): JsonObject {
  const result: JsonObject = { ...structuredClone(defaults), ...value };
  for (const [name, usual] of Object.entries(defaults)) {
    const said = value[name];
    if (isObject(said) && isObject(usual) && !WHOLE.includes(name)) result[name] = filled(said, usual);
  }
  return result;
}

function completeVariable(variable: JsonObject, datasource: unknown): JsonObject {
  const type = textOr(variable['type'], '');
  const choice =
    type === 'query' || type === 'custom' ? { current: {}, includeAll: false, multi: false } : {};
  return {
    hide: 0,
    options: [],
    query: '',
    skipUrlSync: false,
    ...choice,
    ...(type === 'query' && {
      datasource,
      refresh: 1,
      regex: '',
      sort: 0,
      definition: definitionOf(variable),
    }),
    ...variable,
  };
}
