/** What the server and its callers say to each other about queries themselves: what they cost, who asks them, which are slow. */
import { z } from 'zod';

/** What a path read from the store; all zero where a store does not know. */
export const explainedRead = z.object({
  /** Time of a reader thread. */
  milliseconds: z.number(),
  /** Read from files; points that are still in memory cost none. */
  bytes: z.number(),
  /** Compressed runs of values that were decoded. */
  chunks: z.number(),
  /** Looks into a block whose directory was at hand, and those for which it had to be read first. */
  directoryHits: z.number(),
  directoryMisses: z.number(),
  /** Seconds between the values of the archives that were read, ascending. */
  steps: z.array(z.number()).readonly(),
});

export const explainNode = z.object({
  /** As it was written. */
  text: z.string(),
  /** 0-based offset into the target, or into the text that a function has made (`inner`). */
  column: z.number(),
  kind: z.enum(['path', 'call']),
  /** Of a call, the function's own name whatever alias was written. */
  function: z.string().optional(),
  /** Of the last result; null where there was none. */
  series: z.number().nullable(),
  points: z.number().nullable(),
  /** Computing time of its own, over all runs: that of its arguments and of reading left out. */
  milliseconds: z.number(),
  /** How often it was evaluated to a result. */
  runs: z.number(),
  /** The store made one series of many while it read them. */
  folded: z.boolean(),
  /** Of paths that have read something. What several parts read alike is read once and shown at each. */
  read: explainedRead.optional(),
  /** The root of a target that the function above has made itself. */
  inner: z.literal(true).optional(),
  get args(): z.ZodReadonly<z.ZodArray<typeof explainNode>> {
    return z.array(explainNode).readonly();
  },
  /** Targets that the function has made beyond those that are shown. */
  omitted: z.number().optional(),
});
export type ExplainNode = z.infer<typeof explainNode>;

/** Of the whole request; what several parts read alike counts once. */
export const explainTotals = z.object({
  /** From the request on, waiting for its turn included. */
  milliseconds: z.number(),
  /** Of these, waiting for other queries. */
  waitedMilliseconds: z.number(),
  series: z.number(),
  points: z.number(),
  read: explainedRead,
});
export type ExplainTotals = z.infer<typeof explainTotals>;

/** `GET /render?explain=1` → this instead of the data. */
export const explainAnswer = z.object({
  /** Seconds since 1970. */
  from: z.number(),
  until: z.number(),
  /** `root` is null for a blank target. */
  targets: z.array(z.object({ target: z.string(), root: explainNode.nullable() })),
  totals: explainTotals,
});
export type ExplainAnswer = z.infer<typeof explainAnswer>;

/** Who asks, as far as it is known. */
export const asker = z.object({
  kind: z.enum(['user', 'token', 'address']),
  /** The user's or the token's name, or the address of who is not signed in. */
  name: z.string(),
  address: z.string(),
  userAgent: z.string(),
  /** From Grafana's headers X-Dashboard-Uid (or -Id) and X-Panel-Id; empty without. */
  dashboard: z.string(),
  panel: z.string(),
});
export type Asker = z.infer<typeof asker>;

const askedQuery = z.object({
  /** Of the request; in the log as `request`. */
  id: z.string(),
  asker,
  /** The first targets, shortened. */
  targets: z.array(z.string()).readonly(),
  targetCount: z.number(),
  /** Seconds since 1970. */
  from: z.number(),
  until: z.number(),
  /** Seconds since 1970 at which it was asked. */
  asked: z.number(),
  milliseconds: z.number(),
});

/** GET /api/queries/slow → the last hundred, newest first. Administrators only, as all below. */
export const slowQuery = askedQuery.extend({
  waitedMilliseconds: z.number(),
  series: z.number(),
  points: z.number(),
  outcome: z.enum(['answered', 'failed', 'cancelled']),
});
export type SlowQuery = z.infer<typeof slowQuery>;
export const slowAnswer = z.object({ slowMilliseconds: z.number(), queries: z.array(slowQuery) });
export type SlowAnswer = z.infer<typeof slowAnswer>;

/** GET /api/queries/running → oldest first; DELETE /api/queries/running/:id ends one with an error for who asked. */
export const runningQuery = askedQuery.extend({
  /** `shared`: the same is being computed for somebody else, and this one takes part. */
  state: z.enum(['waiting', 'running', 'shared']),
});
export type RunningQuery = z.infer<typeof runningQuery>;
export const runningAnswer = z.object({ queries: z.array(runningQuery) });
export type RunningAnswer = z.infer<typeof runningAnswer>;

/** GET /api/queries/clients → since the start, who cost the most time first. */
export const queryClient = z.object({
  asker,
  requests: z.number(),
  /** Answered with 4xx or 5xx. */
  errors: z.number(),
  /** Answered from what was computed just before, or for somebody else at the same time. */
  shared: z.number(),
  series: z.number(),
  points: z.number(),
  milliseconds: z.number(),
  /** Of the answers. */
  bytes: z.number(),
  /** Seconds since 1970. */
  lastAsked: z.number(),
});
export type QueryClient = z.infer<typeof queryClient>;
export const clientsAnswer = z.object({
  clients: z.array(queryClient),
  /** Clients that were forgotten for the sake of newer ones, and what they had asked. */
  forgotten: z.object({ clients: z.number(), requests: z.number(), milliseconds: z.number() }),
});
export type ClientsAnswer = z.infer<typeof clientsAnswer>;
