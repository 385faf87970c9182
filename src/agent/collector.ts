/** What a collector is: data about its metrics, and a way to read them once. */
import type { ProcFile } from './procFile.ts';

/** Units as the documentation and the charts name them. */
export type Unit = 'percent' | 'bytes' | 'bytes/s' | 'per second' | 'ms' | 'seconds' | 'count' | 'tasks';

export interface MetricInfo {
  /** Below `hosts.<host>.`; what varies stands in angle brackets: `disks.<device>.read_bytes`. */
  readonly name: string;
  readonly unit: Unit;
  /** One sentence. */
  readonly about: string;
}

/** Takes the values of one tick. Names are strings made once; only finite values are kept. */
export interface Sink {
  push(name: string, value: number): void;
  /** Value i belongs to name i; what is NaN is a gap. */
  pushAll(names: readonly string[], values: Float64Array): void;
}

/** What a collector may use of the world. */
export interface CollectorContext {
  /** Where /proc and /sys are found; `/` but in tests. */
  readonly root: string;
  /** `hosts.<host>.`, to stand before every metric's name. */
  readonly prefix: string;
  /** Opens a file below the root that is read again and again, such as `proc/stat`. */
  open(path: string): ProcFile;
  /** For what is reported once, such as a file system that does not answer. */
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  /** Milliseconds of a clock that never jumps. */
  monotonic(): number;
}

export interface Collector {
  /**
   * Reads once.
   * @param elapsedSeconds since the call before; NaN at the first, when counters can't give a rate yet
   * @throws Error when a source is missing or makes no sense; the collector is then made anew
   */
  collect(sink: Sink, elapsedSeconds: number): void;
  close?(): void;
}

export interface CollectorType {
  readonly name: string;
  readonly metrics: readonly MetricInfo[];
  create(context: CollectorContext): Collector;
}

/** Full names of a group of metrics: the prefix before each, and `segment` in place of what stands in brackets. */
export function namesOf(prefix: string, metrics: readonly MetricInfo[], segment = ''): string[] {
  return metrics.map(({ name }) => prefix + name.replace(/<[^>]*>/, () => segment));
}
