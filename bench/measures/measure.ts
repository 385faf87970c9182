import type { Contender } from '../contenders/contender.ts';
import type { Sender } from '../sender.ts';

/** What one run measured, by the title of its column, in the order of the columns. */
export type Figures = Readonly<Record<string, number>>;

/** Who is measured, with what. */
export interface Trial {
  readonly contender: Contender;
  /** Exists, and holds what earlier starts of the contender left; empty at first. */
  readonly folder: string;
  readonly sender: Sender;
}

/** Titles of columns that the summary or the command reads. */
export const TITLES = {
  accepted: 'accepted, points/s',
  cpu: 'CPU s per million points',
  peak: 'peak RSS, MB',
  idleDisk: 'bytes/point on disk, idle',
  missing: 'points not found again',
  killed: 'points lost by kill -9',
  readable: 'last point readable after, s',
  firstAnswer: 'start to first answer, s',
  acceptedBesideQueries: 'accepted beside queries, points/s',
  longestWaitBesideQueries: 'longest wait beside queries, s',
} as const;

/** Longer than VictoriaMetrics' timed flush (10 s), so that its work of storing is counted as well. */
export const FLUSH_SECONDS = 12;

/** An end of waiting for a server that always has something to do. */
export const MOST_IDLE_SECONDS = 180;
