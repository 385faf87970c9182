import type { BlockInfo } from './blockFile.ts';
import type { NativeEngine } from './nativeEngine.ts';

/** Blocks looked at by one job, and bytes of them. */
const MOST_BLOCKS = 64;
const MOST_BYTES = 64 * 1024 * 1024;

type PurgedEngine = Pick<NativeEngine, 'maintenance' | 'table'>;

/**
 * One pass over the blocks that a class has now, job by job. Rows of series that go or move meanwhile may stay: see
 * {@link PurgePass.current}.
 */
export class PurgePass {
  readonly classKey: string;
  /** All blocks were looked at. */
  finished = false;
  private readonly engine: PurgedEngine;
  private readonly strict: boolean;
  private readonly marks: number;
  private readonly left: BlockInfo[];

  /** `strict`: rows of series that live elsewhere go even where they are few. */
  constructor(engine: PurgedEngine, classKey: string, strict: boolean) {
    const { maintenance } = engine;
    this.engine = engine;
    this.classKey = classKey;
    this.strict = strict;
    this.marks = maintenance.marksOf(classKey);
    this.left = maintenance.manifest.blocks.filter((block) => block.classKey === classKey);
  }

  /** False when more series have left the class since the pass began. */
  get current(): boolean {
    return this.marks === this.engine.maintenance.marksOf(this.classKey);
  }

  /** Begins the next job; no other may be under way. Resolves to whether it succeeded. */
  next(): Promise<boolean> {
    const { maintenance } = this.engine;
    const blocks: BlockInfo[] = [];
    for (let bytes = 0; this.left.length > 0 && blocks.length < MOST_BLOCKS && bytes < MOST_BYTES; ) {
      const block = this.left.pop()!;
      blocks.push(block);
      bytes += block.bytes;
    }
    const last = this.left.length === 0;
    const { strict, classKey } = this;
    const done = last ? [classKey] : [];
    const job = { kind: 'purge', table: this.engine.table(), blocks, strict, done } as const;
    return maintenance.start(job, () => {
      this.finished = last;
    });
  }
}

/** Gives back the space of series that are gone or have moved, class by class as the manifest lists them. */
export class PurgeWork {
  private readonly engine: PurgedEngine;
  private pass: PurgePass | null = null;

  constructor(engine: PurgedEngine) {
    this.engine = engine;
  }

  /** Begins the next job, if there is anything to do; to be called while no other job runs. */
  begin(): boolean {
    if (this.engine.maintenance.resting) return false;
    if (this.pass === null || !this.pass.current) {
      const [classKey] = this.engine.maintenance.manifest.purge;
      if (classKey === undefined) return false;
      this.pass = new PurgePass(this.engine, classKey, false);
    }
    const { pass } = this;
    void pass.next().then((succeeded) => {
      if (pass.finished || !succeeded) this.pass = null;
    });
    return true;
  }
}
