import type { BlockSet } from './blockSet.ts';
import type { CompactionJob } from './compaction/jobs.ts';
import { deleteBlocks } from './compaction/publish.ts';
import type { Compactor } from './compactor.ts';
import type { EngineLog } from './engineOptions.ts';
import type { Manifest } from './manifest.ts';
import { nextWork, windowKey } from './mergePolicy.ts';

/** After a failed job: how long until the next try … */
const RETRY_SECONDS = 30;
/** … and how long the window that it was about is left alone, so that one bad block does not hold up all others. */
const SET_ASIDE_SECONDS = 3600;

type JobWithoutContext<J> = J extends CompactionJob ? Omit<J, 'folder' | 'manifest'> : never;
export type PlainJob = JobWithoutContext<CompactionJob>;

export interface MaintenanceOptions {
  readonly folder: string;
  readonly compactor: Compactor;
  readonly blocks: BlockSet;
  readonly log: EngineLog;
  now(): number;
  published(manifest: Manifest): Promise<unknown>;
}

/** How often each kind of job was done, and how long that took. */
export interface JobFigures {
  count: number;
  failed: number;
  seconds: number;
}

/** Runs one job of compaction at a time and keeps the manifest. */
export class Maintenance {
  manifest: Manifest;
  readonly figures: Record<string, JobFigures> = {};
  private running: Promise<boolean> | null = null;
  /** How often each class was marked since the start. */
  private readonly marks = new Map<string, number>();
  /** Classes marked since the job under way was given its manifest. */
  private readonly freshMarks = new Set<string>();
  private againAfter = 0;
  /** Windows that a merge or a rollup failed for, and until when they are left alone. */
  private readonly setAside = new Map<string, number>();
  private holds = 0;
  /** Files of blocks that go when nobody holds them any more. */
  private readonly unneeded: string[] = [];
  private readonly options: MaintenanceOptions;

  constructor(manifest: Manifest, options: MaintenanceOptions) {
    this.manifest = manifest;
    this.options = options;
  }

  /** True while a job runs. */
  get busy(): boolean {
    return this.running !== null;
  }

  /** True when a job has just failed and the next try should wait. */
  get resting(): boolean {
    return this.options.now() < this.againAfter;
  }

  /** Resolves when no job runs. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  /**
   * Begins a job; nothing else may run. `done` is called in the turn in which the new manifest counts, before anything else
   * is read from it. Resolves to whether it succeeded.
   */
  start(plain: PlainJob, done: () => void = () => {}): Promise<boolean> {
    if (this.running) throw new Error('a job of compaction is under way');
    const { folder, compactor, blocks } = this.options;
    const figures = this.figuresOf(plain.kind);
    const started = performance.now();
    const job = { ...plain, folder, manifest: this.manifest } as CompactionJob;
    this.freshMarks.clear();
    this.running = compactor
      .run(job)
      .then((manifest) => {
        figures.count++;
        this.adopt(manifest, blocks);
        done();
        return true;
      })
      .catch((error: Error) => {
        this.failed(plain.kind, error);
        const window =
          plain.kind === 'merge' ? plain.blocks[0] : plain.kind === 'roll up' ? plain : undefined;
        if (window !== undefined)
          this.setAside.set(windowKey(window), this.options.now() + SET_ASIDE_SECONDS);
        return false;
      })
      .finally(() => {
        figures.seconds += (performance.now() - started) / 1000;
        this.running = null;
      });
    return this.running;
  }

  /** A job failed, or could not even begin: it is told, and the next try waits. */
  failed(kind: string, error: Error): void {
    this.figuresOf(kind).failed++;
    this.options.log.error(`a ${kind} failed and will be tried again; nothing is lost`, {
      error: error.message,
    });
    this.againAfter = this.options.now() + RETRY_SECONDS;
  }

  /** The next drop, merge or rollup that is due, as a job; null when there is none. */
  due(table: () => Extract<PlainJob, { kind: 'merge' }>['table']): PlainJob | null {
    const now = this.options.now();
    for (const [key, until] of this.setAside) if (until <= now) this.setAside.delete(key);
    const work = nextWork(this.manifest, now, this.setAside);
    if (work === null) return null;
    return work.kind === 'drop' ? work : { ...work, table: table() };
  }

  /**
   * Notes that a class holds rows of series that are gone or have moved. The note gets to disk with the next manifest; until
   * then the log has the change of series that is the reason for it.
   */
  markForPurge(classKey: string): void {
    this.marks.set(classKey, this.marksOf(classKey) + 1);
    if (this.running) this.freshMarks.add(classKey);
    this.addToPurge(classKey);
  }

  /** Takes a class off the list of those to be purged. */
  unmark(classKey: string): void {
    const purge = this.manifest.purge.filter((each) => each !== classKey);
    this.manifest = { ...this.manifest, purge };
  }

  /** How often a class was marked since the start: a purge that began before the last time has to be done again. */
  marksOf(classKey: string): number {
    return this.marks.get(classKey) ?? 0;
  }

  /** Files of blocks stay, needed or not, until the function that this returns is called: somebody copies them. */
  hold(): () => void {
    this.holds++;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.holds--;
      this.deleteFiles([]);
    };
  }

  private deleteFiles(files: readonly string[]): void {
    this.unneeded.push(...files);
    if (this.holds === 0) deleteBlocks(this.options.folder, this.unneeded.splice(0));
  }

  private addToPurge(classKey: string): void {
    const { purge } = this.manifest;
    if (!purge.includes(classKey)) this.manifest = { ...this.manifest, purge: [...purge, classKey] };
  }

  private adopt(manifest: Manifest, blocks: BlockSet): void {
    const kept = new Set(manifest.blocks.map((block) => block.file));
    const gone = this.manifest.blocks.filter((block) => !kept.has(block.file)).map((block) => block.file);
    this.manifest = manifest;
    for (const classKey of this.freshMarks) this.addToPurge(classKey);
    blocks.replace(manifest.blocks, manifest.rolled);
    const { log } = this.options;
    this.options
      .published(manifest)
      .then(() => this.deleteFiles(gone))
      .catch((error: Error) =>
        log.warn('files that are not needed any more stay until the next start', { error: error.message }),
      );
  }

  private figuresOf(kind: string): JobFigures {
    const known = this.figures[kind] ?? { count: 0, failed: 0, seconds: 0 };
    this.figures[kind] = known;
    return known;
  }
}
