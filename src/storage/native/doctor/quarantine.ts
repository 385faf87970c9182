import { copyFileSync, linkSync, mkdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../manifest.ts';

/** Where repairs put what they take out: `quarantine/2026-01-31T12-00-00/` in the engine's folder. Nothing is deleted. */
export class Quarantine {
  /** Relative to the engine's folder. */
  readonly path: string;
  private readonly folder: string;
  private readonly taken: string[] = [];
  private readonly rooms = new Set<string>();

  constructor(folder: string, nowSeconds: number) {
    this.folder = folder;
    const second = new Date(nowSeconds * 1000).toISOString().slice(0, 19).replaceAll(':', '-');
    this.path = join('quarantine', second);
  }

  /** Whether anything was put in. */
  get used(): boolean {
    return this.rooms.size > 0;
  }

  /** Keeps a copy (a link, where that can be had) of a file, named relative to the engine's folder. */
  keep(file: string): void {
    const to = join(this.folder, this.path, file);
    mkdirSync(dirname(to), { recursive: true, mode: 0o750 });
    this.rooms.add(dirname(to));
    try {
      linkSync(join(this.folder, file), to);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') return;
      if (code === 'ENOENT') throw error;
      copyFileSync(join(this.folder, file), to);
    }
  }

  /** The same for a file that {@link removeTaken} takes away from where it is. */
  take(file: string): void {
    this.keep(file);
    this.taken.push(file);
  }

  /** Makes sure that all that is kept is on disk. */
  sync(): void {
    for (const room of this.rooms) syncFolder(room);
  }

  /** To be called when the manifest does not need the files any more that were taken. */
  removeTaken(): void {
    for (const file of this.taken.splice(0)) unlinkSync(join(this.folder, file));
  }
}
