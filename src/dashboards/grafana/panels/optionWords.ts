/** Members that several types of panel share. */

import { panelOptions } from '../../../schema/panelOptions.ts';
import {
  below,
  calculation,
  calculations,
  flag,
  type Member,
  member,
  onlyCalculation,
  same,
  sameWords,
  type Words,
  words,
} from '../members.ts';

const off = { ours: false, grafana: false };
const on = { ours: true, grafana: true };
const reduceShape = panelOptions.stat.shape.reduce.unwrap().shape;
const legendShape = panelOptions.timeseries.shape.legend.unwrap().shape;

/** One number of each series, or all its values. */
export const reduce: readonly Member[] = below('reduce', 'reduceOptions', [
  member('calc', 'calcs', onlyCalculation, { ours: 'last', grafana: 'last' }),
  member('allValues', 'values', flag, off),
  member('limit', 'limit', same(reduceShape.limit)),
]);

/** Grafana sorts a legend by the title of a column. */
const TITLES: Readonly<Record<string, string>> = {
  Name: 'name',
  'Last *': 'last',
  Last: 'last',
  'First *': 'first',
  First: 'first',
  Min: 'min',
  Max: 'max',
  Mean: 'mean',
  Total: 'sum',
  Count: 'count',
  Range: 'range',
  Delta: 'delta',
  Difference: 'diff',
  'Difference percent': 'diffperc',
  Median: 'median',
  StdDev: 'stdDev',
  Variance: 'variance',
  Step: 'step',
  'Min (above zero)': 'minAboveZero',
  'Change count': 'changeCount',
  'Distinct count': 'distinctCount',
};
const title = words(TITLES);
const sortBy: Words = {
  read: (value) => title.read(value) ?? calculation.read(value),
  write: (value) => title.write(value) ?? calculation.write(value),
};

/** Without calculations Grafana shows names alone, we the last value. */
const legendFrame: readonly Member[] = [
  member('show', 'showLegend', flag, on),
  member('mode', 'displayMode', sameWords('list', 'table'), { ours: 'list', grafana: 'list' }),
  member('placement', 'placement', sameWords('bottom', 'right'), { ours: 'bottom', grafana: 'bottom' }),
  member('sortBy', 'sortBy', sortBy),
  member('sortDescending', 'sortDesc', flag, off),
  member('width', 'width', same(legendShape.width)),
];
export const legend: readonly Member[] = below('legend', 'legend', [
  ...legendFrame,
  member('calcs', 'calcs', calculations, { ours: ['last'], grafana: [] }),
]);
/** Where numbers are chosen otherwise, or there are none. */
export const legendWithoutCalcs: readonly Member[] = below('legend', 'legend', legendFrame);

export const tooltip: readonly Member[] = below('tooltip', 'tooltip', [
  member('mode', 'mode', words({ single: 'single', multi: 'all', none: 'none' }), {
    ours: 'all',
    grafana: 'single',
  }),
  member('sort', 'sort', sameWords('none', 'asc', 'desc'), { ours: 'desc', grafana: 'none' }),
  member('hideZeros', 'hideZeros', flag, off),
]);

export const orientation = sameWords('auto', 'horizontal', 'vertical');
export const showValues = sameWords('auto', 'always', 'never');
