/** Makes a file that Grafana opens of the bare form: the reverse of bare.ts. */
import { definitionOf, showsThresholds } from './bare.ts';
import { ASKED_FOR_DATASOURCE, ASKED_FOR_INPUT } from './context.ts';
import {
  ANNOTATION_DEFAULTS,
  CHOICE_DEFAULTS,
  DASHBOARD_DEFAULTS,
  DATA_LINK_DEFAULTS,
  INTERVAL_DEFAULTS,
  LINK_DEFAULTS,
  OWN_ANNOTATIONS,
  PANEL_DEFAULTS,
  QUERY_VARIABLE_DEFAULTS,
  TYPE_DEFAULTS,
  TYPES_WITHOUT_DATA,
  USUAL_THRESHOLDS,
  VARIABLE_DEFAULTS,
} from './defaults.ts';
import { at, entryOf, isObject, isSame, type JsonObject, objectOr, objectsOf, textOr } from './json.ts';
import { propertiesOf } from './properties.ts';

/** `datasource` is the one of everything that names none. */
export function complete(bare: JsonObject, datasource: unknown): JsonObject {
  const { annotations, templating, links, panels } = bare;
  const inputs = inputsFor(bare, datasource);
  const withDefaults = filled(bare, {
    id: null,
    refresh: '',
    tags: [],
    timepicker: {},
    ...DASHBOARD_DEFAULTS,
  });
  return {
    ...withDefaults,
    ...(inputs.length > 0 && { __inputs: inputs }),
    annotations: listIn(annotations, (item) => ({
      datasource,
      ...ANNOTATION_DEFAULTS,
      ...(item['builtIn'] === 1 && { target: OWN_ANNOTATIONS }),
      ...item,
    })),
    templating: listIn(templating, (item) => completeVariable(item, datasource)),
    links: objectsOf(links).map((link) => ({ ...BAR_LINK, ...link })),
    panels: objectsOf(panels).map((panel) => completePanel(panel, datasource)),
  };
}

/** A list that stands in an object of its own, perhaps beside other members. */
function listIn(holder: unknown, change: (item: JsonObject) => JsonObject): JsonObject {
  return { ...objectOr(holder), list: objectsOf(objectOr(holder)['list']).map(change) };
}

function inputsFor(bare: JsonObject, datasource: unknown): JsonObject[] {
  const inputs = objectsOf(bare['__inputs']);
  const isAsked = inputs.some(({ name }) => name === ASKED_FOR_INPUT['name']);
  return isAsked || !isSame(datasource, ASKED_FOR_DATASOURCE) ? inputs : [ASKED_FOR_INPUT, ...inputs];
}

const BAR_LINK: JsonObject = { tags: [], title: '', tooltip: '', url: '', ...LINK_DEFAULTS };

function completePanel(panel: JsonObject, datasource: unknown): JsonObject {
  const type = textOr(panel['type'], '');
  if (type === 'row') {
    const panels = objectsOf(panel['panels']).map((inside) => completePanel(inside, datasource));
    return { collapsed: false, title: '', ...panel, panels };
  }
  const usual = entryOf(TYPE_DEFAULTS, type);
  const { targets, fieldConfig = {}, options = {} } = panel;
  return {
    datasource,
    ...(!TYPES_WITHOUT_DATA.includes(type) && { targets: [] }),
    title: '',
    ...PANEL_DEFAULTS,
    ...panel,
    ...(targets !== undefined && { targets: eachObject(targets, (target) => ({ datasource, ...target })) }),
    ...linksOf(panel),
    fieldConfig: ifObject(fieldConfig, (config) => completeFields(config, type)),
    options: ifObject(options, (said) => filled(said, usual?.options ?? {})),
  };
}

function completeFields(config: JsonObject, type: string): JsonObject {
  const usual = entryOf(TYPE_DEFAULTS, type);
  const color = typeof usual?.colorMode === 'string' ? { color: { mode: usual.colorMode } } : {};
  const thresholds = showsThresholds(type, config) ? {} : { thresholds: USUAL_THRESHOLDS };
  const field = (defaults: JsonObject): JsonObject => {
    // A colour, or thresholds, that are said at all are said wholly.
    const all =
      usual === undefined
        ? defaults
        : { ...color, ...thresholds, ...filled(defaults, { custom: usual.custom, mappings: [] }) };
    return { ...withBaseValues(all), ...linksOf(all) };
  };
  return {
    ...config,
    defaults: ifObject(config['defaults'] ?? {}, field),
    overrides: eachObject(config['overrides'] ?? [], completeOverride),
  };
}

/** What is no object, in a list or instead of one, was kept from somewhere and is left as it is. */
function ifObject(value: unknown, change: (value: JsonObject) => JsonObject): unknown {
  return isObject(value) ? change(value) : value;
}

function eachObject(list: unknown, change: (item: JsonObject) => JsonObject): unknown {
  return Array.isArray(list) ? list.map((item) => ifObject(item, change)) : list;
}

function linksOf({ links }: JsonObject): JsonObject {
  if (links === undefined) return {};
  return { links: eachObject(links, (link) => ({ ...DATA_LINK_DEFAULTS, ...link })) };
}

function completeOverride(override: JsonObject): JsonObject {
  const settings = withStack(withBaseValues(objectOr(override['properties'])));
  return { ...override, properties: propertiesOf({ ...settings, ...linksOf(settings) }) };
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

/** `value` with the defaults that it lacks. */
function filled(value: JsonObject, defaults: JsonObject): JsonObject {
  const result: JsonObject = { ...structuredClone(defaults), ...value };
  for (const [name, usual] of Object.entries(defaults)) {
    const said = value[name];
    if (isObject(said) && isObject(usual)) result[name] = filled(said, usual);
  }
  return result;
}

function completeVariable(variable: JsonObject, datasource: unknown): JsonObject {
  const choice = { current: {}, ...CHOICE_DEFAULTS };
  const text = textOr(variable['query'], '');
  const typed = { current: { text, value: text } };
  const byType: Readonly<Record<string, JsonObject>> = {
    query: {
      datasource,
      regex: '',
      definition: definitionOf(variable),
      ...choice,
      ...QUERY_VARIABLE_DEFAULTS,
    },
    custom: choice,
    interval: INTERVAL_DEFAULTS,
    textbox: typed,
    constant: typed,
  };
  return { options: [], query: '', ...VARIABLE_DEFAULTS, ...entryOf(byType, variable['type']), ...variable };
}
