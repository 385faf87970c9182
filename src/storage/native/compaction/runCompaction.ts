import type { OnCorruptChunk } from '../blockFile.ts';
import type { Manifest } from '../manifest.ts';
import { flush } from './flush.ts';
import type { CompactionJob } from './jobs.ts';
import { mergeBlocks } from './mergeBlocks.ts';
import { publish } from './publish.ts';
import { purge } from './purge.ts';
import { rewrite } from './rewrite.ts';
import { rollUpWindow } from './rollUpWindow.ts';

/** Does a job and returns the manifest that it has published. Nothing is lost when it throws half-way. */
export function runCompaction(job: CompactionJob, onCorrupt: OnCorruptChunk): Manifest {
  switch (job.kind) {
    case 'flush':
      return flush(job);
    case 'merge':
      return mergeBlocks(job, onCorrupt);
    case 'roll up':
      return rollUpWindow(job, onCorrupt);
    case 'purge':
      return purge(job, onCorrupt);
    case 'rewrite':
      return rewrite(job, onCorrupt);
    case 'drop':
      return publish(job, { without: job.files });
  }
}
