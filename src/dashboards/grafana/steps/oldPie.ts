/** The pie chart plugin of old as the pie chart that Grafana has of its own. */
import { entryOf, type JsonObject, numberOf, objectOr, textOr, without } from '../json.ts';
import type { Tell } from './tell.ts';

const TAKEN = [
  'aliasColors',
  'breakPoint',
  'cacheTimeout',
  'combine',
  'decimals',
  'fontSize',
  'format',
  'legend',
  'legendType',
  'nullPointMode',
  'pieType',
  'pluginVersion',
  'strokeWidth',
  'type',
  'valueName',
];

const CALCS: Readonly<Record<string, string>> = {
  avg: 'mean',
  current: 'lastNotNull',
  total: 'sum',
  min: 'min',
  max: 'max',
};

export function oldPie(panel: JsonObject, tell: Tell): JsonObject {
  const legend = objectOr(panel['legend']);
  const decimals = numberOf(panel['decimals']);
  const isOnGraph = panel['legendType'] === 'On graph';
  const values = [
    ...(legend['values'] === true ? ['value'] : []),
    ...(legend['percentage'] === true ? ['percent'] : []),
  ];
  const combine = objectOr(panel['combine']);
  const isCombining = (numberOf(combine['threshold']) ?? 0) > 0;
  tell('changed', 'It was a pie chart of the old plugin and is a pie chart of today now.');
  if (isCombining) tell('lost', 'Small slices were put together as one; that is kept, but each is drawn.');
  return {
    ...without(panel, ...TAKEN),
    type: 'piechart',
    fieldConfig: {
      defaults: {
        ...(typeof panel['format'] === 'string' && { unit: panel['format'] }),
        ...(decimals !== undefined && { decimals }),
      },
      overrides: Object.entries(objectOr(panel['aliasColors'])).map(([name, fixedColor]) => ({
        matcher: { id: 'byName', options: name },
        properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
      })),
    },
    options: {
      reduceOptions: {
        calcs: [entryOf(CALCS, textOr(panel['valueName'], 'current')) ?? 'lastNotNull'],
        values: false,
      },
      pieType: panel['pieType'] === 'donut' ? 'donut' : 'pie',
      displayLabels: isOnGraph ? ['name', ...values] : [],
      legend: {
        showLegend: legend['show'] !== false && !isOnGraph,
        displayMode: values.length > 0 ? 'table' : 'list',
        placement: panel['legendType'] === 'Right side' ? 'right' : 'bottom',
        values,
      },
    },
    ...(isCombining && { combine }),
  };
}
