/** One panel. In Grafana's bare form its place counts from the upper edge of its row, as ours does. */
import {
  type FieldConfig,
  type GridPlace,
  type Panel,
  type PanelTarget,
  panel as panelSchema,
  type Repeat,
} from '../../schema/dashboard.ts';
import { intervalSeconds, intervalText } from '../../view/variables/intervals.ts';
import { barePanel } from './bare.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { fieldUnit } from './fields.ts';
import { keptItems, sortItems, withItems } from './items.ts';
import { isObject, type JsonObject, numberOf, objectOr, objectsOf, textOr } from './json.ts';
import { dataLink, linkList } from './links.ts';
import { flag, type Member, member, readMembers, same, type Words, writeMembers } from './members.ts';
import { grafanaPanelTime, panelTime } from './moments.ts';
import { isOverride, overrideUnit } from './overrides.ts';
import { kindOfGrafana, kindOfOurs } from './panels/index.ts';
import type { PanelKind } from './panels/panelKind.ts';
import { withOurNames } from './queryNames.ts';
import { listed } from './remarks.ts';
import { isGraphite, targetUnit } from './targets.ts';
import { isTransformation, transformationUnit } from './transformations.ts';
import { readUnit, type Unit, writeUnit } from './unit.ts';

const shape = panelSchema.options[0].shape;

const time: Words = {
  read: (value) => (typeof value === 'string' && value.length <= 50 ? panelTime(value) : undefined),
  write: (value) => grafanaPanelTime(String(value)),
};

const interval: Words = {
  read: (value) => {
    const seconds = typeof value === 'string' ? intervalSeconds(value.replace(/^>\s*/, '')) : null;
    return seconds !== null && Number.isInteger(seconds) ? seconds : undefined;
  },
  write: (value) => intervalText(Number(value)),
};

const members: readonly Member[] = [
  member('title', 'title', same(shape.title)),
  member('description', 'description', same(shape.description)),
  member('transparent', 'transparent', flag, { ours: false, grafana: false }),
  member('maxDataPoints', 'maxDataPoints', same(shape.maxDataPoints)),
  member('minInterval', 'interval', interval),
  member('timeFrom', 'timeFrom', time),
  member('timeShift', 'timeShift', same(shape.timeShift)),
  member('hideTimeNote', 'hideTimeOverride', flag, { ours: false, grafana: false }),
];

/** Types that reading makes others of, or takes for something else: an unsupported panel is not written as one. */
const NEVER_WRITTEN: readonly string[] = [
  'row',
  'graph',
  'singlestat',
  'grafana-singlestat-panel',
  'table-old',
  'grafana-piechart-panel',
  '',
];

/** `id` is the panel's with us, for one that Grafana gave none, or the same as another. */
export function panelUnit(id?: string): Unit<Panel> {
  return {
    read: (grafana, context) => readPanel(grafana, id ?? String(grafana['id'] ?? 0), context),
    write: writePanel,
    bare: barePanel,
    isValid: (panel) => panelSchema.safeParse(panel).success,
  };
}

function readPanel(said: JsonObject, id: string, context: ReadContext): Panel {
  const grafana = withOurNames(said, context);
  const type = textOr(grafana['type'], '');
  const kind = kindOfGrafana(type);
  if (kind === undefined) {
    const why = isObject(grafana['libraryPanel'])
      ? 'It is a library panel that the file only names, so nothing is drawn; export it from Grafana with its library panels.'
      : `Panels of the type "${type}" are not drawn here; all of it is kept.`;
    context.remarks.add('lost', context.where, why);
  }
  const targets = readTargets(grafana, context);
  const transformations = readTransformations(grafana, kind, context);
  const config = objectOr(grafana['fieldConfig']);
  const defaults = objectOr(config['defaults']);
  const overrides = readOverrides(config, context);
  const field = readUnit(fieldUnit(type), withoutTaken(defaults, kind), context);
  const links = linkList(dataLink, context, context.write).read(grafana['links']);
  const options = readOptions(grafana, kind, type);
  const repeat = readRepeat(grafana);
  const items = keptItems({
    targets: targets.sorted,
    transformations: transformations.sorted,
    overrides: overrides.sorted,
  });
  return {
    id,
    type: kind?.ours ?? 'unsupported',
    ...readMembers(members, grafana),
    grid: readPlace(grafana['gridPos']),
    ...(targets.list.length > 0 && { targets: targets.list }),
    ...(repeat !== undefined && { repeat }),
    ...(links !== undefined && { links }),
    ...(transformations.list.length > 0 && { transformations: transformations.list }),
    ...(Object.keys(field).length > 0 && { field }),
    ...(overrides.list.length > 0 && { overrides: overrides.list }),
    ...(Object.keys(options).length > 0 && { options }),
    ...(items !== null && { grafana: items }),
  } as Panel;
}

function readOptions(grafana: JsonObject, kind: PanelKind | undefined, type: string): JsonObject {
  if (kind === undefined) return { type: type.slice(0, 200) };
  const options = objectOr(grafana['options']);
  const pieces = {
    options,
    transformations: objectsOf(grafana['transformations']),
    field: objectOr(objectOr(grafana['fieldConfig'])['defaults']),
  };
  return { ...readMembers(kind.members, options), ...kind.read?.(pieces) };
}

/** The settings of all series without those that are options of ours. */
function withoutTaken(defaults: JsonObject, kind: PanelKind | undefined): JsonObject {
  const { custom } = defaults;
  if (kind?.takesFromField === undefined || !isObject(custom)) return defaults;
  const left = Object.fromEntries(
    Object.entries(custom).filter(([name]) => !kind.takesFromField!.includes(name)),
  );
  const { custom: _custom, ...rest } = defaults;
  return Object.keys(left).length === 0 ? rest : { ...rest, custom: left };
}

function readTargets(grafana: JsonObject, context: ReadContext) {
  const { datasource } = context.write;
  const sorted = sortItems(grafana['targets'], (query) =>
    isGraphite(query, grafana['datasource'], datasource),
  );
  const { foreign } = sorted;
  if (foreign.length > 0) {
    context.remarks.add(
      'lost',
      context.where,
      `${foreign.length === 1 ? 'A query of another data source is' : `${foreign.length} queries of other data sources are`} kept, but asked of nobody here.`,
    );
  }
  const list: PanelTarget[] = sorted.understood.map((query) => readUnit(targetUnit, query, context));
  return { sorted, list };
}

function readTransformations(grafana: JsonObject, kind: PanelKind | undefined, context: ReadContext) {
  const sorted = sortItems(grafana['transformations'], isTransformation);
  if (sorted.foreign.length > 0) {
    const ids = sorted.foreign.map(({ item }) => textOr(item['id'], 'unnamed'));
    context.remarks.add(
      'lost',
      context.where,
      `The ${ids.length === 1 ? 'transformation' : 'transformations'} ${listed(ids)} ${ids.length === 1 ? 'is' : 'are'} kept, but not done here.`,
    );
  }
  const isSaidByOptions =
    sorted.foreign.length === 0 && kind?.takesTransformations?.(sorted.understood) === true;
  const list = isSaidByOptions
    ? []
    : sorted.understood.map((item) => readUnit(transformationUnit, item, context));
  return { sorted, list };
}

function readOverrides(config: JsonObject, context: ReadContext) {
  const sorted = sortItems(config['overrides'], isOverride);
  if (sorted.foreign.length > 0) {
    context.remarks.add(
      'lost',
      context.where,
      `${sorted.foreign.length === 1 ? 'An override' : `${sorted.foreign.length} overrides`} for series that cannot be named here ${sorted.foreign.length === 1 ? 'is' : 'are'} kept without effect.`,
    );
  }
  const list = sorted.understood.map((item) => readUnit(overrideUnit, item, context));
  return { sorted, list };
}

function readRepeat(grafana: JsonObject): Repeat | undefined {
  const { repeat, repeatDirection, maxPerRow } = grafana;
  if (typeof repeat !== 'string' || repeat === '') return undefined;
  const perRow = shape.repeat.unwrap().shape.maxPerRow.safeParse(maxPerRow).data;
  return {
    variable: repeat.slice(0, 100),
    ...(repeatDirection === 'v' && { direction: 'down' }),
    ...(perRow !== undefined && { maxPerRow: perRow }),
  };
}

function writeRepeat({ variable, direction, maxPerRow }: Repeat): JsonObject {
  return {
    repeat: variable,
    ...(direction === 'down' && { repeatDirection: 'v' }),
    ...(maxPerRow !== undefined && { maxPerRow }),
  };
}

/** A place on the grid that ours can have, whatever a file says. */
export function readPlace(gridPos: unknown): GridPlace {
  const { x, y, w, h } = objectOr(gridPos);
  const whole = (value: unknown, otherwise: number, least: number, most: number) =>
    Math.min(most, Math.max(least, Math.round(numberOf(value) ?? otherwise)));
  const left = whole(x, 0, 0, 23);
  return { x: left, y: whole(y, 0, 0, 10_000), w: whole(w, 12, 1, 24 - left), h: whole(h, 8, 1, 1000) };
}

function writePanel(panel: Panel, context: WriteContext): JsonObject {
  const { links, targets, transformations = [], field, overrides = [], repeat, grafana } = panel;
  const kind = kindOfOurs(panel.type);
  const type = kind?.grafana ?? writtenType(panel);
  const options = (panel.options ?? {}) as JsonObject;
  const items = withItems(
    transformations.map((item) => writeUnit(transformationUnit, item, context)),
    grafana,
    'transformations',
  );
  const pieces = kind?.write?.(options, items.length > 0) ?? {};
  const defaults = writeUnit<FieldConfig>(fieldUnit(type), field ?? {}, context);
  return {
    id: context.numberOf(panel),
    type,
    ...writeMembers(members, panel as JsonObject),
    gridPos: panel.grid,
    ...(repeat !== undefined && writeRepeat(repeat)),
    links: (links ?? []).map((link) => writeUnit(dataLink, link, context)),
    targets: withItems(
      (targets ?? []).map((item) => writeUnit(targetUnit, item, context)),
      grafana,
      'targets',
    ),
    transformations: [...items, ...(pieces.transformations ?? [])],
    fieldConfig: {
      defaults: joined(defaults, pieces.field ?? {}),
      overrides: withItems(
        overrides.map((item) => writeUnit(overrideUnit, item, context)),
        grafana,
        'overrides',
      ),
    },
    options: joined(kind === undefined ? {} : writeMembers(kind.members, options), pieces.options ?? {}),
  };
}

/** An unsupported panel's own type. */
function writtenType(panel: Panel): string {
  const type = panel.type === 'unsupported' ? (panel.options?.type ?? '') : '';
  return NEVER_WRITTEN.includes(type) ? 'plumbago-unsupported' : type;
}

function joined(first: JsonObject, second: JsonObject): JsonObject {
  const result = { ...first };
  for (const [name, value] of Object.entries(second)) {
    result[name] = isObject(result[name]) && isObject(value) ? joined(result[name], value) : value;
  }
  return result;
}
