import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { createAccounts } from '../accounts/accounts.ts';
import { createAgent } from '../agent/agent.ts';
import {
  formatListenAddress,
  type ListenAddress,
  loadSettings,
  type ServeSettings,
  SettingsError,
  wantsHelp,
} from '../config/settings.ts';
import { flagsHelp } from '../config/settingsText.ts';
import { loadSchemaOf } from '../config/storageSchemas.ts';
import { createDashboards, openDashboardFiles } from '../dashboards/dashboards.ts';
import type { FileSource } from '../dashboards/files/fileSource.ts';
import { startSweeping } from '../dashboards/sweep.ts';
import { createFederation, type FederationRemote } from '../federation/federation.ts';
import { createHttpServer } from '../http/server.ts';
import { startStore } from '../ingest/storeClient.ts';
import { backupDatabase } from '../metadata/backupDatabase.ts';
import { openDatabase } from '../metadata/database.ts';
import { eventsTable } from '../metadata/events.ts';
import { lockDataFolder } from '../storage/dataFolderLock.ts';
import { giveBackAfterStart } from '../storage/native/giveMemoryBack.ts';
import { createLogger, type Logger } from '../telemetry/log.ts';
import { startProgramFigures } from '../telemetry/programFigures.ts';
import { createSelfMetrics } from '../telemetry/selfMetrics.ts';
import type { Command } from './command.ts';
import { federationRemotes } from './federationRemotes.ts';
import { readSettingsFile } from './readSettingsFile.ts';
import { removeServerFile, writeServerFile } from './serverFile.ts';

const PROGRAM_ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const HOSTS_PREFIX = 'hosts.';
/** Answers under way at the end have this long. */
const CLOSE_GRACE_MS = 2000;

/** `plumbago serve`: the whole program in one process, until SIGTERM or SIGINT. */
export const serve: Command = {
  name: 'serve',
  summary: 'receive, keep, query and show points, and measure this machine',
  usage: 'serve [FLAGS]',
  async run(argv, io) {
    if (wantsHelp(argv)) {
      io.stdout.write(`Usage: plumbago ${serve.usage}\n\n${flagsHelp()}`);
      return 0;
    }
    let settings: ServeSettings;
    let remotes: readonly FederationRemote[];
    try {
      settings = loadSettings({ argv, env: io.env, readFile: readSettingsFile, cwd: io.cwd });
      // Files of rules are read again by the store's thread; here they are read so that a mistake is told at once.
      loadSchemaOf(settings, readSettingsFile);
      remotes = federationRemotes(settings.federation.remotes, { env: io.env, readFile: readSettingsFile });
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      for (const problem of error.problems) io.stderr.write(`error: ${problem}\n`);
      return 2;
    }
    const log = createLogger(process.stderr, settings.logLevel);
    for (const warning of settings.warnings) log.warn(warning);
    try {
      const running = await startEverything(settings, remotes, log);
      const died = await Promise.race([signalled(), running.died]);
      if (died instanceof Error) log.error('the store has failed; the program ends', { err: died });
      else log.info('ending', { signal: died });
      await running.stop();
      if (died instanceof Error) return 1;
      log.info('everything is on disk');
      return 0;
    } catch (error) {
      // A port that is taken needs no stack; who hunts for more has the debug level.
      const { message, stack } = error as Error;
      io.stderr.write(`error: ${settings.logLevel === 'debug' ? stack : message}\n`);
      return 1;
    }
  },
};

interface Running {
  readonly died: Promise<Error>;
  stop(): Promise<void>;
}

/** Starts all parts; when one can't be started, ends those that were, so that the process can end. */
async function startEverything(
  settings: ServeSettings,
  remotes: readonly FederationRemote[],
  log: Logger,
): Promise<Running> {
  const closers: (() => unknown)[] = [];
  /** Ends the parts in the reverse order of their start: nobody outlives what it needs. */
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        // One part that can't end in order (a store that has died) must not keep the others from it.
        log.error('a part of the program did not end in order', { err: error });
      }
    }
  };
  try {
    const { died } = await startParts(settings, remotes, log, closers);
    return { died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts the parts, adding to `closers` what ends each. `died` resolves when the store has died by itself. */
async function startParts(
  settings: ServeSettings,
  remotes: readonly FederationRemote[],
  log: Logger,
  closers: (() => unknown)[],
): Promise<{ died: Promise<Error> }> {
  const { dataDir, readyFile } = settings;
  const now = (): number => Date.now() / 1000;
  mkdirSync(dataDir, { recursive: true, mode: 0o750 });
  const lock = await lockDataFolder(dataDir);
  closers.push(() => lock.release());
  // The store's thread starts while the accounts are prepared here.
  const starting = startStore({ ...settings, folder: join(dataDir, 'native') }, log);
  closers.push(async () => (await starting.catch(() => null))?.store.close());

  const database = openDatabase(join(dataDir, 'plumbago.db'));
  closers.push(() => database.close());
  const accounts = createAccounts({ database, now });
  const [{ store, carbon, carbonUdp, died }] = await Promise.all([
    starting,
    accounts.addFirstAdministrator(settings.adminPassword),
  ]);

  const program = startProgramFigures();
  closers.push(() => program.stop());

  const federation =
    remotes.length === 0
      ? undefined
      : createFederation({
          own: store,
          remotes,
          limits: settings.federation,
          requireAll: settings.federation.requireAll,
          counts: program.remotes,
          log,
          now,
        });

  const agent = settings.agent
    ? createAgent({
        root: '/',
        hostname: hostname(),
        intervalSeconds: settings.agentIntervalSeconds,
        send: (batch) => store.append(batch),
        now: Date.now,
        log,
      })
    : null;

  const { keepDashboardVersions } = settings.web;
  const keepVersions = keepDashboardVersions === 'all' ? null : keepDashboardVersions;
  const files = await dashboardFiles(settings.dashboardsFolder, { database, keepVersions, log, now });
  closers.push(() => files?.close());
  const kept = createDashboards({ database, keepVersions, files: files?.source, now });
  const sweeping = startSweeping({ ...kept, log, now });
  closers.push(() => sweeping.stop());

  const bound: Record<string, string | null> = {
    http: null,
    carbon: carbon && formatListenAddress(carbon),
    carbonUdp: carbonUdp && formatListenAddress(carbonUdp),
    // Contract of the command line: named in the ready file even where this version has no receiver.
    pickle: null,
    statsd: null,
    statsdAdmin: null,
  };
  const { retention } = settings.events;
  const webRoot = join(PROGRAM_ROOT, 'web', 'dist');
  const server = await createHttpServer({
    store,
    federation,
    accounts,
    events: eventsTable({ database, retentionSeconds: retention === 'forever' ? null : retention, now }),
    ...kept,
    settings: {
      anonymous: settings.anonymous,
      webRoot: existsSync(join(webRoot, 'index.html')) ? webRoot : null,
      embedFrom: settings.web.embedFrom,
      version: programVersion(),
      hostname: hostname(),
      agentHost: agent?.branch.slice(HOSTS_PREFIX.length) ?? null,
      queryLimits: settings.query,
      queries: settings.query,
      requestTimeoutMs: settings.query.timeoutSeconds * 1000,
    },
    listeners: () => bound,
    backupDatabase: (file) => backupDatabase(database, file),
    backupDashboards: files?.backup,
    program,
    log,
    now,
  });
  closers.push(() => closeServer(server));
  if (settings.http) bound['http'] = await listen(server, settings.http);
  if (agent) {
    agent.start();
    closers.push(() => agent.stop());
  }
  const self = createSelfMetrics({
    hostname: hostname(),
    status: () => store.status(),
    program,
    append: (batch) => store.append(batch),
    now: Date.now,
    log,
  });
  self.start();
  closers.push(() => self.stop());
  announce(settings, bound, accounts.firstUse(), log);
  closers.push(() => removeServerFile(dataDir));
  if (readyFile) closers.push(() => rmSync(readyFile, { force: true }));
  return { died };
}

/** Null where no folder is named. */
async function dashboardFiles(
  root: string | null,
  options: Omit<Parameters<typeof openDashboardFiles>[0], 'root'>,
): Promise<FileSource | null> {
  if (root === null) return null;
  try {
    return await openDashboardFiles({ ...options, root });
  } catch (error) {
    throw new Error(
      `can't use the folder of dashboards ${root}: ${(error as Error).message}; name another with --dashboards DIR`,
      { cause: error },
    );
  }
}

/** Answers under way are finished, but a connection that says nothing (a browser's reserve) is not waited for. */
async function closeServer(server: FastifyInstance): Promise<void> {
  const grace = setTimeout(() => server.server.closeAllConnections(), CLOSE_GRACE_MS);
  await server.close();
  clearTimeout(grace);
}

async function listen(server: FastifyInstance, { host, port }: ListenAddress): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw new Error(
      `can't listen for HTTP on ${formatListenAddress({ host, port })}: ${(error as Error).message}; choose another with --http [ADDR:]PORT`,
      { cause: error },
    );
  }
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the HTTP listener has no address');
  return formatListenAddress({ host: address.address, port: address.port });
}

/** Tells scripts (the ready file) and people (one line) where to go. */
function announce(
  settings: ServeSettings,
  bound: Record<string, string | null>,
  firstUse: boolean,
  log: Logger,
): void {
  log.info('listening', bound);
  giveBackAfterStart();
  if (bound['http']) {
    process.stdout.write(`Plumbago is ready: http://${bound['http']}/\n`);
    if (firstUse)
      process.stdout.write('Sign in as admin with the password admin; you will be asked for a new one.\n');
  }
  const { dataDir, readyFile } = settings;
  writeServerFile(dataDir, { pid: process.pid, http: bound['http'] ?? null });
  if (readyFile) {
    // Written aside and renamed, so that nobody reads half of it.
    writeFileSync(`${readyFile}.tmp`, `${JSON.stringify({ pid: process.pid, ...bound })}\n`);
    renameSync(`${readyFile}.tmp`, readyFile);
  }
}

function signalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
}

function programVersion(): string {
  const manifest = JSON.parse(readFileSync(join(PROGRAM_ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
