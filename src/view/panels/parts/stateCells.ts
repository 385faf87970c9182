/** Stretches of time as a grid of cells, for more of them than a picture can have parts. */
import type { PanelSeries } from '../../panelData.ts';
import type { Color } from '../../scene/color.ts';
import type { Box, CellsCommand, Mark } from '../../scene/scene.ts';
import type { SceneContext } from '../sceneInput.ts';
import type { Painter } from './painter.ts';
import type { StateRun } from './states.ts';

/** Parts of a picture that can be pointed at one by one without the browser growing slow. */
export const MOST_PARTS = 1500;

interface StateCellsTask {
  readonly rows: readonly PanelSeries[];
  /** Of each row, in order of time. */
  readonly runs: readonly (readonly StateRun[])[];
  readonly box: Box;
  readonly columns: number;
  /** The time that the box is wide. */
  readonly span: SceneContext['span'];
  /** Share of a line's height that is filled. */
  readonly rowHeight: number;
  markOf(run: StateRun, series: PanelSeries): Mark;
}

export function paintStateCells(painter: Painter, task: StateCellsTask): void {
  const { rows, runs, box, columns, span, rowHeight, markOf } = task;
  const palette: Color[] = [];
  const places = new Map<string, number>();
  const cells = new Uint16Array(rows.length * columns);
  const wide = (span.until - span.from) / columns;
  const runAt = (row: number, column: number) => findRun(runs[row], span.from + (column + 0.5) * wide);
  for (let row = 0; row < rows.length; row++)
    for (let column = 0; column < columns; column++) {
      const run = runAt(row, column);
      if (!run) continue;
      const { key, color } = run.state;
      let place = places.get(key);
      if (place === undefined) {
        place = palette.push(color) - 1;
        places.set(key, place);
      }
      cells[row * columns + column] = place + 1;
    }
  const markAt: CellsCommand['markAt'] = (column, row) => {
    const run = runAt(row, column);
    return run ? markOf(run, rows[row]) : null;
  };
  painter.add({ kind: 'cells', box, columns, rows: rows.length, palette, cells, markAt });
  const pitch = box.height / rows.length;
  // Cells leave nothing between them: lines in the colour of the panel do.
  if (pitch < 6) return;
  const width = Math.max(1, Math.round(pitch * (1 - rowHeight)));
  for (let row = 0; row <= rows.length; row++) {
    const y = Math.max(box.y + width / 2, Math.min(box.y + box.height - width / 2, box.y + row * pitch));
    painter.line(box.x, y, box.x + box.width, y, { color: painter.inks.surface, width });
  }
}

/** The stretch that holds a moment. */
function findRun(runs: readonly StateRun[], time: number): StateRun | null {
  let [low, high] = [0, runs.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (time < run.from) high = middle - 1;
    else if (time >= run.until) low = middle + 1;
    else return run;
  }
  return null;
}
