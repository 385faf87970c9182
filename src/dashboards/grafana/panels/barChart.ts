import { isObject, type JsonObject, objectOr, textOr } from '../json.ts';
import { calculationFor, calculationOf, member, sameWords } from '../members.ts';
import { legend, orientation, showValues, tooltip } from './optionWords.ts';
import type { PanelKind } from './panelKind.ts';

/**
 * Grafana draws a group of bars for each time, unless a transformation made one number of each series: that is how a group
 * for each series is said there.
 */
export const barChart: PanelKind = {
  grafana: 'barchart',
  ours: 'bar-chart',
  members: [
    ...legend,
    ...tooltip,
    member('orientation', 'orientation', orientation, { ours: 'auto', grafana: 'auto' }),
    member('stacking', 'stacking', sameWords('none', 'normal', 'percent'), { ours: 'none', grafana: 'none' }),
    member('showValues', 'showValue', showValues, { ours: 'auto', grafana: 'auto' }),
  ],
  takesTransformations: (transformations) => onlyReducer(transformations) !== null,
  read: ({ transformations, options }) => {
    const reducer = onlyReducer(transformations);
    if (reducer !== null) return reducer === 'last' ? {} : { reduce: { calc: reducer } };
    return transformations.length === 0 && options['xField'] === undefined ? { groupBy: 'time' } : {};
  },
  write: ({ groupBy, reduce }, hasTransformations) => {
    if (groupBy === 'time' || hasTransformations) return {};
    const calc = calculationFor(textOr(objectOr(reduce)['calc'], 'last'));
    return { transformations: [{ id: 'reduce', options: { reducers: [calc] } }] };
  },
};

/** The one calculation of the one transformation, when that is all there is; ours by name. */
function onlyReducer(transformations: readonly JsonObject[]): string | null {
  const [only] = transformations;
  if (transformations.length !== 1 || !isObject(only) || only['id'] !== 'reduce') return null;
  const { reducers, ...others } = objectOr(only['options']);
  if (Object.keys(only).length > 2 || !isPlain(others) || !Array.isArray(reducers) || reducers.length !== 1) {
    return null;
  }
  return calculationOf(textOr(reducers[0], 'last'));
}

/** Options of a reduction that say what is meant anyway. */
function isPlain(options: JsonObject): boolean {
  return Object.entries(options).every(
    ([name, value]) => (name === 'mode' && value === 'seriesToRows') || value === false,
  );
}
