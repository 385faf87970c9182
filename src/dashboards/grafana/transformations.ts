/**
 * What is done with series before they are shown. Those of Grafana's that we have no like of stay with the panel. Ours
 * that Grafana has no like of are written as switched-off ones, which it passes over.
 */
import { type TransformationConfig, transformation } from '../../schema/dashboard.ts';
import { bareTransformation } from './bare.ts';
import { at, isObject, type JsonObject, numberOf, objectOr, objectsOf, textOr } from './json.ts';
import {
  calculation,
  calculations,
  flag,
  type Member,
  member,
  readMembers,
  type Words,
  words,
  writeMembers,
} from './members.ts';
import { regex } from './patterns.ts';
import type { Unit } from './unit.ts';

interface Kind {
  /** Grafana's id; further ones are older names of the same. */
  readonly ids: readonly [string, ...string[]];
  readonly kind: string;
  readonly members: readonly Member[];
  /** What members cannot say: makes the rest of our options of Grafana's, and the reverse. */
  readonly rest?: { read(options: JsonObject): JsonObject; write(options: JsonObject): JsonObject };
  /** False for options that we have no like of. */
  readonly understands?: (options: JsonObject) => boolean;
}

const off = { ours: false, grafana: false };
const name: Words = {
  read: (value) => (typeof value === 'string' ? value : undefined),
  write: (value) => value,
};
const names: Words = {
  read: (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined,
  write: (value) => value,
};

const MODES = {
  binary: 'binary',
  reduceRow: 'reduce',
  unary: 'unary',
  cumulativeFunctions: 'cumulative',
  index: 'index',
};
const OPERATORS = { '+': '+', '-': '-', '*': '*', '/': '/', '**': '^', '^': '^', '%': '%' };
const UNARIES = { abs: 'abs', ceil: 'ceil', floor: 'floor', exp: 'exp', ln: 'ln' };

/** A side of a calculation: a name or a number, in newer files wrapped. */
const operand: Words = {
  read: (value) => {
    const { fixed, matcher } = objectOr(value);
    const said = isObject(value) ? (fixed ?? objectOr(matcher)['options']) : value;
    return typeof said === 'string' ? said : typeof said === 'number' ? String(said) : undefined;
  },
  write: (value) => value,
};

const CONDITIONS = {
  greater: 'greater',
  greaterOrEqual: 'greater-or-equal',
  lower: 'lower',
  lowerOrEqual: 'lower-or-equal',
  equal: 'equal',
  notEqual: 'not-equal',
  between: 'between',
  regex: 'regex',
  isNull: 'null',
  isNotNull: 'not-null',
};
const condition = words(CONDITIONS);

const KINDS: readonly Kind[] = [
  {
    ids: ['reduce'],
    kind: 'reduce',
    members: [
      member('mode', 'mode', words({ seriesToRows: 'rows', reduceFields: 'fields' }), {
        ours: 'rows',
        grafana: 'rows',
      }),
      member('calcs', 'reducers', calculations),
    ],
  },
  {
    ids: ['joinByField', 'seriesToColumns'],
    kind: 'join',
    members: [
      member('field', 'byField', name),
      member('mode', 'mode', words({ outer: 'outer', inner: 'inner' }), { ours: 'outer', grafana: 'outer' }),
    ],
  },
  {
    ids: ['calculateField'],
    kind: 'calculate',
    understands: (options) =>
      Object.hasOwn(MODES, textOr(options['mode'], 'reduceRow')) &&
      (options['mode'] !== 'binary' ||
        Object.hasOwn(OPERATORS, textOr(at(options, ['binary', 'operator']), '+'))) &&
      (options['mode'] !== 'unary' ||
        Object.hasOwn(UNARIES, textOr(at(options, ['unary', 'operator']), 'abs'))),
    members: [
      member('mode', 'mode', words(MODES), { ours: 'binary', grafana: 'reduce' }),
      member('left', 'binary.left', operand),
      member('operator', 'binary.operator', words(OPERATORS), { ours: '+', grafana: '+' }),
      member('right', 'binary.right', operand),
      member('calc', 'reduce.reducer', calculation),
      member('fields', 'reduce.include', names),
      member('function', 'unary.operator', words(UNARIES)),
      member('total', 'cumulative.reducer', words({ sum: 'sum', mean: 'mean' })),
      member('percent', 'index.asPercentile', flag, off),
      member('name', 'alias', name),
      member('replace', 'replaceFields', flag, off),
    ],
    rest: {
      read: ({ mode, unary, cumulative }) => {
        const field =
          mode === 'unary'
            ? objectOr(unary)['fieldName']
            : mode === 'cumulativeFunctions' && objectOr(cumulative)['field'];
        return typeof field === 'string' ? { field } : {};
      },
      write: ({ mode, field }) => {
        if (mode === 'unary') return { unary: { fieldName: field } };
        return mode === 'cumulative' ? { cumulative: { field } } : {};
      },
    },
  },
  {
    ids: ['filterFieldsByName'],
    kind: 'filter-series',
    understands: ({ include, exclude, byVariable }) =>
      byVariable !== true && [include, exclude].flatMap((list) => Object.keys(objectOr(list))).length === 1,
    members: [],
    rest: {
      read: ({ include, exclude }) => {
        const isExcluding = isObject(exclude);
        const { names: list, pattern } = objectOr(isExcluding ? exclude : include);
        const by =
          typeof pattern === 'string' ? { pattern: regex.read(pattern) } : { by: 'names', names: list };
        return isExcluding ? { ...by, exclude: true } : by;
      },
      write: ({ by, pattern, names: list, exclude }) => {
        const said = by === 'names' ? { names: list } : { pattern: regex.write(pattern) };
        return exclude === true ? { exclude: said } : { include: said };
      },
    },
  },
  {
    ids: ['filterByValue'],
    kind: 'filter-rows',
    understands: ({ filters }) =>
      objectsOf(filters).every((filter) => condition.read(at(filter, ['config', 'id'])) !== undefined),
    members: [
      member('match', 'match', words({ any: 'any', all: 'all' }), { ours: 'any', grafana: 'any' }),
      member('exclude', 'type', words({ include: false, exclude: true }), off),
      member('conditions', 'filters', { read: readConditions, write: writeConditions }),
    ],
  },
  {
    ids: ['sortBy'],
    kind: 'sort',
    understands: ({ sort }) => objectsOf(sort).length === 1,
    members: [],
    rest: {
      read: ({ sort }) => {
        const [{ field, desc } = {}] = objectsOf(sort);
        return { ...(typeof field === 'string' && { field }), ...(desc === true && { descending: true }) };
      },
      write: ({ field, descending }) => ({ sort: [{ field, ...(descending === true && { desc: true }) }] }),
    },
  },
  {
    ids: ['renameByRegex'],
    kind: 'rename',
    members: [member('pattern', 'regex', regex), member('replacement', 'renamePattern', name)],
  },
  { ids: ['organize'], kind: 'organise', members: [], rest: { read: readOrganize, write: writeOrganize } },
  { ids: ['groupBy'], kind: 'group', members: [], rest: { read: readGroups, write: writeGroups } },
  {
    ids: ['limit'],
    kind: 'limit',
    members: [
      member(
        'count',
        'limitField',
        { read: (value) => numberOf(value), write: (value) => value },
        { ours: 10, grafana: 10 },
      ),
    ],
  },
  { ids: ['merge'], kind: 'merge', members: [] },
  {
    ids: ['concatenate'],
    kind: 'concatenate',
    members: [
      member('names', 'frameNameMode', words({ field: 'with-frame', drop: 'as-is' }), {
        ours: 'as-is',
        grafana: 'with-frame',
      }),
    ],
  },
  { ids: ['seriesToRows'], kind: 'series-to-rows', members: [] },
  {
    ids: ['labelsToFields'],
    kind: 'name-parts',
    understands: ({ mode }) => mode === undefined || mode === 'columns',
    members: [],
    rest: { read: () => ({ tags: true }), write: () => ({}) },
  },
  {
    ids: ['regression'],
    kind: 'regression',
    understands: ({ modelType }) => modelType === undefined || modelType === 'linear',
    members: [],
  },
];

function readConditions(filters: unknown): unknown {
  return objectsOf(filters).map(({ fieldName, config }) => {
    const { id, options } = objectOr(config);
    const { value, from, to } = objectOr(options);
    const shown = (said: unknown) => (typeof said === 'number' ? String(said) : said);
    const first = id === 'between' ? from : value;
    return {
      ...(typeof fieldName === 'string' && { field: fieldName }),
      is: condition.read(id),
      ...(first !== undefined && { value: shown(first) }),
      ...(id === 'between' && to !== undefined && { to: shown(to) }),
    };
  });
}

function writeConditions(conditions: unknown): JsonObject[] {
  return objectsOf(conditions).map(({ field, is, value, to }) => {
    const id = condition.write(is) ?? 'greater';
    const said = (text: unknown) =>
      id === 'equal' || id === 'notEqual' || id === 'regex' ? text : (numberOf(text) ?? text);
    const first = value === undefined ? {} : { [id === 'between' ? 'from' : 'value']: said(value) };
    const options = { ...first, ...(id === 'between' && to !== undefined && { to: said(to) }) };
    return {
      ...(field !== undefined && { fieldName: field }),
      config: { id, ...(Object.keys(options).length > 0 && { options }) },
    };
  });
}

function readOrganize({ excludeByName, indexByName, renameByName }: JsonObject): JsonObject {
  const [hidden, places, renamed] = [excludeByName, indexByName, renameByName].map(objectOr);
  const all = new Set([...Object.keys(places!), ...Object.keys(hidden!), ...Object.keys(renamed!)]);
  const placeOf = (field: string) => numberOf(places![field]) ?? Number.POSITIVE_INFINITY;
  const fields = [...all]
    // Of those without a place the order in the file says nothing.
    .sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1))
    .map((field) => ({
      field,
      ...(typeof renamed![field] === 'string' && { name: renamed![field] }),
      ...(hidden![field] === true && { hide: true }),
    }));
  return fields.length === 0 ? {} : { fields };
}

function writeOrganize({ fields }: JsonObject): JsonObject {
  const named = objectsOf(fields).filter(({ field }) => typeof field === 'string');
  const byName = (value: (field: JsonObject, place: number) => unknown) => {
    const entries = named
      .map((field, place) => [String(field['field']), value(field, place)] as const)
      .filter(([, said]) => said !== undefined);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  };
  const written = {
    excludeByName: byName(({ hide }) => (hide === true ? true : undefined)),
    indexByName: byName((_field, place) => place),
    renameByName: byName(({ name: shown }) => shown),
  };
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
}

function readGroups({ fields }: JsonObject): JsonObject {
  const by: string[] = [];
  const values: JsonObject[] = [];
  for (const [field, said] of Object.entries(objectOr(fields))) {
    const { operation, aggregations } = objectOr(said);
    if (operation === 'groupby') by.push(field);
    else if (operation === 'aggregate') values.push({ field, calcs: calculations.read(aggregations) ?? [] });
  }
  return { ...(by.length > 0 && { by }), ...(values.length > 0 && { values }) };
}

function writeGroups({ by, values }: JsonObject): JsonObject {
  const fields: JsonObject = {};
  if (Array.isArray(by)) for (const field of by) fields[String(field)] = { operation: 'groupby' };
  for (const { field, calcs } of objectsOf(values)) {
    if (typeof field !== 'string') continue;
    fields[field] = { operation: 'aggregate', aggregations: calculations.write(calcs) ?? [] };
  }
  return { fields };
}

/** Before the kinds of ours that only we have. */
const OWN_PREFIX = 'plumbago-';

function kindOf(grafana: JsonObject): Kind | undefined {
  const found = KINDS.find(({ ids }) => ids.includes(textOr(grafana['id'], '')));
  return found?.understands?.(objectOr(grafana['options'])) === false ? undefined : found;
}

/** Whether we have its like. One for some of the frames only, or for annotations, has none. */
export function isTransformation(grafana: JsonObject): boolean {
  if (isObject(grafana['filter']) || (grafana['topic'] ?? 'series') !== 'series') return false;
  return kindOf(grafana) !== undefined || textOr(grafana['id'], '').startsWith(OWN_PREFIX);
}

export const transformationUnit: Unit<TransformationConfig> = {
  read: (grafana) => {
    const options = objectOr(grafana['options']);
    const found = kindOf(grafana);
    if (found === undefined) {
      return { kind: String(grafana['id']).slice(OWN_PREFIX.length), ...someOptions(options) };
    }
    const { kind, members, rest } = found;
    return {
      kind,
      ...(grafana['disabled'] === true && { disabled: true }),
      ...someOptions({ ...readMembers(members, options), ...rest?.read(options) }),
    };
  },
  write: ({ kind, disabled, options = {} }) => {
    const known = KINDS.find((candidate) => candidate.kind === kind);
    // One table with a row for each time is what joining by time makes.
    if (kind === 'to-table') return { id: 'joinByField', options: { byField: 'Time' } };
    if (known === undefined) return { id: OWN_PREFIX + kind, disabled: true, ...someOptions(options) };
    const written = merged(writeMembers(known.members, options), known.rest?.write(options) ?? {});
    return {
      id: known.ids[0],
      ...(disabled === true && { disabled: true }),
      ...someOptions(written),
    };
  },
  bare: bareTransformation,
  isValid: (ours) => transformation.safeParse(ours).success,
};

function someOptions(options: JsonObject): { options?: JsonObject } {
  return Object.keys(options).length === 0 ? {} : { options };
}

/** Both say members of the same objects, such as `unary`. */
function merged(first: JsonObject, second: JsonObject): JsonObject {
  const result = { ...first };
  for (const [name, value] of Object.entries(second)) {
    if (value === undefined) continue;
    result[name] = isObject(result[name]) && isObject(value) ? { ...result[name], ...value } : value;
  }
  return result;
}
