import type { Accounts } from '../accounts/accounts.ts';
import type { PlaylistStore } from '../dashboards/playlistStore.ts';
import type { SnapshotStore } from '../dashboards/snapshotStore.ts';
import type { DashboardStore } from '../dashboards/store.ts';
import type { Federation } from '../federation/federation.ts';
import type { EventsTable } from '../metadata/events.ts';
import type { Role } from '../schema/api.ts';
import type { MetricStore } from '../storage/store.ts';
import type { Logger } from '../telemetry/log.ts';
import type { ProgramFigures } from '../telemetry/programFigures.ts';

/** What a request may cost; beyond it the answer is 422, or 400 where the target itself is at fault. */
export interface QueryCosts {
  /** Series read by one request. */
  readonly maxSeries: number;
  /** Values read by one request. */
  readonly maxPoints: number;
  /** Length of one target. */
  readonly maxTargetBytes: number;
}

/** How queries share the server, and what is kept of them. */
export interface QuerySettings {
  /** Evaluations at a time. */
  readonly maxConcurrent: number;
  /** Queries of one client that wait for their turn; further ones are refused. */
  readonly maxQueued: number;
  /** Room for answers of a moment ago; 0 for none. */
  readonly cacheBytes: number;
  /** How old such an answer may be, unless the request says otherwise; never older than one step of its data. */
  readonly cacheSeconds: number;
  /** A query that takes so long is noted. */
  readonly slowMs: number;
}

export interface HttpSettings {
  /** What a visitor who is not signed in may do. */
  readonly anonymous: Role;
  /** The folder of the built web app; null when it has not been built. */
  readonly webRoot: string | null;
  /** Sites that may show `/embed/` pages in a frame, as in a `frame-ancestors` policy; null for none but this server's own. */
  readonly embedFrom: string | null;
  /** Of the program, such as `0.1.0`. */
  readonly version: string;
  /** Of this machine, for people to read. */
  readonly hostname: string;
  /** The segment below `hosts.` under which this machine is measured; null when it is not. */
  readonly agentHost: string | null;
  readonly queryLimits: QueryCosts;
  readonly queries: QuerySettings;
  /** A request that works longer is ended with 504. */
  readonly requestTimeoutMs: number;
}

/** All that the HTTP server needs of the rest of the program. */
export interface HttpDeps {
  /** The own store. Routes that read what others may have too use the `store` of their call. */
  readonly store: MetricStore;
  /** Remote stores that are asked along; none unless given. */
  readonly federation?: Federation | undefined;
  readonly accounts: Accounts;
  readonly events: EventsTable;
  readonly dashboards: DashboardStore;
  readonly snapshots: SnapshotStore;
  readonly playlists: PlaylistStore;
  readonly settings: HttpSettings;
  /** The addresses really bound, by listener; null for one that is off. */
  listeners(): Record<string, string | null>;
  /** Writes a consistent copy of the database of accounts to a new file. */
  backupDatabase(file: string): Promise<void>;
  /** Writes the files of dashboards into a new folder; missing where dashboards are no files. */
  backupDashboards?: ((folder: string) => Promise<void>) | undefined;
  /** The server counts its requests here. */
  readonly program: ProgramFigures;
  readonly log: Logger;
  /** Seconds since 1970, with a fraction. */
  now(): number;
}
