/** Random calls of functions, made of what their parameters say of themselves and a table of what that cannot tell. */
import fc from 'fast-check';
import type { GraphiteFunction, NamedParam } from '../../src/query/registry/defineFunction.ts';

/** An argument as it is written. */
type Written = fc.Arbitrary<string>;

const either = (...texts: readonly string[]): Written => fc.constantFrom(...texts);
const quoted = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);
const texts = (...list: readonly string[]): Written => either(...list.map(quoted));

const LENGTHS = ['1min', '2min', '5min', '90s', '10min', '1h', '7min', '30s'];
const AGGREGATIONS = [
  ...[
    'average',
    'avg',
    'avg_zero',
    'sum',
    'total',
    'min',
    'max',
    'last',
    'current',
    'count',
    'median',
    'stddev',
  ],
  ...['range', 'rangeOf', 'diff', 'multiply'],
];
const PATTERN_TEXTS = [
  'web0(\\d)',
  '^hosts\\.([^.]+)',
  'o',
  '[aeiou]',
  'nothing',
  '(\\w+)$',
  '5xx|2xx',
  'cpu',
];
const REPLACEMENTS = ['', 'X', '\\1', 'n-\\1', '\\g<1>', 'a\\\\b'];
const DATES = ['-10min', 'now-3h', '00:05_20231114', '20231114', '1699920300', '-2h30min'];

/** By parameter, as `function.parameter`, or for all functions that have such a parameter. */
const SPECIAL: Readonly<Record<string, Written>> = {
  search: texts(...PATTERN_TEXTS),
  replace: texts(...REPLACEMENTS),
  pattern: texts(...PATTERN_TEXTS),
  newName: texts('new', '', 'a.b', 'ü "x"', 'f(a)', '%.newName'),
  color: either('"red"', '"#00ff00"', '"00ff00"'),
  theColor: either('"red"', '"#00ff00"', '"00ff00"'),
  label: texts('limit', '', 'a b'),
  tagExpressions: texts('host=web01', 'name=disk.used', 'host=~web.*', 'mount=root'),
  name: texts('n', 'a.b', 'The.time.series'),
  'aliasQuery.search': texts('^hosts\\.(\\w+)\\..*', '^requests\\.(\\w+)$'),
  'aliasQuery.replace': texts('hosts.\\1.load', 'requests.\\1', 'x'),
  'aliasQuery.newName': texts('now %d', '%.1f of it', '%g', 'plain'),
  'applyByNode.templateFunction': texts('%.load', 'sumSeries(%.*.*)', 'scale(%.cpu.user,2)', '%.nothing'),
  'applyByNode.nodeNum': either('0', '1', '1', '-1'),
  'cactiStyle.system': texts('si', 'binary'),
  'cactiStyle.units': texts('b', 'bytes'),
  'events.tags': texts('deploy', 'web', 'db'),
  'filterSeries.operator': texts('=', '!=', '>', '>=', '<', '<='),
  'integralByInterval.intervalUnit': texts('5min', '1h', '1min', '10min'),
  'legendValue.valuesTypes': texts('avg', 'last', 'total', 'min', 'max', 'si', 'binary', 'sum', 'count'),
  'reduceSeries.seriesLists': either(
    'mapSeries(hosts.*.cpu.*,1)',
    'map(hosts.*.*,1)',
    'mapSeries(hosts.*.cpu.*,1,2)',
  ),
  'reduceSeries.reduceFunction': texts('asPercent', 'diffSeries', 'sumSeries', 'divideSeries'),
  'reduceSeries.reduceMatchers': texts('user', 'system', 'load'),
  'smartSummarize.alignTo': texts('minutes', 'hours', 'days', 'weeks', '5min', 'seconds'),
  'stacked.stack': texts('__DEFAULT__', 'a', ''),
  step: either('60', '30', '7'),
  amplitude: either('1', '2', '-3'),
  'timeShift.timeShift': texts('1min', '-5min', '+10min', '30min', '1h'),
  'timeStack.timeShiftUnit': texts('5min', '1min', '-10min', '1h'),
  'timeStack.timeShiftStart': either('0', '1', '-1'),
  'timeStack.timeShiftEnd': either('1', '2', '3'),
  'useSeriesAbove.search': texts('2xx', 'user', 'web01'),
  'useSeriesAbove.replace': texts('5xx', 'system', 'web02'),
  bootstrapInterval: texts('20min', '1h'),
  seasonality: texts('5min', '10min'),
  ...Object.fromEntries(
    ['nPercentile', 'percentileOfSeries', 'averageOutsidePercentile', 'removeAbovePercentile']
      .concat('removeBelowPercentile', 'removeBetweenPercentile')
      .map((name) => [`${name}.n`, either('50', '95', '99.5', '1', '10', '100')]),
  ),
  'log.base': either('2', '10', '16'),
  keepStep: either('true', 'false'),
  'constantLine.value': either('5', '5.5', '-3', '1e9', '0.001'),
  'stdev.points': either('3', '5', '10', '1'),
  windowTolerance: either('0.1', '0.5', '0', '1'),
  seconds: either('1', '60', '0.5', '3600'),
  xFilesFactor: either('0', '0.5', '1', '0.3'),
  dashLength: either('5', '10', '3'),
  'delay.steps': either('0', '1', '3', '-2', '100'),
};

/** Series as an argument: patterns, single names, tagged ones, nothing, and what other functions make of them. */
export const seriesTexts: Written = fc.oneof(
  {
    weight: 5,
    arbitrary: either(
      ...[
        'hosts.*.cpu.user',
        'hosts.web01.cpu.*',
        'hosts.*.*',
        'hosts.*.load',
        'requests.{2xx,5xx}',
        'requests.2xx',
        'x',
        'größe.ü',
      ],
      ...['hosts.web02.cpu.user', 'disk.used;host=web01;mount=root', 'a-b_c.d:e'],
    ),
  },
  {
    weight: 1,
    arbitrary: either('nothing.at.all', 'seriesByTag("name=disk.used")', "seriesByTag('host=~web.*')"),
  },
  {
    weight: 2,
    arbitrary: either(
      ...[
        'scale(hosts.*.cpu.user,0.5)',
        'sumSeries(hosts.*.*)',
        'alias(x,"an alias")',
        'aliasByNode(hosts.*.cpu.user,1)',
      ],
      ...[
        'consolidateBy(requests.*,"max")',
        'derivative(x)',
        'sumSeries(nothing.at.all)',
        'alias(requests.2xx,"a(b,c).d")',
      ],
      ...['perSecond(requests.*)', 'averageSeries(hosts.web01.cpu.*)', 'highestAverage(hosts.*.*,2)'],
    ),
  },
);

/** Calls of a function by one of its names. */
export function callsOf(name: string, definition: GraphiteFunction): fc.Arbitrary<string> {
  const { params } = definition;
  if (params.length === 0) return fc.constant(`${name}()`);
  const written = params.map((param) => {
    const one = argument(definition, param);
    if (param.multiple) return fc.array(one, { minLength: param.required ? 1 : 0, maxLength: 3 });
    return param.required
      ? one.map((text) => [text])
      : fc.option(one).map((text) => (text === null ? [] : [text]));
  });
  return fc
    .record({ values: fc.tuple(...written), named: fc.boolean() })
    .map(({ values, named }) => `${name}(${argumentsText(params, values, named)})`);
}

/** By position as long as none is left out; then, or when so wanted, by name. */
function argumentsText(params: readonly NamedParam[], values: readonly string[][], named: boolean): string {
  let positional = true;
  return values
    .flatMap((list, i) => {
      const { name, required, multiple, read, orSeries } = params[i]!;
      if (list.length === 0) positional = false;
      if (multiple) return positional || list.length === 0 ? list : [];
      if (list.length > 0 && !required && named) positional = false;
      // Graphite-web reads no series for arguments by name.
      if (!positional && (read === undefined || orSeries)) return [];
      return list.map((text) => (positional ? text : `${name}=${text}`));
    })
    .join(',');
}

function argument({ name: functionName }: GraphiteFunction, param: NamedParam): Written {
  const special = SPECIAL[`${functionName}.${param.name}`] ?? SPECIAL[param.name];
  if (special !== undefined) return special;
  if (param.read === undefined) return param.lists ? listsOfSeries : seriesTexts;
  const { options = [], suggestions = [] } = param;
  switch (param.type) {
    case 'boolean':
      return either('true', 'false');
    case 'aggFunc':
      return texts(...AGGREGATIONS);
    case 'aggOrSeriesFunc':
      return texts(...AGGREGATIONS, 'sumSeries', 'averageSeries', 'maxSeries');
    case 'date':
      return texts(...DATES);
    case 'intOrInf':
      return either('1', '2', '5', 'inf', '0');
    case 'intOrInterval':
      return fc.oneof(either('1', '2', '3', '5', '10', '7'), texts(...LENGTHS));
    case 'interval':
      return texts(...LENGTHS);
    case 'integer':
      return either('0', '1', '2', '3', '5', '10');
    case 'float':
      return either('0', '1', '2', '-1', '0.5', '10', '95', '1e3', '33.3', '100');
    case 'node':
      return either('0', '1', '2', '-1', '-2');
    case 'nodeOrTag':
      return either('0', '1', '2', '-1', '3', '"host"', '"name"', '"mount"');
    case 'tag':
      return texts('host', 'name', 'mount', 'nothing');
    case 'any':
      return fc.oneof(either('100', '50.5', '1000'), seriesTexts);
    default:
      if (options.length > 0) return texts(...options.map(String));
      return suggestions.length > 0 ? texts(...suggestions.map(String)) : texts('a', 'b c', '');
  }
}

const listsOfSeries: Written = fc.oneof(
  seriesTexts,
  either('mapSeries(hosts.*.cpu.*,1)', 'map(hosts.*.*,1)', 'mapSeries(hosts.*.cpu.*,1,2)'),
);
