/** Calls about dashboards and what belongs to them. Failures are thrown as `CallFailure`. */
import type { Dashboard } from '../../../src/schema/dashboard.ts';
import type {
  Annotation,
  CheckAnswer,
  ConflictAnswer,
  DashboardAnswer,
  DashboardList,
  DashboardVersion,
  DiffAnswer,
  Folder,
  ImportAnswer,
  Playlist,
  SaveDashboard,
  Saved,
  SnapshotAnswer,
  SnapshotContent,
  SnapshotSummary,
  UsingAnswer,
  VariableValuesAnswer,
  VariableValuesRequest,
  WriteAnnotation,
  WriteFolder,
  WritePlaylist,
} from '../../../src/schema/dashboards.ts';
import { CallFailure, call } from './client.ts';

type Texts = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Lists are repeated parameters. */
function search(parameters: Texts): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    for (const text of value === undefined ? [] : [value].flat()) params.append(name, text);
  const text = params.toString();
  return text && `?${text}`;
}

const at = (uid: string) => `/api/dashboards/${encodeURIComponent(uid)}`;

/** What narrows and orders the list of dashboards; all may be left out. */
export interface DashboardSearch {
  readonly text?: string | undefined;
  /** All of them. */
  readonly tag?: string | readonly string[] | undefined;
  readonly folder?: string | undefined;
  readonly starred?: '1' | undefined;
  readonly sort?: 'title' | 'updated' | 'recent' | undefined;
  readonly limit?: string | undefined;
  readonly trash?: '1' | undefined;
}

export const dashboardsApi = {
  list: (wanted: DashboardSearch, signal?: AbortSignal) =>
    call<DashboardList>(`/api/dashboards${search({ ...wanted })}`, { signal }),
  get: (uid: string, signal?: AbortSignal) => call<DashboardAnswer>(at(uid), { signal }),
  instant: (path: string, signal?: AbortSignal) =>
    call<{ dashboard: Dashboard }>(`/api/dashboards/instant${search({ path })}`, { signal }),
  create: (body: SaveDashboard) => call<Saved>('/api/dashboards', { method: 'POST', body }),
  save: (uid: string, body: SaveDashboard) => call<Saved>(at(uid), { method: 'PUT', body }),
  remove: (uid: string) => call<void>(at(uid), { method: 'DELETE' }),
  undelete: (uid: string) => call<Saved>(`${at(uid)}/undelete`, { method: 'POST', body: {} }),
  star: (uid: string, on: boolean) => call<void>(`${at(uid)}/star`, { method: on ? 'PUT' : 'DELETE' }),
  check: (json: unknown, signal?: AbortSignal) =>
    call<CheckAnswer>('/api/dashboards/check', { method: 'POST', body: json, signal }),
  versions: (uid: string, before?: number, signal?: AbortSignal) =>
    call<{ versions: DashboardVersion[] }>(
      `${at(uid)}/versions${search({ before: before?.toString(), limit: '50' })}`,
      { signal },
    ),
  diff: (uid: string, from: number, to?: number, signal?: AbortSignal) =>
    call<DiffAnswer>(`${at(uid)}/diff${search({ from: String(from), to: to?.toString() })}`, { signal }),
  restore: (uid: string, version: number) =>
    call<Saved>(`${at(uid)}/restore`, { method: 'POST', body: { version } }),
  import: (body: {
    readonly json: unknown;
    readonly save?: boolean;
    readonly folder?: string | null;
    readonly overwrite?: boolean;
    readonly inputs?: Record<string, string>;
  }) => call<ImportAnswer>('/api/dashboards/import', { method: 'POST', body }),
  using: (metric: string, signal?: AbortSignal) =>
    call<UsingAnswer>(`/api/dashboards/using${search({ metric })}`, { signal }),

  folders: (signal?: AbortSignal) => call<{ folders: Folder[] }>('/api/folders', { signal }),
  createFolder: (body: WriteFolder) => call<Folder>('/api/folders', { method: 'POST', body }),
  changeFolder: (uid: string, body: WriteFolder) =>
    call<Folder>(`/api/folders/${encodeURIComponent(uid)}`, { method: 'PUT', body }),
  /** `move`: where its dashboards go; without it only an empty folder is removed. */
  removeFolder: (uid: string, move?: string) =>
    call<void>(`/api/folders/${encodeURIComponent(uid)}${search({ move })}`, { method: 'DELETE' }),

  variableValues: (body: VariableValuesRequest, signal?: AbortSignal) =>
    call<VariableValuesAnswer>('/api/variables/values', { method: 'POST', body, signal }),

  annotations: (parameters: URLSearchParams, signal?: AbortSignal) =>
    call<{ annotations: Annotation[] }>(`/api/annotations?${parameters}`, { signal }),
  createAnnotation: (body: WriteAnnotation) => call<Annotation>('/api/annotations', { method: 'POST', body }),
  changeAnnotation: (id: number, body: WriteAnnotation) =>
    call<Annotation>(`/api/annotations/${id}`, { method: 'PUT', body }),
  removeAnnotation: (id: number) => call<void>(`/api/annotations/${id}`, { method: 'DELETE' }),

  snapshots: (signal?: AbortSignal) => call<{ snapshots: SnapshotSummary[] }>('/api/snapshots', { signal }),
  snapshot: (key: string, signal?: AbortSignal) =>
    call<SnapshotAnswer>(`/api/snapshots/${encodeURIComponent(key)}`, { signal }),
  createSnapshot: (body: {
    readonly title: string;
    readonly content: SnapshotContent;
    readonly expiresSeconds: number | null;
  }) => call<SnapshotSummary>('/api/snapshots', { method: 'POST', body }),
  removeSnapshot: (key: string) =>
    call<void>(`/api/snapshots/${encodeURIComponent(key)}`, { method: 'DELETE' }),

  playlists: (signal?: AbortSignal) => call<{ playlists: Playlist[] }>('/api/playlists', { signal }),
  createPlaylist: (body: WritePlaylist) => call<Playlist>('/api/playlists', { method: 'POST', body }),
  changePlaylist: (uid: string, body: WritePlaylist) =>
    call<Playlist>(`/api/playlists/${encodeURIComponent(uid)}`, { method: 'PUT', body }),
  removePlaylist: (uid: string) =>
    call<void>(`/api/playlists/${encodeURIComponent(uid)}`, { method: 'DELETE' }),
};

/** What the server said of somebody else's change, when that is why a save was refused. */
export function conflictOf(error: unknown): ConflictAnswer['conflict'] | null {
  if (!(error instanceof CallFailure) || error.status !== 409) return null;
  return (error.answer as Partial<ConflictAnswer> | null)?.conflict ?? null;
}

/** The address of a dashboard's file. */
export function exportAddress(uid: string, format: 'plumbago' | 'grafana'): string {
  return `${at(uid)}/export?format=${format}`;
}
