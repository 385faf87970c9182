/** A line of equal cells for each series: its state in each part of the range. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { calculate } from '../calculations.ts';
import type { PanelSeries } from '../panelData.ts';
import { readableOn } from '../scene/color.ts';
import type { Scene } from '../scene/scene.ts';
import { baselineOf, Painter, SMALL } from './parts/painter.ts';
import { shownSeries } from './parts/panelValues.ts';
import { layOutRows } from './parts/rowPlot.ts';
import { sayInstead } from './parts/sayInstead.ts';
import { MOST_PARTS, paintStateCells } from './parts/stateCells.ts';
import { cellMark, STATE_HEADINGS, stateEntries } from './parts/stateMarks.ts';
import { type StateRun, stateRuns, statesOf, timesOf } from './parts/states.ts';
import type { SceneContext, SceneInput } from './sceneInput.ts';

type StatusHistoryOptions = PanelOptions<'status-history'>;

const COLUMNS = 60;
/** Narrower cells could not be told apart. */
const LEAST_CELL = 4;
const GAP = 2;
const RADIUS = 2;

export function drawStatusHistory({ data, options, context }: SceneInput<StatusHistoryOptions>): Scene {
  const all = shownSeries(data);
  if (all.length === 0) return sayInstead(context, 'No series found');
  const series = all.slice(0, options.perPage ?? all.length);
  // Names take a part of the width that is known only later; a few cells less do no harm.
  const most = Math.max(
    2,
    Math.min(options.columns ?? COLUMNS, Math.floor((context.width * 0.7) / LEAST_CELL)),
  );
  const grid = columnsOf(series, most, context.span);
  const span = { from: grid.from, until: grid.from + grid.wide * grid.count };
  const consolidated = series.map((one) => consolidate(one, grid));
  const states = statesOf(consolidated, context, true);
  const runs = consolidated.map((one, i) => stateRuns(one, states[i], false, span));
  if (runs.every((list) => list.length === 0))
    return sayInstead(context, 'Nothing was measured in this time range');
  const painter = new Painter(context);
  const plot = layOutRows(
    {
      series,
      left: data.left + all.length - series.length,
      legend: options.legend,
      entries: stateEntries(timesOf(runs.flat()), options.legend?.mode === 'table'),
      headings: STATE_HEADINGS,
    },
    painter,
    context,
  );
  const { rows, box, pitch } = plot;
  const shown = runs.slice(0, rows.length);
  const { rowHeight = 0.8 } = options;
  const markOf = (run: StateRun, one: PanelSeries) => cellMark(run, one, context);
  if (shown.reduce((sum, list) => sum + list.length, 0) > MOST_PARTS)
    paintStateCells(painter, {
      rows: consolidated.slice(0, rows.length),
      runs: shown,
      box,
      columns: grid.count,
      span,
      rowHeight,
      markOf,
    });
  else {
    const width = box.width / grid.count;
    const height = Math.max(1, pitch * rowHeight);
    shown.forEach((list, row) => {
      for (const run of list) {
        const column = Math.round((run.from - grid.from) / grid.wide);
        const cell = {
          x: box.x + column * width,
          y: box.y + row * pitch + (pitch - height) / 2,
          width,
          height,
        };
        painter.mark(markOf(run, consolidated[row]), cell, (inside) =>
          paintCell(inside, run, cell, options.showValues ?? 'auto'),
        );
      }
    });
  }
  plot.paint(painter, span);
  const said = rows
    .slice(0, 20)
    .map(({ label }, i) => `${label} ${shown[i].at(-1)?.state.text ?? 'without a value'}`);
  return painter.scene({ width: context.width, height: plot.height }, said.join(', '));
}

/** Parts of the range, each so many seconds wide. */
interface TimeGrid {
  readonly from: number;
  readonly wide: number;
  readonly count: number;
}

/** At most so many columns, each of whole steps of the finest series and beginning at a multiple of its width. */
function columnsOf(
  series: readonly PanelSeries[],
  most: number,
  { from, until }: SceneContext['span'],
): TimeGrid {
  const finest = Math.max(1e-3, Math.min(...series.map(({ step }) => step)));
  let steps = Math.max(1, Math.ceil((until - from) / finest / most));
  const gridOf = (): TimeGrid => {
    const wide = steps * finest;
    const first = Math.floor(from / wide) * wide;
    return { from: first, wide, count: Math.max(1, Math.ceil((until - first) / wide)) };
  };
  let grid = gridOf();
  // The range seldom begins at the edge of a column, which costs one more.
  while (grid.count > most) {
    steps++;
    grid = gridOf();
  }
  return grid;
}

/** One value a column: the one that the colour scheme goes by, which is the last one unless somebody chose another. */
function consolidate(series: PanelSeries, { from, wide, count }: TimeGrid): PanelSeries {
  const { start, step, values, config } = series;
  const by = config.color?.by ?? 'last';
  const all = new Float64Array(count);
  for (let column = 0; column < count; column++) {
    const begin = from + column * wide;
    // A value belongs to the column it begins in; one that is slower than the columns to all that it speaks for.
    const first = Math.max(
      0,
      step > wide ? Math.floor((begin - start) / step) : Math.ceil((begin - start) / step),
    );
    const end = Math.min(values.length, Math.max(Math.ceil((begin + wide - start) / step), 0));
    all[column] = first < end ? calculate(by, values.subarray(first, end)) : Number.NaN;
  }
  return { ...series, start: from, step: wide, values: all };
}

function paintCell(
  painter: Painter,
  { state }: StateRun,
  {
    x,
    y,
    width,
    height,
  }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  showValues: 'auto' | 'always' | 'never',
): void {
  const gap = width >= 3 * GAP ? GAP : 0;
  const filled = { x: x + gap / 2, y, width: width - gap, height };
  painter.rectangle(filled, state.color, filled.width >= 5 && height >= 5 ? RADIUS : 0);
  const room = filled.width - 4;
  if (showValues === 'never' || height < 13 || room < 6) return;
  if (showValues === 'auto' && painter.measure(state.text, SMALL) > room) return;
  painter.text(
    state.text,
    SMALL,
    readableOn(state.color),
    { x: filled.x + filled.width / 2, y: baselineOf(y + height / 2, SMALL), align: 'middle' },
    { width: room, cut: 'end' },
  );
}
