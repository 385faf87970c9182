/** The built-in agent: measures this machine by reading /proc and /sys, and hands the points on. See docs/agent.md. */
import { join } from 'node:path';
import { segment } from '../model/segment.ts';
import type { AgentBatch } from './batch.ts';
import { createBatchBuilder } from './batch.ts';
import type { Clock } from './clock.ts';
import { everyInterval } from './clock.ts';
import type { Collector, CollectorContext, CollectorType } from './collector.ts';
import { COLLECTORS } from './collectors/index.ts';
import { openProcFile } from './procFile.ts';

export type { AgentBatch } from './batch.ts';

export interface AgentLog {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface AgentOptions {
  /** All of them unless given. */
  readonly collectors?: readonly CollectorType[];
  /** Where /proc and /sys are found: `/`. */
  readonly root: string;
  /** Becomes one segment of every name, its dots replaced. */
  readonly hostname: string;
  readonly intervalSeconds: number;
  /** Takes the points of one tick; a failure is logged. */
  readonly send: (batch: AgentBatch) => void | Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: AgentLog;
  /** Milliseconds of a clock that never jumps; `performance.now` unless given. */
  readonly monotonic?: () => number;
  /** Timers; the runtime's unless given. */
  readonly after?: Clock['after'];
}

export interface Agent {
  /** The branch of the tree that all points go to: `hosts.web01`. */
  readonly branch: string;
  /** Begins with the next full interval. */
  start(): void;
  /** Ends measuring; resolves once everything handed on has been taken. */
  stop(): Promise<void>;
}

/** When so many batches have not been taken, more are dropped (and told), so that a stuck receiver costs bounded memory. */
const MOST_UNDER_WAY = 30;

export function createAgent(options: AgentOptions): Agent {
  const { root, intervalSeconds, log } = options;
  const branch = branchOf(options.hostname);
  const monotonic = options.monotonic ?? (() => performance.now());
  const clock: Clock = { now: options.now, after: options.after ?? afterTimer };
  const batch = createBatchBuilder();
  const underWay = new Set<Promise<void>>();
  const context: CollectorContext = {
    root,
    prefix: `${branch}.`,
    open: (path) => openProcFile(join(root, path)),
    warn: (message, fields) => log.warn(message, fields),
    monotonic,
  };
  const runners = (options.collectors ?? COLLECTORS).map((type) => createRunner(type, context, log));
  let stopTicking: (() => void) | null = null;
  let sendFailure: string | null = null;

  const told = (reason: string | null): void => {
    if (reason !== null && reason !== sendFailure)
      log.warn('points of the built-in agent were not taken', { reason });
    if (reason === null && sendFailure !== null) log.info('points of the built-in agent are taken again');
    sendFailure = reason;
  };

  const handOn = async (points: AgentBatch): Promise<void> => {
    try {
      await options.send(points);
      told(null);
    } catch (error) {
      told(error instanceof Error ? error.message : String(error));
    }
  };

  const tick = (seconds: number): void => {
    for (const runner of runners) runner.run(batch);
    const points = batch.take(seconds);
    if (points === null) return;
    if (underWay.size >= MOST_UNDER_WAY) {
      told(`${MOST_UNDER_WAY} batches are still waiting to be taken; new ones are dropped`);
      return;
    }
    const sending = handOn(points);
    underWay.add(sending);
    void sending.finally(() => underWay.delete(sending));
  };

  return {
    branch,
    start() {
      if (stopTicking !== null) return;
      for (const runner of runners) runner.open();
      stopTicking = everyInterval(clock, intervalSeconds, tick);
    },
    async stop() {
      stopTicking?.();
      stopTicking = null;
      for (const runner of runners) runner.close();
      await Promise.all(underWay);
    },
  };
}

/** The branch of the tree that a machine's points go to: `hosts.web01_example_com`. */
export function branchOf(hostname: string): string {
  return `hosts.${segment(hostname)}`;
}

/** Runs one collector, and keeps its failures from the others. */
interface Runner {
  open(): void;
  run(batch: ReturnType<typeof createBatchBuilder>): void;
  close(): void;
}

function createRunner(type: CollectorType, context: CollectorContext, log: AgentLog): Runner {
  let collector: Collector | null = null;
  /** When the last complete reading was. */
  let lastMs = Number.NaN;
  let failure: string | null = null;

  const close = (): void => {
    collector?.close?.();
    collector = null;
    lastMs = Number.NaN;
  };

  const guarded = (work: () => void): void => {
    try {
      work();
      if (failure !== null) log.info('a collector works again', { collector: type.name });
      failure = null;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== failure) log.warn('a collector failed', { collector: type.name, reason });
      failure = reason;
      // Half a reading may have moved some counters and not others: begin anew, with a gap instead of wrong rates.
      close();
    }
  };

  return {
    open: () => {
      try {
        collector ??= type.create(context);
      } catch {
        // The first tick tries again, and reports it.
      }
    },
    run: (batch) =>
      guarded(() => {
        collector ??= type.create(context);
        const startedMs = context.monotonic();
        collector.collect(batch, (startedMs - lastMs) / 1000);
        lastMs = startedMs;
      }),
    close,
  };
}

function afterTimer(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => clearTimeout(timer);
}
