import type { Frame } from '../../../src/view/frame.ts';
import { seriesFrame, TimesOfGrids } from '../../../src/view/transformations/frames.ts';
import { applyTransformations } from '../../../src/view/transformations/index.ts';
import type { TargetData } from '../api/useChartData.ts';

/** The answers of queries as transformations get them: a frame for each series. Copies made for comparison are left out. */
export function framesOfAnswers(results: readonly TargetData[]): Frame[] {
  const times = new TimesOfGrids();
  return results
    .filter(({ id }) => !id.includes('~'))
    .flatMap(({ id, columns }) => columns.map((column) => seriesFrame(column, id, times)));
}

/** All of them beside each other, over their times. */
export function joined(frames: readonly Frame[]): readonly Frame[] {
  return frames.length < 2 ? frames : applyTransformations(frames, [{ kind: 'join' }]);
}
