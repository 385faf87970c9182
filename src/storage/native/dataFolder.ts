import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { blocksFolder, walFolder } from './folders.ts';
import type { Manifest } from './manifest.ts';
import { listSegments, segmentName } from './walFormat.ts';

/** Deletes what an unfinished step left behind: files that the manifest does not know. Some may be about to go by themselves. */
export function deleteLitter(folder: string, manifest: Manifest): void {
  const known = new Set(manifest.blocks.map((block) => block.file));
  for (const file of readdirSync(blocksFolder(folder))) {
    if (/\.blk(\.tmp)?$/.test(file) && !known.has(file))
      rmSync(join(blocksFolder(folder), file), { force: true });
  }
  for (const file of readdirSync(folder)) {
    if (/^registry(-\d+)?$/.test(file) && file !== manifest.registryFile)
      rmSync(join(folder, file), { force: true });
    else if (file.endsWith('.tmp')) rmSync(join(folder, file), { force: true });
  }
  for (const segment of listSegments(walFolder(folder))) {
    if (segment < manifest.firstSegment)
      rmSync(join(walFolder(folder), segmentName(segment)), { force: true });
  }
}
