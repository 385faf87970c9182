/** The table of what the storage engine is measured by: one figure a row. */
import { TITLES } from './measures/measure.ts';

export interface SummaryRow {
  readonly what: string;
  /** What Plumbago is to reach, in the words of the table. */
  readonly goal: string;
  readonly work: string;
  readonly title: string;
}

export const SUMMARY: readonly SummaryRow[] = [
  row('W1: 10,000 series × 360 points, CPU s per million', 'at most 0.30, ratio 0.5', 'W1', TITLES.cpu),
  row('W2: 100,000 × 30, the same', 'at most 0.40, ratio 0.5', 'W2', TITLES.cpu),
  row('W3: 1,000,000 new series, the same', 'at most 3.0, ratio 0.5', 'W3', TITLES.cpu),
  row('steady 50,000 points/s, the same', 'at most 0.8', 'K', TITLES.cpu),
  row('points/s taken over TCP, W1', 'ratio above 1', 'W1', TITLES.accepted),
  row('the last point of W1 readable after, s', 'at most 0.2', 'readable', TITLES.readable),
  row('bytes/point on disk after W1, index and all', 'at most 1.35', 'W1', TITLES.idleDisk),
  row('memory with 1,000,000 series active, MB', 'at most 500', 'million', TITLES.peak),
  row('points lost by kill -9, of 1,200,000', '0', 'kill', TITLES.killed),
  row('start with 1,000,000 series to the first answer, s', 'at most 3', 'million', TITLES.firstAnswer),
  row(
    'points/s taken beside heavy queries, of 200,000',
    'as without them',
    'queries',
    TITLES.acceptedBesideQueries,
  ),
  row('longest wait for the server meanwhile, s', '', 'queries', TITLES.longestWaitBesideQueries),
  row('ten years of back-fill, points/s', "near W1's", 'backfill', TITLES.accepted),
];

function row(what: string, goal: string, work: string, title: string): SummaryRow {
  return { what, goal, work, title };
}
