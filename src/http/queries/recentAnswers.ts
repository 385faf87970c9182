/** Evaluations of a moment ago, for those who ask the same again. */
import type { Evaluation } from '../../query/evaluate.ts';
import type { TimeRange } from '../timeRange.ts';

export interface RecentAnswersOptions {
  /** What all of them may take; 0 keeps none. */
  readonly maxBytes: number;
  /** Seconds of a clock that never jumps. */
  readonly now: () => number;
}

interface Recent extends TimeRange {
  readonly evaluation: Evaluation;
  readonly bytes: number;
  readonly at: number;
}

/** One answer takes at most this share of the room. */
const LARGEST_SHARE = 1 / 4;
/** What a series takes besides its values: names, tags, objects. */
const BYTES_PER_SERIES = 500;
const BYTES_PER_ANSWER = 1000;

export class RecentAnswers {
  bytes = 0;
  private readonly answers = new Map<string, Recent>();
  private readonly maxBytes: number;
  private readonly now: () => number;

  constructor({ maxBytes, now }: RecentAnswersOptions) {
    this.maxBytes = maxBytes;
    this.now = now;
  }

  /**
   * An answer under the key that is no older than `maxAgeSeconds`, nor than one step of its data, and whose range lies on the same
   * slots: then nothing is missing at its end that an evaluation would find.
   */
  get(key: string, { from, until }: TimeRange, maxAgeSeconds: number): Evaluation | undefined {
    const recent = this.answers.get(key);
    if (recent === undefined) return undefined;
    const { finestStep } = recent.evaluation;
    if (this.now() - recent.at >= Math.min(maxAgeSeconds, finestStep)) return undefined;
    const slot = (second: number): number => Math.floor(second / finestStep);
    if (slot(from) !== slot(recent.from) || slot(until) !== slot(recent.until)) return undefined;
    // The last used stands last.
    this.answers.delete(key);
    this.answers.set(key, recent);
    return recent.evaluation;
  }

  /** Keeps an answer, unless something in it failed, there is nothing to tell its age by, or it is too large. */
  put(key: string, { from, until }: TimeRange, evaluation: Evaluation): void {
    const { results, finestStep } = evaluation;
    if (this.maxBytes === 0 || !Number.isFinite(finestStep)) return;
    if (results.some(({ error }) => error !== undefined)) return;
    const bytes = sizeOf(key, evaluation);
    if (bytes > this.maxBytes * LARGEST_SHARE) return;
    this.forget(key);
    this.dropOld();
    for (const oldest of this.answers.keys()) {
      if (this.bytes + bytes <= this.maxBytes) break;
      this.forget(oldest);
    }
    this.answers.set(key, { from, until, evaluation, bytes, at: this.now() });
    this.bytes += bytes;
  }

  private dropOld(): void {
    const now = this.now();
    for (const [key, { at, evaluation }] of this.answers)
      if (now - at >= evaluation.finestStep) this.forget(key);
  }

  private forget(key: string): void {
    const recent = this.answers.get(key);
    if (recent === undefined) return;
    this.bytes -= recent.bytes;
    this.answers.delete(key);
  }
}

/** Series are often parts of one large buffer, all of which stays in memory with them. */
function sizeOf(key: string, { results }: Evaluation): number {
  const buffers = new Set<ArrayBufferLike>();
  let bytes = BYTES_PER_ANSWER + key.length;
  for (const { series } of results) {
    bytes += series.length * BYTES_PER_SERIES;
    for (const { values } of series) buffers.add(values.buffer);
  }
  for (const { byteLength } of buffers) bytes += byteLength;
  return bytes;
}
