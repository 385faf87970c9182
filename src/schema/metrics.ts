/** What the server and its callers say to each other about series: looking after them, and backups of all of them. */
import { z } from 'zod';

/** Globs over names as in `/metrics/find`, or exact names with tags. */
const patterns = z.array(z.string().min(1).max(10_000)).min(1).max(1000);
const seriesName = z.string().min(1).max(10_000);
/** Unless it is false, nothing is changed, and the answer says what would be. */
const dryRun = z.boolean().default(true);

const archive = z.object({ step: z.number().int().min(1), points: z.number().int().min(1) }).strict();
export const seriesSchema = z
  .object({
    /** Finest first. Seconds between slots, and number of slots. */
    archives: z.array(archive).min(1).max(100).readonly(),
    aggregation: z.enum(['average', 'sum', 'last', 'max', 'min', 'avg_zero', 'absmax', 'absmin']),
    xFilesFactor: z.number().min(0).max(1),
  })
  .strict();

/** POST /api/metrics/delete → {@link deleteAnswer}. */
export const deleteRequest = z.object({ patterns, dryRun }).strict();
export const deleteAnswer = z.object({
  dryRun: z.boolean(),
  series: z.number(),
  /** The first hundred. */
  names: z.array(z.string()).readonly(),
  /** Bytes on disk that the background work gives back, as far as known. */
  bytes: z.number(),
});
export type DeleteAnswer = z.infer<typeof deleteAnswer>;

/** POST /api/metrics/rename: a series, or a branch with all below it → {@link renameAnswer}. */
export const renameRequest = z.object({ from: seriesName, to: seriesName, dryRun }).strict();
/** POST /api/metrics/merge: the points of `from` fill the gaps of `into`, then `from` is deleted → {@link renameAnswer}. */
export const mergeRequest = z.object({ from: seriesName, into: seriesName, dryRun }).strict();
export const renameAnswer = z.object({
  dryRun: z.boolean(),
  series: z.number(),
  /** The first hundred. */
  renames: z.array(z.object({ from: z.string(), to: z.string() })).readonly(),
});
export type RenameAnswer = z.infer<typeof renameAnswer>;

/** GET /api/metrics/unused?pattern=…&silent=SECONDS&unasked=SECONDS|never&limit=1000 */
export const unusedAnswer = z.object({
  series: z.array(
    z.object({
      name: z.string(),
      /** Seconds since 1970; null when there is none. */
      lastPoint: z.number().nullable(),
      /** Seconds since 1970 when a query last read it; null when none has since the record began. */
      lastAsked: z.number().nullable(),
    }),
  ),
  truncated: z.boolean(),
});
export type UnusedAnswer = z.infer<typeof unusedAnswer>;

/** GET /api/metrics/describe?pattern=…&limit=100 */
export const describeAnswer = z.object({
  series: z.array(
    z.object({
      name: z.string(),
      schema: seriesSchema,
      /** The schema was set for the series itself, so that the configuration does not change it. */
      pinned: z.boolean(),
      firstPoint: z.number().nullable(),
      lastPoint: z.number().nullable(),
      lastAsked: z.number().nullable(),
    }),
  ),
  truncated: z.boolean(),
});
export type DescribeAnswer = z.infer<typeof describeAnswer>;

/** POST /api/metrics/retention; `schema` null goes back to what the configuration says → {@link retentionAnswer}. */
export const retentionRequest = z.object({ patterns, schema: seriesSchema.nullable(), dryRun }).strict();
/** POST /api/metrics/retention/apply: the configuration's rules, read again, for all series that have none of their own. */
export const applyRetentionRequest = z.object({ dryRun }).strict();
export const retentionAnswer = z.object({
  dryRun: z.boolean(),
  series: z.number(),
  pointsBefore: z.number(),
  pointsAfter: z.number(),
  bytesBefore: z.number(),
  bytesAfter: z.number(),
  changes: z
    .array(z.object({ from: z.string(), to: z.string(), series: z.number(), example: z.string() }))
    .readonly(),
});
export type RetentionAnswer = z.infer<typeof retentionAnswer>;

/** POST /api/backup; an absolute path on the server's machine, of a folder that is empty or does not exist. */
export const backupRequest = z.object({ folder: z.string().min(1).max(4000) }).strict();
export const backupAnswer = z.object({
  folder: z.string(),
  files: z.number(),
  bytes: z.number(),
});
export type BackupAnswer = z.infer<typeof backupAnswer>;

/** `backup.json`, which lies in a backup beside what it lists. */
export const backupManifest = z.object({
  format: z.literal('plumbago-backup'),
  formatVersion: z.literal(1),
  /** Of the program that wrote it. */
  version: z.string(),
  /** Seconds since 1970. */
  createdSeconds: z.number(),
  files: z.array(
    z.object({
      /** Below the folder, with `/` between its parts. */
      path: z
        .string()
        .min(1)
        .refine(
          (path) => path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
          'a path that leaves the folder',
        ),
      bytes: z.number().int().min(0),
      crc32: z.number().int().min(0),
    }),
  ),
});
export type BackupManifest = z.infer<typeof backupManifest>;
