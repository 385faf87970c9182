/** Whisper itself (Debian's python3-whisper) as a reference: one Python process that answers cases over its pipes. */
import { existsSync } from 'node:fs';
import type { SeriesSchema } from '../../src/model/retention.ts';
import { PythonDriver } from './pythonDriver.ts';

/** A series of a case; `firstSecond` and `lastSecond` enclose all that is ever written to it. */
export interface WhisperSeries {
  readonly schema: SeriesSchema;
  readonly firstSecond: number;
  readonly lastSecond: number;
}

/** `series` is an index into the case's list; all times are whole seconds since 1970. */
export type WhisperOp =
  | readonly [kind: 'update', series: number, now: number, seconds: number, value: number]
  | readonly [kind: 'fetch', series: number, now: number, from: number, until: number];

/** What a fetch answers. */
export interface WhisperFetch {
  readonly start: number;
  readonly step: number;
  readonly values: readonly (number | null)[];
  /**
   * The values of a Whisper that keeps everything, where they differ from the real one's; else null. Only late points near
   * the end of an archive's reach make a difference. In the real one (a) they share a place of the ring with newer
   * points, so that one pushes the other out, and a coarser value is made of what is left; (b) a value that was written straight
   * to a coarser archive is lost when a later point propagates into the same slot.
   */
  readonly keeping: readonly (number | null)[] | null;
}

/** 1 and 0 for an update that was taken or refused. */
export type WhisperAnswer = 0 | 1 | WhisperFetch | null;

export class WhisperReference {
  private readonly driver: PythonDriver;

  /** Starts the process; throws when no Python with Whisper is to be found. */
  constructor() {
    this.driver = new PythonDriver({
      script: 'whisperDriver.py',
      module: 'whisper',
      debianPackage: 'python3-whisper',
      // In memory, where there is such a folder: a case makes two files.
      env: existsSync('/dev/shm') ? { WHISPER_FOLDER: '/dev/shm' } : {},
    });
  }

  /** Plays a case and answers each of its ops. One case at a time. */
  async play(series: readonly WhisperSeries[], ops: readonly WhisperOp[]): Promise<WhisperAnswer[]> {
    return (await this.driver.ask({ series: series.map(described), ops })) as WhisperAnswer[];
  }

  async close(): Promise<void> {
    await this.driver.close();
  }
}

function described({ schema, firstSecond, lastSecond }: WhisperSeries) {
  const { archives, aggregation, xFilesFactor } = schema;
  return {
    archives: archives.map(({ step, points }) => [step, points]),
    method: aggregation,
    xff: xFilesFactor,
    // Longer than all that is written. Whisper wants coarser archives to reach further, so each is some slots longer.
    wide: archives.map(({ step, points }) =>
      Math.max(points + 2, Math.ceil((lastSecond - firstSecond) / step) + 3),
    ),
  };
}
