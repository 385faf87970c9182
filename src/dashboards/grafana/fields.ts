/** How values are named, scaled, coloured and drawn: `fieldConfig` of a panel, its defaults and what overrides set. */
import { type FieldConfig, fieldConfig } from '../../schema/dashboard.ts';
import { bareField } from './bare.ts';
import { colorMember } from './colors.ts';
import { type ReadContext, readAgain, type WriteContext } from './context.ts';
import { NO_DEFAULTS, TYPE_DEFAULTS } from './defaults.ts';
import { entryOf, isSame, type JsonObject, objectOr } from './json.ts';
import { dataLink, linkList } from './links.ts';
import { mappings } from './mappings.ts';
import {
  flag,
  type Member,
  member,
  readMembers,
  same,
  sameWords,
  type Words,
  whole,
  words,
  writeMembers,
} from './members.ts';
import { thresholds } from './thresholds.ts';
import type { Unit } from './unit.ts';

const shape = fieldConfig.shape;

/** Lengths of dash and gap; dots are dashes of no length. */
const lineStyle: Words = {
  read: (value) => {
    const { fill, dash } = objectOr(value);
    const given = shape.lineDash.safeParse(dash).data;
    if (fill === 'dash') return given ?? [10, 10];
    return fill === 'dot' ? (given ?? [0, 10]) : undefined;
  },
  write: (value) => {
    const dash = value as readonly number[];
    if (dash[0] === 0) return isSame(dash, [0, 10]) ? { fill: 'dot' } : { fill: 'dot', dash };
    return isSame(dash, [10, 10]) ? { fill: 'dash' } : { fill: 'dash', dash };
  },
};

/** Grafana's limit of a gap is in milliseconds, ours in intervals, so it becomes a line across any gap. */
const spanNulls: Words = {
  read: (value) => {
    if (typeof value === 'number') return 'connect';
    return typeof value === 'boolean' ? (value ? 'connect' : 'gap') : undefined;
  },
  write: (value) => value === 'connect' || typeof value === 'number',
};

const scaleDistribution: Words = whole(
  ({ type, log, linearThreshold }) => {
    if (type !== 'linear' && type !== 'log' && type !== 'symlog') return undefined;
    const base = log === 2 || log === 10 ? { base: log } : {};
    const threshold = typeof linearThreshold === 'number' && linearThreshold > 0 ? linearThreshold : null;
    return { kind: type, ...base, ...(threshold !== null && { threshold }) };
  },
  ({ kind, base, threshold }) => ({
    type: kind,
    ...(kind !== 'linear' && { log: base ?? 10 }),
    ...(threshold !== undefined && { linearThreshold: threshold }),
  }),
);

/** Grafana's group is A unless somebody made more. */
const stacking: Words = whole(
  ({ mode, group }) => {
    if (mode !== 'none' && mode !== 'normal' && mode !== 'percent') return undefined;
    const named = typeof group === 'string' && group !== 'A' && group.length <= 50;
    return named ? { mode, group } : { mode };
  },
  ({ mode, group }) => ({ mode, ...(group !== undefined && { group }) }),
);

/** Cells of tables. Grafana's bars have modes, ours are two kinds. */
const cellOptions: Words = whole(
  ({ type, mode }) => {
    if (type === 'gauge') return mode === 'basic' ? 'bar' : 'bar-gradient';
    return cellKinds.read(type);
  },
  ({ kind }) => {
    if (kind === 'bar') return { type: 'gauge', mode: 'basic' };
    return kind === 'bar-gradient'
      ? { type: 'gauge', mode: 'gradient' }
      : { type: cellKinds.write(kind) ?? 'auto' };
  },
);
const cellKinds = words({
  auto: 'auto',
  'color-text': 'color-text',
  'color-background': 'color-background',
  sparkline: 'sparkline',
  'data-links': 'link',
});
const cellKind: Words = { read: cellOptions.read, write: (kind) => cellOptions.write({ kind }) };

/** What Grafana stacks by default is nothing; its hidden tooltip is its own member. */
const drawing: readonly Member[] = [
  member('softMin', 'custom.axisSoftMin', same(shape.softMin)),
  member('softMax', 'custom.axisSoftMax', same(shape.softMax)),
  member('drawStyle', 'custom.drawStyle', sameWords('line', 'bars', 'points')),
  member(
    'interpolation',
    'custom.lineInterpolation',
    words({ linear: 'linear', smooth: 'smooth', stepBefore: 'step-before', stepAfter: 'step-after' }),
  ),
  member('lineWidth', 'custom.lineWidth', same(shape.lineWidth)),
  member('lineDash', 'custom.lineStyle', lineStyle),
  member('fillOpacity', 'custom.fillOpacity', same(shape.fillOpacity)),
  member('gradient', 'custom.gradientMode', sameWords('none', 'opacity', 'hue', 'scheme')),
  member('fillBelowTo', 'custom.fillBelowTo', same(shape.fillBelowTo)),
  member('showPoints', 'custom.showPoints', sameWords('auto', 'always', 'never')),
  member('pointSize', 'custom.pointSize', same(shape.pointSize)),
  member('nulls', 'custom.spanNulls', spanNulls),
  member('stacking', 'custom.stacking', stacking),
  member('negative', 'custom.transform', {
    read: (value) => (value === 'negative-Y' ? true : undefined),
    write: (value) => (value === true ? 'negative-Y' : undefined),
  }),
  member('axis', 'custom.axisPlacement', sameWords('left', 'right', 'hidden')),
  member('axisLabel', 'custom.axisLabel', same(shape.axisLabel)),
  member('axisGrid', 'custom.axisGridShow', flag),
  member('axisCentered', 'custom.axisCenteredZero', flag),
  member('scale', 'custom.scaleDistribution', scaleDistribution),
  member(
    'thresholdsStyle',
    'custom.thresholdsStyle.mode',
    sameWords(...shape.thresholdsStyle.unwrap().options),
  ),
  member('hideFrom.graph', 'custom.hideFrom.viz', flag),
  member('hideFrom.legend', 'custom.hideFrom.legend', flag),
  member('hideFrom.tooltip', 'custom.hideFrom.tooltip', flag),
  member('cell.kind', 'custom.cellOptions', cellKind),
  member('cell.width', 'custom.width', same(shape.cell.unwrap().shape.width)),
  member('cell.align', 'custom.align', sameWords('auto', 'left', 'center', 'right')),
  member('cell.hidden', 'custom.hidden', flag),
];

/** `usualColor` is Grafana's mode of colour where nothing is said; none within overrides. */
function fieldMembers(usualColor: string | undefined, read: ReadContext, write: WriteContext): Member[] {
  return [
    member('displayName', 'displayName', same(shape.displayName)),
    member('description', 'description', same(shape.description)),
    member('unit', 'unit', same(shape.unit)),
    member('decimals', 'decimals', same(shape.decimals)),
    member('min', 'min', same(shape.min)),
    member('max', 'max', same(shape.max)),
    member('noValue', 'noValue', same(shape.noValue)),
    colorMember(usualColor),
    member('thresholds', 'thresholds', thresholds),
    member('mappings', 'mappings', mappings),
    member('links', 'links', linkList(dataLink, read, write)),
    ...drawing,
  ];
}

/** What is said of some series: nothing that is not written is meant. */
export function readSettings(grafana: JsonObject, context: ReadContext): FieldConfig {
  const settings = readMembers(fieldMembers(undefined, context, context.write), grafana) as FieldConfig;
  if (typeof grafana['custom'] === 'object' && typeof objectOr(grafana['custom'])['spanNulls'] === 'number') {
    context.remarks.add(
      'changed',
      context.where,
      'Gaps were connected up to a length of time; they are connected whatever their length, since ours count intervals.',
    );
  }
  return settings;
}

export function writeSettings(settings: FieldConfig, context: WriteContext): JsonObject {
  return writeMembers(fieldMembers(undefined, readAgain(context), context), settings as JsonObject);
}

/** The settings of all series of a panel of Grafana's type. */
export function fieldUnit(type: string): Unit<FieldConfig> {
  const usual = (entryOf(TYPE_DEFAULTS, type) ?? NO_DEFAULTS).colorMode ?? undefined;
  return {
    read: (grafana, context) => {
      readSettings(grafana, context);
      return readMembers(fieldMembers(usual, context, context.write), grafana) as FieldConfig;
    },
    write: (field, context) =>
      writeMembers(fieldMembers(usual, readAgain(context), context), field as JsonObject),
    bare: (grafana) => bareField(grafana, type),
    isValid: (field) => fieldConfig.safeParse(field).success,
  };
}
