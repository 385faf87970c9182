/** A line of time for each series, filled with the states that it was in. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import type { PanelSeries } from '../panelData.ts';
import { readableOn } from '../scene/color.ts';
import type { Box, Scene } from '../scene/scene.ts';
import { BODY, baselineOf, Painter } from './parts/painter.ts';
import { shownSeries } from './parts/panelValues.ts';
import { layOutRows, type RowPlot } from './parts/rowPlot.ts';
import { sayInstead } from './parts/sayInstead.ts';
import { MOST_PARTS, paintStateCells } from './parts/stateCells.ts';
import { runMark, STATE_HEADINGS, stateEntries } from './parts/stateMarks.ts';
import { type StateRun, stateRuns, statesOf, timesOf, visibleRuns } from './parts/states.ts';
import type { SceneContext, SceneInput } from './sceneInput.ts';

type StateTimelineOptions = PanelOptions<'state-timeline'>;

/** Pixels of a cell, where there are so many stretches that cells stand for them. */
const CELL = 2;
const RADIUS = 2;

export function drawStateTimeline({ data, options, context }: SceneInput<StateTimelineOptions>): Scene {
  const all = shownSeries(data);
  if (all.length === 0) return sayInstead(context, 'No series found');
  const series = all.slice(0, options.perPage ?? all.length);
  const merge = options.mergeEqual ?? true;
  const states = statesOf(series, context, merge);
  const runs = series.map((one, i) => stateRuns(one, states[i], merge, context.span));
  if (runs.every((list) => list.length === 0))
    return sayInstead(context, 'Nothing was measured in this time range');
  const painter = new Painter(context);
  const times = timesOf(runs.flat());
  const plot = layOutRows(
    {
      series,
      left: data.left + all.length - series.length,
      legend: options.legend,
      entries: stateEntries(times, options.legend?.mode === 'table'),
      headings: STATE_HEADINGS,
    },
    painter,
    context,
  );
  paintRuns(painter, plot, runs.slice(0, plot.rows.length), options, context);
  plot.paint(painter, context.span);
  const said = plot.rows.slice(0, 20).map(({ label }, i) => {
    const last = runs[i].at(-1);
    return last ? `${label} ${last.state.text}` : `${label} without a value`;
  });
  return painter.scene({ width: context.width, height: plot.height }, said.join(', '));
}

function paintRuns(
  painter: Painter,
  { rows, box, pitch }: RowPlot,
  runs: readonly (readonly StateRun[])[],
  options: StateTimelineOptions,
  context: SceneContext,
): void {
  const { span } = context;
  const { rowHeight = 0.8, showValues = 'auto' } = options;
  const pixel = (span.until - span.from) / box.width;
  const visible = runs.map((list) => visibleRuns(list, pixel));
  if (visible.reduce((sum, list) => sum + list.length, 0) > MOST_PARTS) {
    const columns = Math.max(1, Math.floor(box.width / CELL));
    const markOf = (run: StateRun, series: PanelSeries) => runMark(run, series, context);
    paintStateCells(painter, { rows, runs: visible, box, columns, span, rowHeight, markOf });
    return;
  }
  const height = Math.max(1, pitch * rowHeight);
  rows.forEach((series, row) => {
    for (const run of visible[row]) {
      // Edges on whole pixels: neighbours of one colour show no seam.
      const left = Math.round(box.x + (run.from - span.from) / pixel);
      const x = Math.min(left, box.x + box.width - 1);
      const end = Math.round(box.x + (run.until - span.from) / pixel);
      const bar = { x, y: box.y + row * pitch + (pitch - height) / 2, width: Math.max(1, end - x), height };
      painter.mark(runMark(run, series, context), bar, (inside) => paintRun(inside, run, bar, showValues));
    }
  });
}

function paintRun(
  painter: Painter,
  { state }: StateRun,
  bar: Box,
  showValues: 'auto' | 'always' | 'never',
): void {
  // A fine line keeps neighbours apart where there is room for it.
  const filled = bar.width >= 6 ? { ...bar, width: bar.width - 1 } : bar;
  painter.rectangle(filled, state.color, filled.width >= 6 && filled.height >= 6 ? RADIUS : 0);
  const room = filled.width - 8;
  if (showValues === 'never' || filled.height < 14 || room < 8) return;
  if (showValues === 'auto' && painter.measure(state.text, BODY) > room) return;
  painter.text(
    state.text,
    BODY,
    readableOn(state.color),
    { x: filled.x + 4, y: baselineOf(filled.y + filled.height / 2, BODY) },
    { width: room, cut: 'end' },
  );
}
