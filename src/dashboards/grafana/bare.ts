/**
 * The bare form of Grafana's pieces: without nulls, without what is empty, without defaults that nobody decided. Both
 * formats are compared in it, and {@link complete} in complete.ts makes whole files of it again.
 */
import { ASKED_FOR_INPUT, type WriteContext } from './context.ts';
import {
  ANNOTATION_DEFAULTS,
  CHOICE_DEFAULTS,
  DASHBOARD_DEFAULTS,
  DATA_LINK_DEFAULTS,
  INTERVAL_DEFAULTS,
  LINK_DEFAULTS,
  NO_DEFAULTS,
  OWN_ANNOTATIONS,
  PANEL_DEFAULTS,
  QUERY_VARIABLE_DEFAULTS,
  ROW_DEFAULTS,
  TARGET_DEFAULTS,
  TRANSFORMATION_DEFAULTS,
  TYPE_DEFAULTS,
  USUAL_THRESHOLDS,
  VARIABLE_DEFAULTS,
} from './defaults.ts';
import {
  at,
  entryOf,
  isObject,
  isSame,
  type JsonObject,
  objectOr,
  objectsOf,
  remove,
  textOr,
  without,
} from './json.ts';
import { settingsOf } from './properties.ts';

/** Where an empty text says something. */
const TEXTS_THAT_MAY_BE_EMPTY: readonly string[] = ['target', 'text', 'value'];
/** Members that are not looked into: ours, and those of overrides, where null and empty say something. */
const UNTOUCHED: readonly string[] = ['plumbago', 'properties', 'matcher'];

/** A copy without null, empty lists, empty objects and empty texts, at any depth. */
export function withoutEmpty(value: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const left = UNTOUCHED.includes(name) ? member : withoutEmptyInside(member);
    const isEmptyText = left === '' && !TEXTS_THAT_MAY_BE_EMPTY.includes(name);
    if (left !== undefined && !isEmptyText) result[name] = left;
  }
  return result;
}

function withoutEmptyInside(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((item) => (isObject(item) ? withoutEmpty(item) : item));
  }
  if (!isObject(value)) return value;
  const inside = withoutEmpty(value);
  return Object.keys(inside).length === 0 ? undefined : inside;
}

/** Takes members out of `target` that are as in `defaults`. */
function subtract(target: JsonObject, defaults: JsonObject): void {
  for (const [name, usual] of Object.entries(defaults)) {
    const value = target[name];
    if (isObject(usual) && isObject(value)) {
      subtract(value, usual);
      if (Object.keys(value).length === 0) delete target[name];
    } else if (isSame(value, usual)) {
      delete target[name];
    }
  }
}

/** Without the data source, where it is the one that is meant when none is named. */
function withoutUsual(piece: JsonObject, datasource: unknown): JsonObject {
  return isSame(piece['datasource'], datasource) ? without(piece, 'datasource') : piece;
}

function bareBy(...defaults: readonly JsonObject[]): (value: JsonObject) => JsonObject {
  return (value) => {
    const result = withoutEmpty(value);
    for (const table of defaults) subtract(result, table);
    return result;
  };
}

export const bareLink = bareBy(LINK_DEFAULTS);
export const bareDataLink = bareBy(DATA_LINK_DEFAULTS);
export const bareTransformation = bareBy(TRANSFORMATION_DEFAULTS);

export function bareTarget(target: JsonObject, { datasource }: WriteContext): JsonObject {
  const result = bareBy(TARGET_DEFAULTS)(withoutUsual(target, datasource));
  // Grafana's own working copy of the target with its references put in, of which stale ones occur, and its count of them.
  delete result['targetFull'];
  delete result['refCount'];
  return result;
}

/** What an override sets is said, however empty; it becomes one object. */
export function bareOverride(override: JsonObject): JsonObject {
  const properties = { ...settingsOf(override['properties']) };
  if (isObject(properties['thresholds'])) properties['thresholds'] = withoutEmpty(properties['thresholds']);
  if (at(properties, ['custom', 'stacking', 'group']) === 'A') {
    const { group: _usual, ...stacking } = objectOr(at(properties, ['custom', 'stacking']));
    properties['custom'] = { ...objectOr(properties['custom']), stacking };
  }
  bareEach(properties, 'links', bareDataLink);
  return { ...withoutEmpty(override), properties };
}

/** The settings of all series of a panel; `type` is Grafana's. */
export function bareField(field: JsonObject, type: string): JsonObject {
  const { custom, colorMode } = entryOf(TYPE_DEFAULTS, type) ?? NO_DEFAULTS;
  const result = withoutEmpty(field);
  subtract(result, { custom });
  if (isSame(result['color'], { mode: colorMode })) delete result['color'];
  bareEach(result, 'links', bareDataLink);
  return result;
}

export function barePanel(panel: JsonObject, context: WriteContext): JsonObject {
  const type = textOr(panel['type'], '');
  const result = withoutEmpty(withoutUsual(panel, context.datasource));
  subtract(result, PANEL_DEFAULTS);
  subtract(result, { repeatDirection: 'h' });
  subtract(result, { options: (entryOf(TYPE_DEFAULTS, type) ?? NO_DEFAULTS).options });
  bareEach(result, 'targets', (target) => bareTarget(target, context));
  bareEach(result, 'links', bareDataLink);
  bareEach(result, 'transformations', bareTransformation);
  if (isObject(result['fieldConfig'])) {
    const defaults = bareField(objectOr(result['fieldConfig']['defaults']), type);
    const config: JsonObject = { ...result['fieldConfig'], defaults };
    bareEach(config, 'overrides', bareOverride);
    const isUsual = isSame(defaults['thresholds'], USUAL_THRESHOLDS);
    if (isUsual && !showsThresholds(type, config)) delete defaults['thresholds'];
    result['fieldConfig'] = withoutEmpty(config);
    if (Object.keys(objectOr(result['fieldConfig'])).length === 0) delete result['fieldConfig'];
  }
  return result;
}

/** Whether anything of the panel is drawn or coloured by its thresholds. */
export function showsThresholds(type: string, config: JsonObject): boolean {
  const { colorMode } = entryOf(TYPE_DEFAULTS, type) ?? NO_DEFAULTS;
  const mode = at(config, ['defaults', 'color', 'mode']) ?? colorMode;
  if (mode === 'thresholds' || type === 'gauge' || entryOf(TYPE_DEFAULTS, type) === undefined) return true;
  const said = JSON.stringify(config);
  return said.includes('"thresholdsStyle"') || said.includes('"mode":"thresholds"');
}

/** A heading; the panels inside of one that is collapsed are pieces of their own. */
export function bareRow(row: JsonObject): JsonObject {
  return bareBy(ROW_DEFAULTS)(row);
}

/** What Grafana shows of a query variable in its list. */
export function definitionOf({ query }: JsonObject): string {
  return isObject(query) ? textOr(query['query'] ?? query['target'], '') : textOr(query, '');
}

export function bareVariable(variable: JsonObject, { datasource }: WriteContext): JsonObject {
  const tables: Record<string, JsonObject[]> = {
    query: [CHOICE_DEFAULTS, QUERY_VARIABLE_DEFAULTS],
    custom: [CHOICE_DEFAULTS],
    interval: [INTERVAL_DEFAULTS],
  };
  const type = textOr(variable['type'], '');
  const ownTables = Object.hasOwn(tables, type) ? tables[type]! : [];
  const result = bareBy(
    VARIABLE_DEFAULTS,
    ...ownTables,
  )(type === 'query' ? withoutUsual(variable, datasource) : variable);
  // The list of choices is worked out again from the query whenever Grafana loads a dashboard.
  delete result['options'];
  if (
    (type === 'textbox' || type === 'constant') &&
    at(result, ['current', 'value']) === textOr(result['query'], '')
  ) {
    delete result['current'];
  }
  // What is shown in the list of variables, made of the query.
  if (result['definition'] === definitionOf(result)) delete result['definition'];
  return result;
}

export function bareAnnotation(annotation: JsonObject, { datasource }: WriteContext): JsonObject {
  const result = bareBy(ANNOTATION_DEFAULTS)(withoutUsual(annotation, datasource));
  // Those made by hand are found by this, whether a file says it or not.
  const { target } = result;
  if (
    result['builtIn'] === 1 &&
    isObject(target) &&
    isSame({ ...OWN_ANNOTATIONS, ...target }, OWN_ANNOTATIONS)
  ) {
    delete result['target'];
  }
  return result;
}

/** The frame of a dashboard; its panels, variables, annotations and links are pieces of their own. */
export function bareFrame(dashboard: JsonObject): JsonObject {
  const result = bareBy(DASHBOARD_DEFAULTS)(dashboard);
  // Of the database that it came from, and of the moment at which it was last shown.
  for (const name of ['id', 'iteration']) remove(result, [name]);
  if (result['refresh'] === false) remove(result, ['refresh']);
  const inputs = objectsOf(result['__inputs']).filter(
    (input) => !isSame(input, withoutEmpty(ASKED_FOR_INPUT)),
  );
  if (inputs.length === 0) delete result['__inputs'];
  else result['__inputs'] = inputs;
  return result;
}

function bareEach(holder: JsonObject, name: string, bareItem: (item: JsonObject) => JsonObject): void {
  const list = holder[name];
  if (Array.isArray(list)) holder[name] = list.map((item) => (isObject(item) ? bareItem(item) : item));
}
