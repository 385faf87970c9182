/** An HTTP server over the naive store and a database in memory, for tests of routes; it listens only if asked to. */
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { type Accounts, createAccounts } from '../../src/accounts/accounts.ts';
import { createDashboards, type Dashboards } from '../../src/dashboards/dashboards.ts';
import type { Federation } from '../../src/federation/federation.ts';
import type { HttpDeps, HttpSettings } from '../../src/http/deps.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { backupDatabase } from '../../src/metadata/backupDatabase.ts';
import { openDatabase } from '../../src/metadata/database.ts';
import { type EventsTable, eventsTable } from '../../src/metadata/events.ts';
import type { Role } from '../../src/schema/api.ts';
import type { LogFields } from '../../src/telemetry/log.ts';
import { startProgramFigures } from '../../src/telemetry/programFigures.ts';
import type { RemoteCounts } from '../../src/telemetry/remoteCounts.ts';
import { createNaiveStore, type NaiveStore } from './naiveStore.ts';

export interface TestServerOptions {
  readonly settings?: Partial<HttpSettings>;
  /** Laid over the naive store. */
  readonly store?: Partial<HttpDeps['store']>;
  /** Remote stores around the server's own, which counts what they are asked in `counts`. */
  readonly federation?: (own: HttpDeps['store'], counts: RemoteCounts) => Federation;
  /** Null leaves the first administrator with the well-known password. */
  readonly adminPassword?: string | null;
  /** Seconds since 1970; the clock stands still at 1,700,000,000 unless given. */
  readonly now?: () => number;
  /** How long events are kept; for ever unless given. */
  readonly eventRetentionSeconds?: number;
  /** Versions kept of each dashboard; all unless given. */
  readonly keepVersions?: number;
  /** Of the accounts; in memory unless given. */
  readonly databaseFile?: string;
}

export interface TestServer {
  readonly server: FastifyInstance;
  readonly store: NaiveStore;
  readonly accounts: Accounts;
  readonly events: EventsTable;
  readonly kept: Dashboards;
  /** Lines logged so far. */
  readonly logged: { message: string; fields: LogFields | undefined }[];
  inject(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** Headers with a fresh token of that role. */
  as(role: Exclude<Role, 'none'>): { authorization: string };
  close(): Promise<void>;
}

export const ADMIN_PASSWORD = 'a good password';

export async function createTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const now = options.now ?? (() => 1_700_000_000);
  const database = openDatabase(options.databaseFile ?? ':memory:');
  const accounts = createAccounts({ database, now, passwordCost: { N: 16, r: 1, p: 1 } });
  await accounts.addFirstAdministrator(
    options.adminPassword === undefined ? ADMIN_PASSWORD : options.adminPassword,
  );
  const { eventRetentionSeconds = null } = options;
  const events = eventsTable({ database, retentionSeconds: eventRetentionSeconds, now });
  const kept = createDashboards({ database, keepVersions: options.keepVersions ?? null, now });
  const store = createNaiveStore(now);
  const logged: TestServer['logged'] = [];
  const note = (message: string, fields?: LogFields) => void logged.push({ message, fields });
  const program = startProgramFigures();
  const own = { ...store, ...options.store };
  const server = await createHttpServer({
    store: own,
    federation: options.federation?.(own, program.remotes),
    accounts,
    events,
    ...kept,
    settings: {
      anonymous: 'none',
      webRoot: null,
      embedFrom: null,
      version: '0.0.0-test',
      hostname: 'testhost',
      agentHost: 'here',
      queryLimits: { maxSeries: 1000, maxPoints: 1_000_000, maxTargetBytes: 10_000 },
      queries: { maxConcurrent: 8, maxQueued: 100, cacheBytes: 0, cacheSeconds: 0, slowMs: 1000 },
      requestTimeoutMs: 5000,
      ...options.settings,
    },
    listeners: () => ({ http: '127.0.0.1:1', carbon: null }),
    backupDatabase: (file) => backupDatabase(database, file),
    program,
    log: { info: note, warn: note, error: note },
    now,
  });
  return {
    server,
    store,
    accounts,
    events,
    kept,
    logged,
    inject: (request) => server.inject(request),
    as: (role) => ({ authorization: `Bearer ${accounts.tokens.create({ name: role, role }).secret}` }),
    async close() {
      await server.close();
      program.stop();
      database.close();
    },
  };
}
