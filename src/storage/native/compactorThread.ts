/** Entry of the compactor's thread: encoding, writing and syncing of blocks, off the thread that takes points. */
import { parentPort } from 'node:worker_threads';
import type { CompactionJob } from './compaction/jobs.ts';
import { runCompaction } from './compaction/runCompaction.ts';
import { giveBackAfterStart, giveMemoryBack } from './giveMemoryBack.ts';

const port = parentPort!;
giveBackAfterStart();
port.on('message', (job: CompactionJob) => {
  const corrupt: [string, number, number][] = [];
  try {
    const manifest = runCompaction(job, (file, series, place) => corrupt.push([file, series, place]));
    port.postMessage({ manifest, corrupt });
  } catch (error) {
    port.postMessage({ error: error as Error, corrupt });
  }
  // When nothing holds the job any more.
  setImmediate(giveMemoryBack, bytesOf(job));
});

/** About the memory that a job needs: directories of blocks, and what a flush was handed. */
function bytesOf(job: CompactionJob): number {
  if (job.kind === 'flush') return job.sealed.entries * 50;
  return job.kind === 'merge' ? job.blocks.reduce((sum, { rows }) => sum + rows, 0) * 60 : 0;
}
