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
import { createHttpServer } from '../http/server.ts';
import { startStore } from '../ingest/storeClient.ts';
import { openDatabase } from '../metadata/database.ts';
import { lockDataFolder } from '../storage/dataFolderLock.ts';
import { createLogger, type Logger } from '../telemetry/log.ts';
import type { Command } from './command.ts';
import { readSettingsFile } from './readSettingsFile.ts';

const PROGRAM_ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const HOSTS_PREFIX = 'hosts.';

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
    try {
      settings = loadSettings({ argv, env: io.env, readFile: readSettingsFile, cwd: io.cwd });
      // Files of rules are read again by the store's thread; here they are read so that a mistake is told at once.
      loadSchemaOf(settings, readSettingsFile);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      for (const problem of error.problems) io.stderr.write(`error: ${problem}\n`);
      return 2;
    }
    const log = createLogger(process.stderr, settings.logLevel);
    for (const warning of settings.warnings) log.warn(warning);
    try {
      const running = await startEverything(settings, log);
      const died = await Promise.race([signalled(), running.died]);
      if (died instanceof Error) log.error('the store has failed; the program ends', { err: died });
      else log.info('ending', { signal: died });
      await running.stop();
      return died instanceof Error ? 1 : 0;
    } catch (error) {
      io.stderr.write(`error: ${(error as Error).message}\n`);
      log.error('could not start', { err: error });
      return 1;
    }
  },
};

interface Running {
  readonly died: Promise<Error>;
  stop(): Promise<void>;
}

async function startEverything(settings: ServeSettings, log: Logger): Promise<Running> {
  const { dataDir, readyFile } = settings;
  const now = (): number => Date.now() / 1000;
  mkdirSync(dataDir, { recursive: true, mode: 0o750 });
  const lock = await lockDataFolder(dataDir);
  // The store's thread starts while the rest is put together here.
  const starting = startStore({ ...settings, folder: join(dataDir, 'native') }, log);
  // Awaited below; until then a failure must not count as unhandled.
  starting.catch(() => {});

  const database = openDatabase(join(dataDir, 'plumbago.db'));
  const accounts = createAccounts({ database, now });
  await accounts.addFirstAdministrator(settings.adminPassword);
  const { store, carbon, carbonUdp, died } = await starting;

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

  const bound: Record<string, string | null> = {
    http: null,
    carbon: carbon && formatListenAddress(carbon),
    carbonUdp: carbonUdp && formatListenAddress(carbonUdp),
    // Contract of the command line: named in the ready file even where this version has no receiver.
    pickle: null,
    statsd: null,
    statsdAdmin: null,
  };
  const webRoot = join(PROGRAM_ROOT, 'web', 'dist');
  const server = await createHttpServer({
    store,
    accounts,
    settings: {
      anonymous: settings.anonymous,
      webRoot: existsSync(join(webRoot, 'index.html')) ? webRoot : null,
      version: programVersion(),
      hostname: hostname(),
      agentHost: agent?.branch.slice(HOSTS_PREFIX.length) ?? null,
      queryLimits: settings.query,
      requestTimeoutMs: settings.query.timeoutSeconds * 1000,
    },
    listeners: () => bound,
    log,
    now,
  });
  if (settings.http) bound['http'] = await listen(server, settings.http);
  agent?.start();
  announce(settings, bound, accounts.firstUse(), log);
  return {
    died,
    async stop() {
      if (readyFile) rmSync(readyFile, { force: true });
      await agent?.stop();
      await server.close();
      await store.close();
      database.close();
      await lock.release();
      log.info('everything is on disk');
    },
  };
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
  if (bound['http']) {
    process.stdout.write(`Plumbago is ready: http://${bound['http']}/\n`);
    if (firstUse)
      process.stdout.write('Sign in as admin with the password admin; you will be asked for a new one.\n');
  }
  const { readyFile } = settings;
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
