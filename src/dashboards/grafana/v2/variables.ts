/** Variables of version 2 as the classic model has them: words for what were numbers, kinds for what were types. */
import { entryOf, isObject, type JsonObject, objectOr, textOr, without } from '../json.ts';
import type { Remarks } from '../remarks.ts';
import { readQuery } from './datasource.ts';

const TYPES: Readonly<Record<string, string>> = {
  QueryVariable: 'query',
  CustomVariable: 'custom',
  ConstantVariable: 'constant',
  TextVariable: 'textbox',
  IntervalVariable: 'interval',
  DatasourceVariable: 'datasource',
  AdhocVariable: 'adhoc',
  GroupByVariable: 'groupby',
  SwitchVariable: 'switch',
};
const HIDE: Readonly<Record<string, number>> = {
  donthide: 0,
  hidelabel: 1,
  label: 1,
  hidevariable: 2,
  variable: 2,
  incontrolsmenu: 3,
};
const REFRESH: Readonly<Record<string, number>> = {
  never: 0,
  ondashboardload: 1,
  ontimerangechanged: 2,
  ontimechanged: 2,
};
const SORTS = [
  'disabled',
  'alphabeticalasc',
  'alphabeticaldesc',
  'numericalasc',
  'numericaldesc',
  'alphabeticalcaseinsensitiveasc',
  'alphabeticalcaseinsensitivedesc',
  'naturalasc',
  'naturaldesc',
];

/** Words are written with and without a capital in the files of different versions. */
const lower = (value: unknown) => textOr(value, '').toLowerCase();

export function classicVariable({ kind, spec }: JsonObject, remarks: Remarks): JsonObject {
  const said = objectOr(spec);
  const type = entryOf(TYPES, textOr(kind, '')) ?? textOr(kind, '');
  if (type === 'switch') return switchAsChoice(said, remarks);
  const { hide, refresh, sort, query, datasource, ...rest } = said;
  const read = isObject(query) ? readQuery(query, datasource) : null;
  return {
    ...rest,
    type,
    ...(hide !== undefined && { hide: entryOf(HIDE, lower(hide)) ?? 0 }),
    ...(refresh !== undefined && { refresh: entryOf(REFRESH, lower(refresh)) ?? 1 }),
    ...(sort !== undefined && { sort: Math.max(0, SORTS.indexOf(lower(sort))) }),
    ...(read === null ? query !== undefined && { query } : { query: queryOf(read.said) }),
    ...(read?.datasource !== undefined && { datasource: read.datasource }),
    ...(type === 'datasource' && typeof said['pluginId'] === 'string' && { query: said['pluginId'] }),
  };
}

/** Some files have the whole query as a text under a name of its own. */
function queryOf(said: JsonObject): unknown {
  const { __legacyStringValue: text } = said;
  return typeof text === 'string' ? text : said;
}

/** On and off are two values to choose from. */
function switchAsChoice(said: JsonObject, remarks: Remarks): JsonObject {
  const { enabledValue, disabledValue, current, hide, ...rest } = said;
  const [on, off] = [textOr(enabledValue, 'true'), textOr(disabledValue, 'false')];
  remarks.add(
    'changed',
    `Variable "${textOr(said['name'], '')}"`,
    `It was a switch and is a choice of "${on}" and "${off}" now.`,
  );
  const escaped = (value: string) => value.replaceAll(',', String.raw`\,`);
  const chosen = textOr(current, off);
  return {
    ...without(rest, 'options'),
    type: 'custom',
    query: `${escaped(on)},${escaped(off)}`,
    current: { text: chosen, value: chosen },
    hide: entryOf(HIDE, lower(hide)) ?? 0,
  };
}
