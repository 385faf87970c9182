/**
 * What the server and the web app say to each other, one definition for both. Graphite's own endpoints
 * (/render, /metrics/find …) keep graphite's shapes, which are in graphite.ts.
 * The web app imports the types only, so that no validator is part of its bundle.
 */
import { z } from 'zod';
import { explainNode, explainTotals } from './queries.ts';

export const role = z.enum(['none', 'viewer', 'editor', 'admin']);
export type Role = z.infer<typeof role>;

/** Every failed call answers with this and a 4xx or 5xx status. */
export const apiError = z.object({
  error: z.object({
    /** Stable, such as `not-signed-in`, `bad-target`, `too-much`. */
    code: z.string(),
    /** What happened, in a sentence for a person. */
    message: z.string(),
    /** What to do about it. */
    hint: z.string().optional(),
    /** 0-based offset into the target text at fault. */
    column: z.number().int().optional(),
  }),
});
export type ApiError = z.infer<typeof apiError>;

/** GET /api/session (always allowed), POST /api/session (sign in), DELETE /api/session (sign out, answers the same). */
export const session = z.object({
  user: z.object({ name: z.string(), role }).nullable(),
  /** What this visitor may do: the user's role, or the anonymous one. */
  role,
  /** Signed in with the first password: only POST /api/session/password is allowed. */
  mustChangePassword: z.boolean(),
  /** True until the first administrator has chosen a password: the sign-in page then says what to type. */
  firstUse: z.boolean(),
  version: z.string(),
  hostname: z.string(),
});
export type Session = z.infer<typeof session>;

export const signIn = z
  .object({ name: z.string().min(1).max(100), password: z.string().min(1).max(1000) })
  .strict();
export type SignIn = z.infer<typeof signIn>;

/** POST /api/session/password → session. At least 8 characters and not the old one. */
export const changePassword = z
  .object({ current: z.string().max(1000), next: z.string().min(8).max(1000) })
  .strict();
export type ChangePassword = z.infer<typeof changePassword>;

/** GET /api/tokens → { tokens }, POST /api/tokens → { token, secret }, DELETE /api/tokens/:id. Administrators only. */
export const token = z.object({
  id: z.number().int(),
  name: z.string(),
  role,
  createdSeconds: z.number(),
  lastUsedSeconds: z.number().nullable(),
});
export type Token = z.infer<typeof token>;
export const createToken = z
  .object({ name: z.string().min(1).max(100), role: z.enum(['viewer', 'editor', 'admin']) })
  .strict();
export type CreateToken = z.infer<typeof createToken>;
export const tokensAnswer = z.object({ tokens: z.array(token) });
/** The secret is shown this once. */
export const tokenCreated = z.object({ token, secret: z.string() });

/** GET /api/hosts → { hosts }: machines with a branch under `hosts.`, by name; those silent for a minute stand last. */
export const host = z.object({
  /** The segment below `hosts.` */
  name: z.string(),
  /** Seconds since 1970 of the newest point within the last day; null when silent for longer. */
  lastSeconds: z.number().nullable(),
  /** True for the machine that the server itself runs on. */
  local: z.boolean(),
  /** Newest values, null when not sent. */
  cpuPercent: z.number().nullable(),
  memoryPercent: z.number().nullable(),
  load1: z.number().nullable(),
  cores: z.number().nullable(),
  uptimeSeconds: z.number().nullable(),
  diskPercent: z.number().nullable(),
  rxBytes: z.number().nullable(),
  txBytes: z.number().nullable(),
  /** CPU use in percent over the last ten minutes. */
  cpuHistory: z.object({ start: z.number(), step: z.number(), values: z.array(z.number().nullable()) }),
});
export type Host = z.infer<typeof host>;
export const hostsAnswer = z.object({ hosts: z.array(host), nowSeconds: z.number() });
export type HostsAnswer = z.infer<typeof hostsAnswer>;

/**
 * GET /api/metrics/children?path=a.b (empty for the root) → nodes below, for the tree. With `activeOnly=1`, `from` and
 * `until` only those with a point in the range.
 */
export const treeNode = z.object({
  path: z.string(),
  text: z.string(),
  leaf: z.boolean(),
  branch: z.boolean(),
});
export type TreeNode = z.infer<typeof treeNode>;
/** How many are left out because they have no point in the range; of a list that is cut, at least so many. */
const hidden = z.number();
export const childrenAnswer = z.object({ nodes: z.array(treeNode), truncated: z.boolean(), hidden });
export type ChildrenAnswer = z.infer<typeof childrenAnswer>;

/** GET /api/metrics/search?text=…&limit=… → full names; `activeOnly=1` as above. */
export const searchAnswer = z.object({ names: z.array(z.string()), truncated: z.boolean(), hidden });
export type SearchAnswer = z.infer<typeof searchAnswer>;

/** One line of a chart's query; `id` is the caller's and comes back with the answer. */
export const queryTarget = z
  .object({ id: z.string().min(1).max(100), target: z.string().max(100_000) })
  .strict();

export const consolidateBy = z.enum(['average', 'min', 'max', 'sum', 'last', 'first']);
export type ConsolidateBy = z.infer<typeof consolidateBy>;

/** POST /api/query. Times are graphite's texts (`-1h`, `now`, epoch seconds). */
export const queryRequest = z
  .object({
    targets: z.array(queryTarget).min(1).max(200),
    from: z.string().max(100).default('-1h'),
    until: z.string().max(100).default('now'),
    /** Values a series; more are consolidated into buckets aligned to multiples of their length since 1970. */
    maxDataPoints: z.number().int().min(1).max(100_000).default(1000),
    /** IANA zone for times such as `midnight`. */
    tz: z.string().max(100).optional(),
    /** How several values become one where the target does not say it itself. Default: each series' own method. */
    consolidateBy: consolidateBy.optional(),
    /** Answers the least and the greatest value of each bucket as well, from the rollups where they have them. */
    band: z.boolean().optional(),
    /** Says in each result what each node of its target did and cost. */
    explain: z.boolean().optional(),
  })
  .strict();
export type QueryRequest = z.input<typeof queryRequest>;

export const querySeries = z.object({
  name: z.string(),
  start: z.number(),
  step: z.number(),
  values: z.array(z.number().nullable()),
  /** Of the coarsest archive that was read for it, seconds; missing where it was made of nothing stored. */
  archiveStep: z.number().optional(),
  /** How values became one, such as `average`, where more than one did (in the archive or here). */
  consolidation: z.string().optional(),
  /** Where a band was asked for: the least and the greatest value of each. */
  low: z.array(z.number().nullable()).optional(),
  high: z.array(z.number().nullable()).optional(),
});
export type QuerySeries = z.infer<typeof querySeries>;

export const queryResult = z.object({
  id: z.string(),
  series: z.array(querySeries),
  /** Set when this target failed; the others are still answered. */
  error: apiError.shape.error.optional(),
  /** More series matched than are shown. */
  truncated: z.boolean().optional(),
  /** Where it was asked for and the target was understood. */
  explain: explainNode.optional(),
});
export type QueryResult = z.infer<typeof queryResult>;

export const queryAnswer = z.object({
  /** Resolved range, seconds since 1970. */
  from: z.number(),
  until: z.number(),
  results: z.array(queryResult),
  /** Milliseconds the server spent, series read and points read. */
  stats: z.object({ milliseconds: z.number(), series: z.number(), points: z.number() }),
  /** Of all targets together, where it was asked for. */
  explain: explainTotals.optional(),
  /** Remote stores that did not answer, and why: what they have is missing in the results. Left out when all did. */
  partial: z.array(z.object({ remote: z.string(), reason: z.string() })).optional(),
});
export type QueryAnswer = z.infer<typeof queryAnswer>;

/**
 * POST /api/live: an event stream that follows targets. Each event's data is a {@link LiveUpdate}: values for the
 * slots at and after the ones already sent (the newest slot is sent again while it fills), on the grid of
 * `interval` seconds. A comment line comes at least every 15 s.
 */
export const liveRequest = z
  .object({
    targets: z
      .array(
        queryTarget
          .extend({ interval: z.number().int().min(1).max(86_400), consolidateBy: consolidateBy.optional() })
          .strict(),
      )
      .min(1)
      .max(200),
    /** Seconds since 1970 up to which the caller already has values. */
    since: z.number(),
    tz: z.string().max(100).optional(),
  })
  .strict();
export type LiveRequest = z.infer<typeof liveRequest>;
export const liveUpdate = z.object({ nowSeconds: z.number(), results: z.array(queryResult) });
export type LiveUpdate = z.infer<typeof liveUpdate>;

/** GET /api/status → what the store and the receivers do; administrators and editors. */
export const statusAnswer = z.object({
  version: z.string(),
  uptimeSeconds: z.number(),
  listeners: z.record(z.string(), z.string().nullable()),
  store: z.object({
    series: z.number(),
    pointsStored: z.number(),
    /** By reason. */
    refused: z.record(z.string(), z.number()),
    /** By reason and beginning of the name. */
    refusedByPrefix: z.record(z.string(), z.record(z.string(), z.number())),
    linesReceived: z.number(),
    bytesReceived: z.number(),
    connections: z.number(),
    walBytes: z.number(),
    blocks: z.number(),
    blockBytes: z.number(),
    writable: z.boolean(),
    problem: z.string().nullable(),
    /** Background work that takes long, in words; null when there is none. */
    activity: z.string().nullable(),
    /** The engine's own figures by name: docs/telemetry.md. */
    figures: z.record(z.string(), z.number()),
  }),
});
export type StatusAnswer = z.infer<typeof statusAnswer>;
