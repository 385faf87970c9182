/** What the web app and the server say to each other about dashboards: keeping, finding, comparing and sharing them. */
import { z } from 'zod';
import { apiError } from './api.ts';
import { dashboard } from './dashboard.ts';

export const uid = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'letters, digits, - and _, 40 at most');
const seconds = z.number();

/** GET /api/folders → { folders }; POST; PUT /api/folders/:uid; DELETE (only when empty, or with `move=UID|general`). */
export const folder = z.object({
  uid,
  title: z.string(),
  parent: uid.nullable(),
  dashboards: z.number().int(),
  /** What the caller may do with what is inside. */
  access: z.enum(['view', 'edit']),
});
export type Folder = z.infer<typeof folder>;
export const writeFolder = z
  .object({ title: z.string().trim().min(1).max(200), parent: uid.nullable().optional() })
  .strict();
export type WriteFolder = z.infer<typeof writeFolder>;
export const foldersAnswer = z.object({ folders: z.array(folder) });

/** Where a dashboard is kept: in the database, in a file of `--dashboards`, or it comes with the program. */
export const origin = z.enum(['database', 'file', 'builtin']);
export type Origin = z.infer<typeof origin>;

/** One of a list: GET /api/dashboards?text=&tag=&folder=UID|general&starred=1&sort=title|updated|recent&limit=&trash=1 → {@link dashboardList}. */
export const dashboardSummary = z.object({
  uid,
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  folder: uid.nullable(),
  folderTitle: z.string().nullable(),
  starred: z.boolean(),
  origin,
  /** Of `file`: its path below the folder of dashboards. */
  file: z.string().nullable(),
  version: z.number().int(),
  updatedSeconds: seconds,
  updatedBy: z.string().nullable(),
  access: z.enum(['view', 'edit']),
  panels: z.number().int(),
  /** Set while it is in the trash. */
  trashed: z.object({ seconds, by: z.string().nullable() }).optional(),
});
export type DashboardSummary = z.infer<typeof dashboardSummary>;
export const dashboardList = z.object({
  dashboards: z.array(dashboardSummary),
  total: z.number().int(),
  /** All tags in use, with how many have them. */
  tags: z.array(z.object({ tag: z.string(), count: z.number().int() })),
});
export type DashboardList = z.infer<typeof dashboardList>;

export const dashboardMeta = dashboardSummary.extend({
  createdSeconds: seconds,
  createdBy: z.string().nullable(),
  /** Of `file`: what is wrong with the file as it lies there now; the last good state is shown. */
  problem: z.string().nullable(),
});
export type DashboardMeta = z.infer<typeof dashboardMeta>;

/** GET /api/dashboards/:uid */
export const dashboardAnswer = z.object({ dashboard, meta: dashboardMeta });
export type DashboardAnswer = z.infer<typeof dashboardAnswer>;

/**
 * POST /api/dashboards (new; `uid` of the dashboard is kept when it is free, else 409 `uid-taken`) → {@link saved}.
 * PUT /api/dashboards/:uid → {@link saved}, or 409 {@link conflictAnswer} when somebody else has saved since `baseVersion`.
 */
export const saveDashboard = z
  .object({
    dashboard,
    /** What was changed; shown in the list of versions. */
    message: z.string().max(1000).optional(),
    folder: uid.nullable().optional(),
    /** The version that the change was made from. Left out: whatever is there is replaced (its version stays in the history). */
    baseVersion: z.number().int().optional(),
  })
  .strict();
export type SaveDashboard = z.input<typeof saveDashboard>;
export const saved = z.object({ uid, version: z.number().int(), meta: dashboardMeta });
export type Saved = z.infer<typeof saved>;

/** One change between two states, made for reading. */
export const change = z.object({
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  /** Such as `Panel "CPU" › Unit`. */
  where: z.string(),
  /** Path in the JSON, such as `rows[0].panels[2].field.unit`. */
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type Change = z.infer<typeof change>;

/** 409: the other's state, and both sets of changes merged as far as they do not touch the same member. */
export const conflictAnswer = z.object({
  error: apiError.shape.error,
  conflict: z.object({
    version: z.number().int(),
    updatedBy: z.string().nullable(),
    updatedSeconds: seconds,
    dashboard,
    /** What the other changed since the base. */
    theirs: z.array(change),
    /** What the caller changed. */
    ours: z.array(change),
    /** Both changes together; where both changed the same member, the caller's. Null when the base is not known any more. */
    merged: dashboard.nullable(),
    /** Members that both changed. */
    overlaps: z.array(change),
  }),
});
export type ConflictAnswer = z.infer<typeof conflictAnswer>;

/** GET /api/dashboards/:uid/versions?before=&limit= → { versions }, newest first; GET …/versions/:version → {@link dashboardAnswer}. */
export const dashboardVersion = z.object({
  version: z.number().int(),
  savedSeconds: seconds,
  savedBy: z.string().nullable(),
  message: z.string(),
  /** Set when this version brought an older one back. */
  restoredFrom: z.number().int().nullable(),
});
export type DashboardVersion = z.infer<typeof dashboardVersion>;
export const versionsAnswer = z.object({ versions: z.array(dashboardVersion) });
/** GET /api/dashboards/:uid/diff?from=N&to=N (a missing `to` is the newest) */
export const diffAnswer = z.object({
  changes: z.array(change),
  before: z.string(),
  after: z.string(),
});
export type DiffAnswer = z.infer<typeof diffAnswer>;
/** POST /api/dashboards/:uid/restore → {@link saved} */
export const restoreVersion = z.object({ version: z.number().int() }).strict();

/** DELETE /api/dashboards/:uid puts it into the trash for 30 days; POST /api/dashboards/:uid/undelete brings it back with its history. */

/** PUT, DELETE /api/dashboards/:uid/star → 204. */

/** POST /api/dashboards/check: any JSON → what is wrong with it, and, where nothing is, the dashboard in its stored form. */
export const checkAnswer = z.object({
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
  dashboard: dashboard.nullable(),
  /** As it would be written to a file. */
  text: z.string().nullable(),
});
export type CheckAnswer = z.infer<typeof checkAnswer>;

/** One remark of an import: what was changed or left out, and where. */
export const importRemark = z.object({
  level: z.enum(['info', 'changed', 'lost']),
  /** Such as `Panel "CPU"`, empty for the dashboard itself. */
  where: z.string(),
  message: z.string(),
});
export type ImportRemark = z.infer<typeof importRemark>;
/**
 * POST /api/dashboards/import: JSON of Grafana or our own, from a file or pasted. Nothing is saved unless `save`.
 * `dashboard` is what it became, for a look before saving.
 */
export const importRequest = z
  .object({
    json: z.unknown(),
    save: z.boolean().optional(),
    folder: uid.nullable().optional(),
    /** Replace the one with the same uid; otherwise a taken uid gets another. */
    overwrite: z.boolean().optional(),
    /** Values of Grafana's `__inputs`. */
    inputs: z.record(z.string(), z.string()).optional(),
  })
  .strict();
export const importAnswer = z.object({
  source: z.enum(['plumbago', 'grafana-classic', 'grafana-v1', 'grafana-v2']),
  dashboard,
  report: z.array(importRemark),
  /** Set when it was saved. */
  saved: saved.nullable(),
  /** Inputs that the file asks for. */
  inputs: z.array(
    z.object({ name: z.string(), label: z.string(), kind: z.string(), value: z.string().nullable() }),
  ),
});
export type ImportAnswer = z.infer<typeof importAnswer>;
/** GET /api/dashboards/:uid/export?format=plumbago|grafana → the file; `grafana` opens in Grafana 10 and newer. */

/** GET /api/dashboards/using?metric=NAME → dashboards with a target that the name matches. */
export const usingAnswer = z.object({
  dashboards: z.array(
    z.object({
      uid,
      title: z.string(),
      panels: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  ),
});
export type UsingAnswer = z.infer<typeof usingAnswer>;

/** GET /api/dashboards/instant?path=servers.web1 → one that nobody had to build, of all below the branch. */
export const instantAnswer = z.object({
  dashboard,
  /** False when there is more below the branch than was looked at. */
  complete: z.boolean(),
});

/** POST /api/variables/values: the choices of a variable, asked of the server with the other variables already put in. */
export const variableValuesRequest = z
  .object({
    query: z.string().max(10_000),
    regex: z.string().max(1000).optional(),
    sort: z.string().max(20).optional(),
    /** Only choices whose text contains this. */
    search: z.string().max(500).optional(),
    limit: z.number().int().min(1).max(10_000).optional(),
    from: z.string().max(100).optional(),
    until: z.string().max(100).optional(),
    tz: z.string().max(100).optional(),
  })
  .strict();
export type VariableValuesRequest = z.input<typeof variableValuesRequest>;
export const variableValuesAnswer = z.object({
  options: z.array(z.object({ value: z.string(), text: z.string() })),
  /** There are more that match. */
  truncated: z.boolean(),
  total: z.number().int(),
});
export type VariableValuesAnswer = z.infer<typeof variableValuesAnswer>;

/**
 * GET /api/annotations?from=&until=&tag=&any=1&dashboard=UID&limit= → { annotations }, oldest first; POST → {@link annotation} (editors);
 * PUT and DELETE /api/annotations/:id. They are Graphite's events with an end, a place and an author, and are found by `/events` as well.
 */
export const annotation = z.object({
  id: z.number().int(),
  /** Seconds since 1970, whole. */
  time: seconds,
  /** Of a region; null for an instant. */
  timeEnd: seconds.nullable(),
  title: z.string(),
  text: z.string(),
  tags: z.array(z.string()),
  /** Made on this dashboard, and panel. */
  dashboard: z.string().nullable(),
  panel: z.string().nullable(),
  createdBy: z.string().nullable(),
  /** The caller may change it. */
  editable: z.boolean(),
});
export type Annotation = z.infer<typeof annotation>;
export const annotationsAnswer = z.object({
  annotations: z.array(annotation),
  /** There are older ones in the range. */
  truncated: z.boolean(),
});
export type AnnotationsAnswer = z.infer<typeof annotationsAnswer>;
export const writeAnnotation = z
  .object({
    time: seconds,
    timeEnd: seconds.nullable().optional(),
    title: z.string().trim().min(1).max(1000),
    text: z.string().max(65_536).optional(),
    tags: z.array(z.string().trim().min(1).max(250)).max(100).optional(),
    dashboard: uid.nullable().optional(),
    panel: z.string().max(40).nullable().optional(),
  })
  .strict();
export type WriteAnnotation = z.infer<typeof writeAnnotation>;

/** Data of one panel as it was when a snapshot was taken. */
const frozenSeries = z.object({
  refId: z.string(),
  name: z.string(),
  start: z.number(),
  step: z.number(),
  values: z.array(z.number().nullable()),
});
export const snapshotContent = z.object({
  dashboard,
  from: seconds,
  until: seconds,
  takenSeconds: seconds,
  /** By panel as it stood on the page (repeats have ids of their own). */
  panels: z.record(z.string(), z.object({ series: z.array(frozenSeries) })),
  variables: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});
export type SnapshotContent = z.infer<typeof snapshotContent>;
/** POST /api/snapshots (editors) → {@link snapshotMade}; GET /api/snapshots (editors: list); GET, DELETE /api/snapshots/:key. Whoever has the key may read it. */
export const makeSnapshot = z
  .object({
    title: z.string().trim().min(1).max(500),
    content: snapshotContent,
    /** From now on, a hundred years at most. Null keeps it for ever. */
    expiresSeconds: z.number().int().min(60).max(3_155_760_000).nullable(),
  })
  .strict();
export const snapshotSummary = z.object({
  key: z.string(),
  title: z.string(),
  createdSeconds: seconds,
  createdBy: z.string().nullable(),
  expiresAt: seconds.nullable(),
  bytes: z.number().int(),
});
export type SnapshotSummary = z.infer<typeof snapshotSummary>;
export const snapshotsAnswer = z.object({ snapshots: z.array(snapshotSummary) });
export const snapshotAnswer = z.object({ snapshot: snapshotSummary, content: snapshotContent });
export type SnapshotAnswer = z.infer<typeof snapshotAnswer>;

/** GET /api/playlists → { playlists }; POST; PUT, DELETE /api/playlists/:uid (editors). */
export const playlistItem = z.object({
  dashboard: uid.optional(),
  /** Instead: all with the tag. */
  tag: z.string().max(250).optional(),
});
export const writePlaylist = z
  .object({
    title: z.string().trim().min(1).max(200),
    /** Seconds that each is shown. */
    interval: z.number().int().min(2).max(86_400),
    items: z.array(playlistItem.strict()).max(200),
  })
  .strict();
export type WritePlaylist = z.infer<typeof writePlaylist>;
export const playlist = z.object({
  uid,
  title: z.string(),
  interval: z.number().int(),
  items: z.array(playlistItem),
});
export type Playlist = z.infer<typeof playlist>;
export const playlistsAnswer = z.object({ playlists: z.array(playlist) });

/** POST /api/targets/parse: the tree of a target for the query builder, or where it is wrong. */
export const parseTargetRequest = z.object({ target: z.string().max(100_000) }).strict();

/** Offsets are those of the target's text, `to` after the last character. */
export type TargetNode =
  | { readonly kind: 'path'; readonly text: string; readonly from: number; readonly to: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly TargetNode[];
      readonly named: Readonly<Record<string, TargetNode>>;
      /** Written as `x | name(…)`. */
      readonly piped: boolean;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'value';
      /** Null is None. */
      readonly value: string | number | boolean | null;
      readonly text: string;
      readonly from: number;
      readonly to: number;
    }
  /** `template(…)` and what else the builder shows as text. */
  | { readonly kind: 'other'; readonly text: string; readonly from: number; readonly to: number };
const place = { from: z.number().int(), to: z.number().int() };
export const targetNode: z.ZodType<TargetNode> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), text: z.string(), ...place }),
  z.object({
    kind: z.literal('call'),
    name: z.string(),
    get args(): z.ZodArray<typeof targetNode> {
      return z.array(targetNode);
    },
    get named(): z.ZodRecord<z.ZodString, typeof targetNode> {
      return z.record(z.string(), targetNode);
    },
    piped: z.boolean(),
    ...place,
  }),
  z.object({
    kind: z.literal('value'),
    value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    text: z.string(),
    ...place,
  }),
  z.object({ kind: z.literal('other'), text: z.string(), ...place }),
]);
/** → {@link ParseTargetAnswer} */
export interface ParseTargetAnswer {
  readonly tree: TargetNode | null;
  readonly error: z.infer<typeof apiError>['error'] | null;
}
export const parseTargetAnswer: z.ZodType<ParseTargetAnswer> = z.object({
  tree: targetNode.nullable(),
  error: apiError.shape.error.nullable(),
});
