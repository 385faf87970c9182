/** The program's figures about itself, written as series of its own store. See docs/telemetry.md. */
import { segment } from '../model/segment.ts';
import type { PointBatch, StoreStatus } from '../storage/store.ts';
import type { Logger } from './log.ts';
import { type OwnSample, ownMetrics } from './ownMetrics.ts';
import type { ProgramFigures } from './programFigures.ts';

export interface SelfMetricsOptions {
  /** Becomes one segment of every name, its dots replaced. */
  readonly hostname: string;
  readonly status: () => Promise<StoreStatus>;
  readonly program: Pick<ProgramFigures, 'process' | 'requests' | 'remotes' | 'queries'>;
  readonly append: (batch: PointBatch) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds of a clock that never jumps; `performance.now` unless given. */
  readonly monotonic?: () => number;
  /** Calls once after so many milliseconds, and returns what cancels it; the runtime's timers unless given. */
  readonly after?: (milliseconds: number, call: () => void) => () => void;
}

export interface SelfMetrics {
  /** The branch of the tree that all points go to: `plumbago.web01`. */
  readonly branch: string;
  start(): void;
  /** Resolves once what is under way has been taken. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 10_000;
/** Timers may come this early. */
const EARLY_MS = 50;

export function createSelfMetrics(options: SelfMetricsOptions): SelfMetrics {
  const { status, program, append, now, log } = options;
  const { monotonic = () => performance.now(), after = afterUnref } = options;
  const branch = `plumbago.${segment(options.hostname)}`;
  let before: { readonly sample: OwnSample; readonly at: number } | null = null;
  let lastSlot = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;
  let failure: string | null = null;
  let cancel: (() => void) | null = null;

  const measure = async (seconds: number): Promise<void> => {
    const sample: OwnSample = {
      status: await status(),
      process: program.process(),
      requests: program.requests.all(),
      queries: program.queries.all(),
      remotes: program.remotes.all(),
    };
    const at = monotonic();
    const points = pointsOf(sample, before && { sample: before.sample, seconds: (at - before.at) / 1000 });
    before = { sample, at };
    await append({
      seconds,
      names: points.map(([name]) => `${branch}.${name}`),
      values: Float64Array.from(points, ([, value]) => value),
    });
  };

  const guarded = async (seconds: number): Promise<void> => {
    let reason: string | null = null;
    try {
      await measure(seconds);
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    if (reason !== null && reason !== failure)
      log.warn("the program's own figures are not stored", { reason });
    if (reason === null && failure !== null) log.info("the program's own figures are stored again");
    failure = reason;
  };

  const aim = (): void => {
    cancel = after(INTERVAL_MS - (now() % INTERVAL_MS), () => {
      const slot = Math.floor((now() + EARLY_MS) / INTERVAL_MS);
      aim();
      // A store that does not answer is not asked again meanwhile: the slots between stay empty.
      if (slot === lastSlot || underWay !== null) return;
      lastSlot = slot;
      underWay = guarded((slot * INTERVAL_MS) / 1000).finally(() => {
        underWay = null;
      });
    });
  };

  return {
    branch,
    start() {
      if (cancel === null) aim();
    },
    async stop() {
      cancel?.();
      cancel = null;
      await underWay;
    },
  };
}

/** Names and values. Counters need the sample before, and one that went back is left out. */
function pointsOf(
  sample: OwnSample,
  before: { readonly sample: OwnSample; readonly seconds: number } | null,
): [name: string, value: number][] {
  return ownMetrics(sample).flatMap(({ name, read, perSecond }): [string, number][] => {
    const value = read(sample);
    if (value === null || !Number.isFinite(value)) return [];
    if (perSecond === undefined) return [[name, value]];
    const earlier = before === null ? null : read(before.sample);
    if (before === null || earlier === null || value < earlier || !(before.seconds > 0)) return [];
    return [[name, ((value - earlier) / before.seconds) * perSecond]];
  });
}

function afterUnref(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}
