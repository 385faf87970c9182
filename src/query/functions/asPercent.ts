import { defineFunction, FunctionError, type RunContext } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import {
  anyNumber,
  type NodeOrTag,
  nodeOrTag,
  optional,
  seriesList,
  seriesOr,
  type WrittenNumber,
  writtenNumber,
} from '../registry/params.ts';
import type { Series } from '../series.ts';
import { sortedByName } from './combineLists.ts';
import { combinePair, quotient } from './combinePair.ts';
import { combineSeries } from './combineSeries.ts';
import { computedSeries } from './computedSeries.ts';
import { groupSeries, type SeriesGroups } from './groupSeries.ts';
import { nameBudget } from './nameBudget.ts';
import { nodesText } from './nodesText.ts';

/** A series and what it is measured by: at least one of both. */
type Share = readonly [Series, Series | undefined] | readonly [undefined, Series];

export const asPercent = defineFunction({
  name: 'asPercent',
  aliases: ['pct'],
  group: 'Combine',
  summary: 'Each series in percent of a total.',
  description:
    'The total is a number, one series for all, or one for each (both lists are then sorted by name); without any it is the ' +
    'sum of the series. With nodes, series are measured by the total that agrees with them in these segments of the ' +
    'name or tags, several such being added together, or without totals by the sum of the series that agree; what ' +
    'has no partner is shown as MISSING. Absent where one of both is, and where the total is 0.',
  params: {
    seriesList: seriesList('the series to show in percent'),
    total: optional(seriesOr(writtenNumber('what 100 % is: a number, one series, or as many as there are'))),
    nodes: anyNumber(nodeOrTag('positions of segments, or names of tags')),
  },
  rollup: ({ total }, asked) =>
    isNumber(total) && total.value > 0 && asked !== 'count' ? asked : handOn('last')(undefined, asked),
  check: ({ total, nodes }) =>
    isNumber(total) && nodes.length > 0 ? 'with nodes, total has to be series or none' : undefined,
  aggregator: true,
  run: ({ seriesList, total, nodes }, context) => {
    if (seriesList.length === 0) return [];
    if (isNumber(total)) return seriesList.map((series) => percentOfNumber(series, total, context));
    if (nodes.length > 0) return percentOfEach(sharesByNodes(seriesList, total, nodes), context);
    if (total?.length === seriesList.length) return percentOfEach(sharesInOrder(seriesList, total), context);
    const whole = total === undefined ? sumOf(seriesList) : onlyTotal(total, seriesList);
    const shares = seriesList.map((series): Share => [series, whole]);
    return percentOfEach(shares, context).map((series, i) => atTimesOf(seriesList[i]!, series));
  },
  cases: [
    {
      call: 'asPercent(x.*)',
      given: { 'x.a': [1, null, 0], 'x.b': [3, 5, 0] },
      expect: {
        'asPercent(x.a,sumSeries(x.*))': [25, null, null],
        'asPercent(x.b,sumSeries(x.*))': [75, 100, null],
      },
      expectTags: { name: 'asPercent(x.a,sumSeries(x.*))' },
    },
    {
      call: 'asPercent(x.*,1500)',
      given: { 'x.a': [30, null] },
      expect: { 'asPercent(x.a,1500)': [2, null] },
    },
    {
      call: 'asPercent(*.failed,*.tried)',
      given: { 'a.failed': [1, 2], 'b.failed': [3, null], 'a.tried': [4, 0], 'b.tried': [6, 6] },
      expect: { 'asPercent(a.failed,a.tried)': [25, null], 'asPercent(b.failed,b.tried)': [50, null] },
    },
    {
      call: 'asPercent(*.cpu.*,none,0)',
      given: { 'a.cpu.idle': [1], 'a.cpu.user': [3], 'b.cpu.idle': [7] },
      expect: {
        'asPercent(a.cpu.idle,sumSeries(*.cpu.*))': [25],
        'asPercent(a.cpu.user,sumSeries(*.cpu.*))': [75],
        'asPercent(b.cpu.idle,b.cpu.idle)': [100],
      },
    },
    {
      call: 'asPercent(*.used,*.size,0)',
      given: { 'a.used': [1], 'b.used': [2], 'a.size': [4], 'c.size': [5] },
      expect: {
        'asPercent(a.used,a.size)': [25],
        'asPercent(b.used,MISSING)': [null],
        'asPercent(MISSING,c.size)': [null],
      },
    },
    {
      call: 'asPercent(x.*,total=sum(y.*))',
      given: { 'x.a': [1, 3, 5, 7], 'x.b': { step: 120, values: [4, 6] }, 'y.a': [8, 8, 8, 8] },
      expect: {
        'asPercent(x.a,sumSeries(y.*))': [12.5, 37.5, 62.5, 87.5],
        'asPercent(x.b,sumSeries(y.*))': [50, 75],
      },
      differs: 'graphite-web tells wrong times when the series have different steps',
    },
  ],
});

function isNumber(total: readonly Series[] | WrittenNumber | undefined): total is WrittenNumber {
  return total !== undefined && 'text' in total;
}

function percent(part: number, total: number): number {
  return quotient(part, total) * 100;
}

function percentOfEach(shares: readonly Share[], context: RunContext): Series[] {
  const withinBudget = nameBudget();
  return shares.map((share) => {
    const [part, total] = share.map((series) => series?.name ?? 'MISSING');
    return percentOf(withinBudget(`asPercent(${part},${total})`), share, context);
  });
}

function percentOf(name: string, [part, total]: Share, context: RunContext): Series {
  if (part !== undefined && total !== undefined) return combinePair(name, part, total, percent, context);
  const lonely = (part ?? total)!;
  const values = new Float64Array(lonely.values.length).fill(Number.NaN);
  return computedSeries(name, lonely, values, context);
}

/** With one total for all, a series keeps its own times even if finer ones beside it begin somewhat earlier. */
function atTimesOf(part: Series, result: Series): Series {
  if (result.step !== part.step || part.start - result.start >= part.step) return result;
  return { ...result, start: part.start, end: part.end };
}

function percentOfNumber(series: Series, { value: total, text }: WrittenNumber, context: RunContext): Series {
  const values = series.values.map((value) => percent(value, total));
  return computedSeries(`asPercent(${series.name},${text})`, series, values, context);
}

function sharesInOrder(list: readonly Series[], totals: readonly Series[]): Share[] {
  const sorted = sortedByName(totals);
  return sortedByName(list).map((series, i) => [series, sorted[i]!]);
}

function onlyTotal(totals: readonly Series[], list: readonly Series[]): Series {
  const [total] = totals;
  if (total !== undefined && totals.length === 1) return total;
  throw new FunctionError(
    `the total has to be one series, or as many as the ${list.length} to show, not ${totals.length}`,
    'with nodes, the totals may be fewer: asPercent(a.*, b.*, 1)',
  );
}

function sharesByNodes(
  list: readonly Series[],
  totals: readonly Series[] | undefined,
  nodes: readonly NodeOrTag[],
): Share[] {
  const key = (series: Series) => nodesText(series, nodes);
  const groups = groupSeries(list, key);
  const totalGroups = totals === undefined ? groups : groupSeries(totals, key);
  const shares = [...groups].flatMap(([key, group]): Share[] => {
    const total = totalOf(totalGroups, key);
    return group.map((series) => [series, total]);
  });
  for (const key of totalGroups.keys()) {
    if (!groups.has(key)) shares.push([undefined, totalOf(totalGroups, key)!]);
  }
  return shares;
}

/** One series stands for itself, several for their sum; undefined without any. */
function totalOf(groups: SeriesGroups, key: string): Series | undefined {
  const group = groups.get(key);
  if (group === undefined) return undefined;
  return group.length === 1 ? group[0]! : sumOf(group);
}

/** One known value is enough for a sum, whatever the query's xFilesFactor. */
function sumOf(list: readonly Series[]): Series {
  return combineSeries(list, 'sum', { xFilesFactor: 0 })[0]!;
}
