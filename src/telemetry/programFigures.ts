/** The program's figures that are not the store's: its process, and the requests that it answered. */
import { type LoopLag, startLoopLag } from './loopLag.ts';
import { createQueryCounts, type QueryCounts } from './queryCounts.ts';
import { createRemoteCounts, type RemoteCounts } from './remoteCounts.ts';
import { createRequestCounts, type RequestCounts } from './requestCounts.ts';

/** Of the whole process, all threads together, unless said otherwise. */
export interface ProcessFigures {
  /** Seconds since 1970. */
  readonly startSeconds: number;
  readonly uptimeSeconds: number;
  /** CPU time since the start. */
  readonly cpuUserSeconds: number;
  readonly cpuSystemSeconds: number;
  readonly residentBytes: number;
  /** JavaScript's heap of the main thread. */
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  /** Buffers outside of the heap. */
  readonly externalBytes: number;
  /** Time since the start that the main thread had something to do. */
  readonly loopBusySeconds: number;
  /** How late the main thread's timers came in the last ten seconds; null right after the start. */
  readonly loopLag: ReturnType<LoopLag['read']>;
}

export interface ProgramFigures {
  readonly requests: RequestCounts;
  readonly queries: QueryCounts;
  /** What remote stores were asked. */
  readonly remotes: RemoteCounts;
  process(): ProcessFigures;
  stop(): void;
}

/** Begins to measure this process. */
export function startProgramFigures(): ProgramFigures {
  const lag = startLoopLag();
  const startSeconds = (Date.now() - process.uptime() * 1000) / 1000;
  return {
    requests: createRequestCounts(),
    queries: createQueryCounts(),
    remotes: createRemoteCounts(),
    process() {
      const { user, system } = process.cpuUsage();
      const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
      return {
        startSeconds,
        uptimeSeconds: process.uptime(),
        cpuUserSeconds: user / 1e6,
        cpuSystemSeconds: system / 1e6,
        residentBytes: rss,
        heapUsedBytes: heapUsed,
        heapTotalBytes: heapTotal,
        externalBytes: external,
        loopBusySeconds: performance.eventLoopUtilization().active / 1000,
        loopLag: lag.read(),
      };
    },
    stop: lag.stop,
  };
}
