import type { CompactionJob } from '../../src/storage/native/compaction/jobs.ts';
import { type Compactor, inlineCompactor } from '../../src/storage/native/compactor.ts';

/** Told of jobs: before they begin, and when what they made is published but nobody knows it yet. What they throw, the job throws. */
export interface JobEvents {
  before?(job: CompactionJob): void | Promise<void>;
  published?(job: CompactionJob): void | Promise<void>;
}

/** A compactor on the calling thread that a test can follow and interrupt. */
export function watchedCompactor(events: JobEvents): Compactor {
  const inner = inlineCompactor((file) => {
    throw new Error(`a chunk of ${file} is damaged`);
  });
  return {
    async run(job) {
      await events.before?.(job);
      const manifest = await inner.run(job);
      await events.published?.(job);
      return manifest;
    },
    close: () => inner.close(),
  };
}
