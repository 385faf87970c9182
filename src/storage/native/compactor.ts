import { Worker } from 'node:worker_threads';
import type { OnCorruptChunk } from './blockFile.ts';
import type { CompactionJob } from './compaction/jobs.ts';
import { runCompaction } from './compaction/runCompaction.ts';
import type { Manifest } from './manifest.ts';

/** Does compaction jobs, one at a time. */
export interface Compactor {
  /** Resolves to the manifest that the job published. */
  run(job: CompactionJob): Promise<Manifest>;
  close(): Promise<void>;
}

interface Reply {
  readonly manifest?: Manifest;
  readonly error?: Error;
  readonly corrupt: readonly (readonly [string, number, number])[];
}

/** A compactor on a thread of its own. One that dies fails its job and is replaced for the next. */
export function startCompactor(onCorrupt: OnCorruptChunk): Compactor {
  let waiting: { resolve(manifest: Manifest): void; reject(error: Error): void } | null = null;
  let worker = start();

  function start(): Worker {
    const started = new Worker(new URL('./compactorThread.ts', import.meta.url), {
      name: 'compactor',
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    started.unref();
    started.on('message', (reply: Reply) => {
      for (const each of reply.corrupt) onCorrupt(...each);
      const asked = waiting;
      waiting = null;
      if (reply.manifest) asked?.resolve(reply.manifest);
      else asked?.reject(reply.error ?? new Error('the compactor gave no answer'));
    });
    started.on('error', (error) => {
      waiting?.reject(error instanceof Error ? error : new Error(String(error)));
      waiting = null;
      worker = start();
    });
    return started;
  }

  return {
    run(job) {
      if (waiting) return Promise.reject(new Error('the compactor is at work'));
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        worker.postMessage(job);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** A compactor on the calling thread, for tests and tools. */
export function inlineCompactor(onCorrupt: OnCorruptChunk): Compactor {
  return {
    run: async (job) => runCompaction(job, onCorrupt),
    close: async () => {},
  };
}
