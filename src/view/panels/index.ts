/** How each type of panel is drawn as a picture. */
import type { Panel, PanelTypeName } from '../../schema/dashboard.ts';
import type { Scene } from '../scene/scene.ts';
import { drawBarChart } from './barChart.ts';
import { drawBarGauge } from './barGauge.ts';
import { drawGauge } from './gauge.ts';
import { drawHeatmap } from './heatmap.ts';
import { drawHistogram } from './histogram.ts';
import { drawAnnotationList, drawDashboardList, drawHostList } from './lists.ts';
import { sayInstead } from './parts/sayInstead.ts';
import { drawPie } from './pie.ts';
import type { DrawScene, SceneInput } from './sceneInput.ts';
import { drawStat } from './stat.ts';
import { drawStateTimeline } from './stateTimeline.ts';
import { drawStatusHistory } from './statusHistory.ts';
import { drawTable } from './table.ts';
import { drawText } from './text.ts';
import { drawTimeseries } from './timeseries.ts';

type OptionsOf<Type extends PanelTypeName> = NonNullable<Extract<Panel, { type: Type }>['options']>;

interface PictureKind<Type extends PanelTypeName> {
  readonly draw: DrawScene<OptionsOf<Type>>;
  /** What it shows comes of its queries; `perhaps` when it has something to show without; `list` when it asks for other things. */
  readonly asks: 'always' | 'perhaps' | 'list' | 'never';
}

const asking = <Type extends PanelTypeName>(draw: PictureKind<Type>['draw']): PictureKind<Type> => ({
  draw,
  asks: 'always',
});

const kinds: { readonly [Type in PanelTypeName]: PictureKind<Type> } = {
  timeseries: asking(drawTimeseries),
  stat: asking(drawStat),
  gauge: asking(drawGauge),
  'bar-gauge': asking(drawBarGauge),
  'bar-chart': asking(drawBarChart),
  pie: asking(drawPie),
  histogram: asking(drawHistogram),
  heatmap: asking(drawHeatmap),
  table: asking(drawTable),
  'state-timeline': asking(drawStateTimeline),
  'status-history': asking(drawStatusHistory),
  text: { draw: drawText, asks: 'perhaps' },
  'dashboard-list': { draw: drawDashboardList, asks: 'list' },
  'host-list': { draw: drawHostList, asks: 'list' },
  'annotation-list': { draw: drawAnnotationList, asks: 'list' },
  unsupported: {
    draw: ({ options, context }) =>
      sayInstead(context, `Panels of the type ${options.type ?? 'unknown'} are kept, but not drawn here`),
    asks: 'never',
  },
};

/** Whether what a panel shows comes of its queries. */
export function asksOf(type: PanelTypeName): PictureKind<PanelTypeName>['asks'] {
  return kinds[type].asks;
}

/** A panel's inside, whatever its type. */
export function drawPanel(panel: Panel, input: Pick<SceneInput<unknown>, 'data' | 'context'>): Scene {
  // A type's drawing takes the options of its own type, and is only ever given a panel of it.
  const { draw } = kinds[panel.type] as PictureKind<PanelTypeName>;
  return draw({
    ...input,
    options: panel.options ?? {},
    field: panel.field ?? {},
    ...(panel.overrides ? { overrides: panel.overrides } : {}),
  } as Parameters<typeof draw>[0]);
}
