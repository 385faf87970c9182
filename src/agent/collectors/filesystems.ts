import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Collector, CollectorContext, CollectorType, MetricInfo } from '../collector.ts';
import { namesOf } from '../collector.ts';
import { realMounts } from '../mounts.ts';
import { freeSegment, mountSegment } from '../segment.ts';

const METRICS: readonly MetricInfo[] = [
  { name: 'filesystems.<mount>.total', unit: 'bytes', about: 'Size of the file system.' },
  { name: 'filesystems.<mount>.used', unit: 'bytes', about: 'Taken by files.' },
  { name: 'filesystems.<mount>.available', unit: 'bytes', about: 'Room for users other than root.' },
  {
    name: 'filesystems.<mount>.used_percent',
    unit: 'percent',
    about: 'Used as a share of used and available, as df shows it.',
  },
  {
    name: 'filesystems.<mount>.inodes_total',
    unit: 'count',
    about: 'Files there can be; absent where there is no such limit.',
  },
  { name: 'filesystems.<mount>.inodes_used', unit: 'count', about: 'Files there are.' },
  {
    name: 'filesystems.<mount>.inodes_percent',
    unit: 'percent',
    about: 'Files there are as a share of what there can be.',
  },
];

/** How often the kernel is asked; in between the last answer is repeated, so that lines have no holes. */
const REFRESH_MS = 10_000;
/** A mount whose answer is so much overdue gets a gap and a word in the log, until it answers. */
const PATIENCE_MS = 5_000;
/**
 * Questions under way at a time. One that hangs holds a thread of the process's few for files until the mount
 * recovers, and the write-ahead log needs those threads as well.
 */
const LANES = 3;

/** Numbers of one file system, in the order of METRICS. */
export type FileSystemValues = Float64Array;

/** Asks the kernel about one mount; null when it is no folder (such as /etc/hosts in a container). */
export type AskFileSystem = (mountPoint: string) => Promise<FileSystemValues | null>;

interface FileSystem {
  readonly mountPoint: string;
  readonly segment: string;
  readonly names: readonly string[];
  values: FileSystemValues | null;
  /** Milliseconds of the last answer, or of the time that the mount was first seen. */
  answeredAt: number;
  /** Whether a question waits for a free lane, or for its answer. */
  question: 'none' | 'waiting' | 'asked';
  /** Told in the log and not recovered since. */
  reported: boolean;
  mounted: boolean;
}

/** Sizes and fill of file systems on devices. Asking never waits: a mount that hangs holds up nothing else. */
export const filesystems: CollectorType = {
  name: 'filesystems',
  metrics: METRICS,
  create: (context) => createFileSystemsCollector(context, askKernel(context.root)),
};

export function createFileSystemsCollector(context: CollectorContext, ask: AskFileSystem): Collector {
  const { prefix, open, warn, monotonic } = context;
  const file = open('proc/self/mountinfo');
  const known = new Map<string, FileSystem>();
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let busyLanes = 0;

  const learnMounts = (): void => {
    const text = file.read();
    const mounts = realMounts(text.bytes.toString('utf8', 0, text.end));
    for (const fileSystem of known.values()) fileSystem.mounted = false;
    for (const { mountPoint } of mounts) {
      let fileSystem = known.get(mountPoint);
      if (fileSystem === undefined) {
        const others = [...known.values()];
        const segment = freeSegment(mountSegment(mountPoint), (candidate) =>
          others.some((other) => other.segment === candidate),
        );
        const names = namesOf(prefix, METRICS, segment);
        fileSystem = {
          mountPoint,
          segment,
          names,
          values: null,
          answeredAt: monotonic(),
          question: 'none',
          reported: false,
          mounted: true,
        };
        known.set(mountPoint, fileSystem);
      }
      fileSystem.mounted = true;
    }
    for (const { mountPoint, mounted, question } of known.values()) {
      // One that owes an answer is kept, so that a mount that comes and goes is not asked twice at a time.
      if (!mounted && question !== 'asked') known.delete(mountPoint);
    }
  };

  const report = (fileSystem: FileSystem, reason: string): void => {
    fileSystem.values = null;
    if (!fileSystem.reported)
      warn('a file system can not be measured', { mount: fileSystem.mountPoint, reason });
    fileSystem.reported = true;
  };

  /** Asks for as long as lanes are free; each answer frees one. */
  const askWaiting = (): void => {
    for (const fileSystem of known.values()) {
      if (busyLanes >= LANES) return;
      if (fileSystem.question === 'waiting') void askOne(fileSystem);
    }
  };

  const askOne = async (fileSystem: FileSystem): Promise<void> => {
    busyLanes++;
    fileSystem.question = 'asked';
    try {
      fileSystem.values = await ask(fileSystem.mountPoint);
      fileSystem.reported = false;
    } catch (error) {
      report(fileSystem, (error as Error).message);
    }
    fileSystem.answeredAt = monotonic();
    fileSystem.question = 'none';
    busyLanes--;
    askWaiting();
  };

  const refresh = (): void => {
    refreshedAt = monotonic();
    learnMounts();
    for (const fileSystem of known.values()) {
      if (fileSystem.mounted && fileSystem.question === 'none') fileSystem.question = 'waiting';
    }
    askWaiting();
  };

  // So that the first tick finds answers.
  try {
    refresh();
  } catch {
    // The first tick runs into the same, and reports it.
    refreshedAt = Number.NEGATIVE_INFINITY;
  }

  return {
    collect(sink) {
      if (monotonic() - refreshedAt >= REFRESH_MS) refresh();
      for (const fileSystem of known.values()) {
        if (!fileSystem.mounted) continue;
        if (monotonic() - fileSystem.answeredAt > REFRESH_MS + PATIENCE_MS) {
          report(fileSystem, `no answer for ${(REFRESH_MS + PATIENCE_MS) / 1000} s`);
        }
        if (fileSystem.values !== null) sink.pushAll(fileSystem.names, fileSystem.values);
      }
    },
    close: () => file.close(),
  };
}

/** Asks by stat and statfs, below a root. */
function askKernel(root: string): AskFileSystem {
  return async (mountPoint) => {
    const path = join(root, mountPoint);
    if (!(await stat(path)).isDirectory()) return null;
    return fileSystemValues(await statfs(path));
  };
}

/** What the kernel says about a file system; blocks are of `bsize` bytes. */
export interface FileSystemAnswer {
  readonly bsize: number;
  readonly blocks: number;
  /** Free, those kept for root included. */
  readonly bfree: number;
  /** Free for everybody. */
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
}

/** In the order of METRICS. File systems without a limit on inodes (btrfs) say zero, which gives gaps. */
export function fileSystemValues({
  bsize,
  blocks,
  bfree,
  bavail,
  files,
  ffree,
}: FileSystemAnswer): FileSystemValues {
  const used = blocks - bfree;
  const inodes = files > 0 ? files : Number.NaN;
  return Float64Array.of(
    blocks * bsize,
    used * bsize,
    bavail * bsize,
    used + bavail > 0 ? (100 * used) / (used + bavail) : Number.NaN,
    inodes,
    inodes - ffree,
    (100 * (inodes - ffree)) / inodes,
  );
}
