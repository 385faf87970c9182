/** What graphite's `/functions` answers: editors build their menus and forms from it. */
import type { GraphiteFunction, NamedParam } from './defineFunction.ts';
import type { FunctionTable } from './functionTable.ts';
import type { ParamOption } from './params.ts';

export interface FunctionInfo {
  readonly name: string;
  /** How it is called, such as `movingAverage(seriesList, windowSize, xFilesFactor=None)`. */
  readonly function: string;
  readonly description: string;
  readonly module: string;
  readonly group: string;
  readonly params: readonly ParamInfo[];
}

/** Absent members are absent in JSON as well, as graphite-web leaves them out. */
export interface ParamInfo {
  readonly name: string;
  readonly type: string;
  readonly required?: true;
  readonly default?: string | number | boolean;
  readonly multiple?: true;
  readonly options?: readonly ParamOption[];
  readonly suggestions?: readonly (string | number)[];
}

export interface FunctionsQuery {
  /** Functions in an object for each group. */
  readonly grouped?: boolean;
  /** Only the functions of this group. */
  readonly group?: string;
}

/** Functions by name, or by group and name; an alias is an entry of its own. */
export function functionsAnswer(
  table: FunctionTable,
  { grouped = false, group }: FunctionsQuery = {},
): Record<string, FunctionInfo | Record<string, FunctionInfo>> {
  const aggregators = aggregatorNames(table);
  const infos = [...table].map(([name, definition]) => functionInfo(name, definition, aggregators));
  const wanted = infos.filter((info) => group === undefined || info.group === group);
  if (!grouped) return Object.fromEntries(wanted.map((info) => [info.name, info]));
  const groups: Record<string, Record<string, FunctionInfo>> = {};
  for (const info of wanted) {
    groups[info.group] ??= {};
    groups[info.group]![info.name] = info;
  }
  return groups;
}

/** One function; undefined when there is none of that name. */
export function functionAnswer(table: FunctionTable, name: string): FunctionInfo | undefined {
  const definition = table.get(name);
  return definition && functionInfo(name, definition, aggregatorNames(table));
}

function aggregatorNames(table: FunctionTable): string[] {
  return [...table].flatMap(([name, { aggregator }]) => (aggregator ? [name] : []));
}

function functionInfo(
  name: string,
  definition: GraphiteFunction,
  aggregators: readonly string[],
): FunctionInfo {
  const { summary, description, group, params } = definition;
  return {
    name,
    function: `${name}(${params.map(paramSignature).join(', ')})`,
    description: description === undefined ? summary : `${summary}\n\n${description}`,
    // Clients that know graphite-web may look for its own functions under this name.
    module: 'graphite.render.functions',
    group,
    params: params.map((param) => paramInfo(param, aggregators)),
  };
}

/** As Python writes parameters: `*nodes`, `n`, `xFilesFactor=None`. */
function paramSignature({ name, multiple, required, default: value }: NamedParam): string {
  if (multiple) return `*${name}`;
  if (required) return name;
  return `${name}=${pythonLiteral(value)}`;
}

function pythonLiteral(value: string | number | boolean | undefined): string {
  if (value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function paramInfo(param: NamedParam, aggregators: readonly string[]): ParamInfo {
  const { name, type, required, multiple, default: value, suggestions } = param;
  const options = paramOptions(param, aggregators);
  return {
    name,
    type,
    ...(required ? { required } : {}),
    ...(value === undefined ? {} : { default: value }),
    ...(multiple ? { multiple } : {}),
    ...(options === undefined ? {} : { options }),
    ...(suggestions === undefined ? {} : { suggestions }),
  } as ParamInfo;
}

/** Where functions may stand for aggregations, all that combine series are offered among them. */
function paramOptions(
  { type, options }: NamedParam,
  aggregators: readonly string[],
): readonly ParamOption[] | undefined {
  if (type !== 'aggOrSeriesFunc') return options;
  return [...new Set([...(options ?? []), ...aggregators])].sort();
}
