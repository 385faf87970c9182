import { Worker } from 'node:worker_threads';
import type { OnCorruptChunk } from './blockFile.ts';
import { type CompactionJob, runCompaction } from './compaction.ts';
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

/** A compactor on a thread of its own. */
export function startCompactor(onCorrupt: OnCorruptChunk): Compactor {
  const worker = new Worker(new URL('./compactorThread.ts', import.meta.url), { name: 'compactor' });
  worker.unref();
  let failed: Error | null = null;
  let waiting: { resolve(manifest: Manifest): void; reject(error: Error): void } | null = null;
  worker.on('message', (reply: Reply) => {
    for (const each of reply.corrupt) onCorrupt(...each);
    const asked = waiting;
    waiting = null;
    if (reply.manifest) asked?.resolve(reply.manifest);
    else asked?.reject(reply.error ?? new Error('the compactor gave no answer'));
  });
  worker.on('error', (error) => {
    failed = error;
    waiting?.reject(error);
    waiting = null;
  });
  return {
    run(job) {
      if (failed) return Promise.reject(failed);
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
