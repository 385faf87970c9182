/** Lines of time below each other, one a series, with their names at the left and times at the edge. */
import type { LegendOptions } from '../../../schema/panelOptions.ts';
import type { PanelSeries } from '../../panelData.ts';
import type { Box, Mark } from '../../scene/scene.ts';
import type { SceneContext } from '../sceneInput.ts';
import { type LegendEntry, type LegendLayout, layOutLegend } from './legendBox.ts';
import { BODY, baselineOf, type Painter } from './painter.ts';
import { namesThatFit } from './shortNames.ts';
import { paintTimeAxis, TIME_AXIS } from './timeAxis.ts';

/** Below this a line is no longer seen; lines that are scrolled are high enough to be read. */
const LEAST_PITCH = { squeezed: 4, scrolled: 18 };
/** A single line as high as its panel would look like an alarm. */
const MOST_PITCH = 64;
/** Height of a name. */
const NAME = 13;

interface RowPlotTask {
  readonly series: readonly PanelSeries[];
  /** Series that are not here. */
  readonly left: number;
  readonly legend: LegendOptions | undefined;
  readonly entries: readonly LegendEntry[];
  readonly headings: readonly string[];
}

export interface RowPlot {
  /** The series that have room. */
  readonly rows: readonly PanelSeries[];
  /** Where their stretches of time stand. */
  readonly box: Box;
  /** Height of a line with what keeps it apart from the next. */
  readonly pitch: number;
  /** Of the whole picture. */
  readonly height: number;
  /** Draws names, times and legend; what is between them is the caller's. */
  paint(painter: Painter, span: SceneContext['span']): void;
}

export function layOutRows(task: RowPlotTask, painter: Painter, context: SceneContext): RowPlot {
  const { series, legend: options, entries, headings } = task;
  const { width, height, measure } = context;
  const shown = options?.show === false ? [] : entries;
  const legendIn = (y: number): LegendLayout =>
    layOutLegend({ entries: shown, options, headings, box: { x: 0, y, width, height } }, painter);
  const first = legendIn(0);
  const room = Math.max(1, first.rest.height - TIME_AXIS);
  const scrolls = context.scrolls === true && series.length * LEAST_PITCH.scrolled > room;
  // A line of words takes the place of what has no room.
  const fitting = Math.max(1, Math.floor(room / LEAST_PITCH.squeezed));
  const crowded = !scrolls && series.length > fitting;
  const rows = crowded
    ? series.slice(0, Math.max(1, Math.floor((room - NAME) / LEAST_PITCH.squeezed)))
    : series;
  const left = task.left + series.length - rows.length;
  const note = left > 0 ? NAME + 4 : 0;
  const pitch = scrolls
    ? LEAST_PITCH.scrolled
    : Math.min(MOST_PITCH, Math.max(1, room - note) / Math.max(1, rows.length));
  const names = namesThatFit(
    rows.map(({ label }) => label),
    width * 0.12,
    (text) => measure(text, BODY),
  );
  const widest = Math.max(0, ...names.map((name) => measure(name, BODY)));
  const nameRoom = width > 160 ? Math.ceil(Math.min(width * 0.3, widest + 10)) : 0;
  const lines = pitch * rows.length;
  // What is scrolled has its times above, where they are seen first.
  const top = scrolls ? TIME_AXIS : 0;
  const box = { x: nameRoom, y: top, width: Math.max(1, first.rest.width - nameRoom), height: lines };
  const whole = scrolls ? top + lines + note + (height - first.rest.height) : height;
  const beside = first.rest.width < width;
  const legend = scrolls && !beside ? legendIn(whole - height) : first;
  return {
    rows,
    box,
    pitch,
    height: whole,
    paint: (on, span) => {
      paintNames(on, rows, names, box, pitch);
      paintTimeAxis(on, { ...box, y: scrolls ? 0 : box.y + lines + 1 }, span, context.zone);
      if (left > 0) {
        const y = box.y + lines + (scrolls ? 2 : TIME_AXIS) + NAME / 2;
        on.text(
          `and ${left} more`,
          BODY,
          on.inks.text3,
          { x: box.x, y: baselineOf(y, BODY) },
          { width: box.width },
        );
      }
      legend.paint(on);
    },
  };
}

function paintNames(
  painter: Painter,
  rows: readonly PanelSeries[],
  names: readonly string[],
  { x, y }: Box,
  pitch: number,
): void {
  if (x === 0) return;
  const every = Math.max(1, Math.ceil(NAME / pitch));
  for (let row = 0; row < rows.length; row += every) {
    const { key, label } = rows[row];
    const mark: Mark = { key: `name ${key}`, label, series: key };
    const place = { x: 0, y: y + row * pitch, width: x, height: pitch };
    painter.mark(mark, place, (inside) => {
      const baseline = baselineOf(place.y + pitch / 2, BODY);
      inside.text(
        names[row],
        BODY,
        inside.inks.text2,
        { x: x - 10, y: baseline, align: 'end' },
        { width: x - 10 },
      );
    });
  }
}
