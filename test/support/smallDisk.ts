/** A disk of its own for a test: a small file system in memory. Only root can mount one. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './runProgram.ts';

export interface SmallDisk {
  readonly folder: string;
  /** Fills the disk up, but for so many bytes. */
  fill(leave: number): void;
  /** Gives the filling back. */
  free(): void;
  remount(mode: 'ro' | 'rw'): void;
  unmount(): void;
}

/** Throws when this is not root, naming what is missing. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  if (process.getuid?.() !== 0)
    throw new Error(
      'this test mounts a small disk ("mount -t tmpfs"), which takes root: run npm test as root',
    );
  const folder = temporaryFolder('disk');
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'plumbago-test', folder]);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill(leave) {
      const fd = openSync(ballast, 'a');
      const block = new Uint8Array(4096);
      try {
        for (;;) {
          const { bavail, bsize } = statfsSync(folder);
          if (bavail * bsize <= leave) return;
          writeSync(fd, block);
        }
      } finally {
        closeSync(fd);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remount: (mode) => execFileSync('mount', ['-o', `remount,${mode}`, folder]),
    unmount() {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
