import { ChartLine } from 'lucide-react';
import type { PanelType } from '../panelType.ts';

interface Shown {
  readonly legend?: { readonly show?: boolean; readonly mode?: string; readonly placement?: string };
  readonly tooltip?: { readonly mode?: string };
}

const withLegend = (values: Readonly<Record<string, unknown>>): boolean =>
  (values as Shown).legend?.show !== false;
const besideChart = (values: Readonly<Record<string, unknown>>): boolean =>
  withLegend(values) && (values as Shown).legend?.placement === 'right';
const severalRows = (values: Readonly<Record<string, unknown>>): boolean =>
  ((values as Shown).tooltip?.mode ?? 'all') === 'all';

export const timeseries: PanelType<'timeseries'> = {
  type: 'timeseries',
  label: 'Time series',
  summary: 'Lines, areas, bars or points over time.',
  icon: ChartLine,
  hasTargets: true,
  fieldGroups: ['values', 'graph', 'axis', 'color', 'thresholds', 'mappings', 'links'],
  options: [
    {
      title: 'Legend',
      fields: [
        { path: 'legend.show', label: 'Show', kind: 'switch', default: true },
        {
          path: 'legend.mode',
          label: 'As',
          kind: 'choice',
          choices: [
            { value: 'list', label: 'List' },
            { value: 'table', label: 'Table' },
          ],
          when: withLegend,
        },
        {
          path: 'legend.placement',
          label: 'Place',
          kind: 'choice',
          choices: [
            { value: 'bottom', label: 'Below' },
            { value: 'right', label: 'Right' },
          ],
          when: withLegend,
        },
        {
          path: 'legend.width',
          label: 'Width',
          kind: 'number',
          min: 40,
          max: 2000,
          suffix: 'px',
          placeholder: '240',
          when: besideChart,
        },
        {
          path: 'legend.calcs',
          label: 'Values',
          help: 'What is said of each series, in this order',
          kind: 'calcs',
          default: ['last'],
          when: withLegend,
        },
        {
          path: 'legend.sortBy',
          label: 'Sort by',
          help: 'name, or one of the values; the order of the queries when empty',
          kind: 'text',
          when: withLegend,
        },
        {
          path: 'legend.sortDescending',
          label: 'Largest first',
          kind: 'switch',
          default: true,
          when: withLegend,
        },
        {
          path: 'legend.hideEmpty',
          label: 'Leave out series without values',
          kind: 'switch',
          when: withLegend,
        },
        {
          path: 'legend.hideZero',
          label: 'Leave out series of nothing but zero',
          kind: 'switch',
          when: withLegend,
        },
      ],
    },
    {
      title: 'Tooltip',
      fields: [
        {
          path: 'tooltip.mode',
          label: 'Shows',
          kind: 'choice',
          choices: [
            { value: 'all', label: 'All series' },
            { value: 'single', label: 'The nearest' },
            { value: 'none', label: 'Nothing' },
          ],
        },
        {
          path: 'tooltip.sort',
          label: 'Order',
          kind: 'choice',
          choices: [
            { value: 'desc', label: 'Largest first' },
            { value: 'asc', label: 'Smallest first' },
            { value: 'none', label: 'As listed' },
          ],
          when: severalRows,
        },
        { path: 'tooltip.hideZeros', label: 'Leave out zeros', kind: 'switch', when: severalRows },
      ],
    },
    {
      title: 'Time',
      fields: [
        {
          path: 'running',
          label: 'Interval in progress',
          help: 'It is not over yet, so its value may still change',
          kind: 'choice',
          choices: [
            { value: 'dashed', label: 'Dashed' },
            { value: 'omit', label: 'Left out' },
            { value: 'plain', label: 'Like others' },
          ],
        },
        {
          path: 'band',
          label: 'Least to greatest',
          help: 'The area behind lines whose values were rolled up. Auto: for up to three series',
          kind: 'choice',
          choices: [
            { value: 'auto', label: 'Auto' },
            { value: 'on', label: 'Always' },
            { value: 'off', label: 'Never' },
          ],
        },
        {
          path: 'timeZones',
          label: 'Further time axes',
          help: 'Zones that are shown below the chart’s own',
          kind: 'zone-list',
        },
        {
          path: 'maxSeries',
          label: 'Series at most',
          help: 'Of more, those with the greatest newest values stay',
          kind: 'number',
          min: 1,
          max: 5000,
          placeholder: '200',
        },
      ],
    },
  ],
  size: { w: 12, h: 8 },
  load: () => import('./TimeSeriesPanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
