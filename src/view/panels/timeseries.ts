/** Lines, bars and points over time, with their legend: what the browser draws on a canvas. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { buildDrawing } from '../chart/drawing.ts';
import { layOut } from '../chart/geometry.ts';
import { legendRows, sortRows } from '../chart/legendRows.ts';
import { shareRoom } from '../chart/legendSize.ts';
import { isEmpty } from '../isEmpty.ts';
import type { Scene } from '../scene/scene.ts';
import { BODY, baselineOf, Painter, SMALL } from './parts/painter.ts';
import type { SceneInput } from './sceneInput.ts';
import { paintChart } from './timeseries/paintChart.ts';
import { paintLegend } from './timeseries/paintLegend.ts';

type TimeseriesOptions = PanelOptions<'timeseries'>;

const NO_LEGEND: NonNullable<TimeseriesOptions['legend']> = {};
const USUAL_CALCS = ['last'];
/** Series that are named to those who cannot see the picture. */
const MOST_SAID = 20;

export function drawTimeseries({ data, options, field, context }: SceneInput<TimeseriesOptions>): Scene {
  const { width, height, zone, span, inks, measure, annotations = [] } = context;
  const { legend = NO_LEGEND, running, band, timeZones = [] } = options;
  const { calcs = USUAL_CALCS, sortBy = null, sortDescending = true, hideEmpty, hideZero } = legend;
  const theme = inks.theme;
  const wishes = { calcs, theme, zone, span, running, hideEmpty, hideZero };
  const rows = sortRows(legendRows(data.series, wishes), {
    by: sortBy,
    descending: sortDescending && sortBy !== 'name',
  });
  const names = data.series
    .filter(({ config, comparedWith }) => !config.hideFrom?.legend && comparedWith === undefined)
    .map(({ label }) => label);
  const room = shareRoom(width, height, names, legend);
  const drawing = buildDrawing(
    { series: data.series, span, hidden: new Set(), theme, zone, running, band },
    room.chartHeight,
  );
  const zones = [zone, ...timeZones];
  const geometry = layOut(
    drawing,
    { width: room.chartWidth, height: room.chartHeight },
    zones.length,
    (text) => measure(text, SMALL),
  );
  const painter = new Painter(context);
  paintChart(painter, { drawing, geometry, zones, annotations });
  const empty = isEmpty(data);
  const words = field.noValue ?? 'No data in this range';
  if (empty) {
    const { plot } = geometry;
    const place = {
      x: plot.x + plot.width / 2,
      y: baselineOf(plot.y + plot.height / 2, BODY),
      align: 'middle',
    } as const;
    painter.text(words, BODY, inks.text2, place, { width: plot.width });
  }
  if (room.placement !== 'none') {
    const beside = room.placement === 'right';
    const box = {
      x: beside ? width - room.legendWidth : 0,
      y: beside ? 0 : height - room.legendHeight,
      width: room.legendWidth,
      height: room.legendHeight,
    };
    paintLegend(painter, rows, legend, calcs, box, data.left);
  }
  const said = rows
    .slice(0, MOST_SAID)
    .map(({ series, cells }) => [series.label, ...cells.map(({ text }) => text)].join(' '));
  return painter.scene(context, empty ? words : said.join(', ') || 'A chart');
}
