/**
 * Every setting of `plumbago serve`, declared once. Defaults, parsing, the names of flags, environment variables and TOML
 * keys, `--help`, `check-config` and docs/configuration.md all come from here. A module of the program never
 * reads a setting itself: it is handed a plain object.
 */
import type { Role } from '../schema/api.ts';
import type { Kind } from './kinds.ts';
import {
  bytes,
  duration,
  host,
  integer,
  listener,
  oneOf,
  onOff,
  path,
  rules,
  seconds,
  text,
  wordOr,
} from './kinds.ts';
import { remotes } from './remotes.ts';

export interface Setting<T> {
  readonly kind: Kind<T>;
  /** The value where nobody sets one; null where there is none. */
  readonly initial: T;
  /** One sentence for `--help` and the documentation, units included. */
  readonly about: string;
  /** True when there is a flag of the same name; the others are set in the file or the environment. */
  readonly flag: boolean;
  /** False for what can't stand in the TOML file. */
  readonly inFile: boolean;
  /** Never printed. */
  readonly secret: boolean;
  /** Named in `warnings` when asked for: this version has nothing that would listen. */
  readonly notYet: string | null;
}

type Details = Partial<Pick<Setting<unknown>, 'inFile' | 'secret' | 'notYet'>>;

/** A setting with a flag: part of the stable command line. */
function flag<T>(kind: Kind<T>, initial: T, about: string, details: Details = {}): Setting<T> {
  return { kind, initial, about, flag: true, inFile: true, secret: false, notYet: null, ...details };
}

/** A setting for the file and the environment. */
function tuning<T>(kind: Kind<T>, initial: T, about: string): Setting<T> {
  return { kind, initial, about, flag: false, inFile: true, secret: false, notYet: null };
}

const optionalFile: Kind<string | null> = path('FILE') as Kind<string | null>;
const optionalFolder: Kind<string | null> = path('DIR') as Kind<string | null>;
const optionalText: Kind<string | null> = text as Kind<string | null>;
const role: Kind<Role> = oneOf('none', 'viewer', 'editor', 'admin');
const DAY = 86_400;

export const SERVE_SETTINGS = {
  dataDir: flag(path('DIR'), './data', 'Folder of everything that the program keeps.'),
  config: flag(
    optionalFile,
    null,
    'File of settings; without it plumbago.toml in the data folder, then /etc/plumbago/plumbago.toml, where one exists.',
    { inFile: false },
  ),
  listen: flag(host, '127.0.0.1', 'Address of every listener that names none itself.'),
  http: flag(listener, { host: null, port: 8080 }, 'Web app, Graphite API and own API; "off" for none.'),
  carbon: flag(listener, { host: null, port: 2003 }, 'Plaintext points over TCP; "off" for none.'),
  carbonUdp: flag(onOff, false, 'Plaintext points over UDP too, on the same port as --carbon.'),
  pickle: flag(listener, null, 'Points in pickles.', { notYet: 'pickle' }),
  statsd: flag(listener, null, 'StatsD over UDP and TCP.', { notYet: 'StatsD' }),
  statsdAdmin: flag(listener, null, "StatsD's administration port.", { notYet: "StatsD's administration" }),
  engine: flag(
    oneOf('native', 'whisper', 'clickhouse'),
    'native',
    'Where points are kept; this version has native.',
  ),
  schemas: flag(
    optionalFile,
    null,
    "carbon's storage-schemas.conf: how long and how finely series are kept (docs/retention.md).",
  ),
  aggregation: flag(
    optionalFile,
    null,
    "carbon's storage-aggregation.conf: how points become coarser ones (docs/retention.md).",
  ),
  dashboards: flag(
    optionalFolder,
    null,
    'A folder whose JSON files are the dashboards: read, watched, and written when somebody saves (docs/dashboards.md).',
  ),
  anonymous: flag(
    role,
    'none',
    'What a visitor without sign-in may do; more than viewer needs a loopback --http address, or --insecure.',
  ),
  insecure: flag(onOff, false, 'Allow --anonymous editor or admin on an address that others can reach.'),
  adminPassword: flag(
    optionalText,
    null,
    "The first administrator's password, used when the database is created; better in the environment, since others can see a process's flags.",
    { secret: true },
  ),
  agent: flag(
    onOff,
    true,
    'The built-in agent measures this very machine (docs/agent.md) unless turned off.',
  ),
  readyFile: flag(
    optionalFile,
    null,
    'Written once all listeners are bound: JSON with pid and the addresses really bound.',
  ),

  agentIntervalSeconds: tuning(
    integer(1, 3600),
    1,
    'Seconds between two measurements of the built-in agent.',
  ),
  logLevel: tuning(
    oneOf('debug', 'info', 'warn', 'error', 'silent'),
    'info',
    'The least important log line to write.',
  ),
  ingest: {
    maxLineBytes: tuning(
      bytes(128, 2 ** 20),
      4096,
      'A longer plaintext line is refused and counted; a connection needs no more memory than this for a cut line.',
    ),
    maxNameBytes: tuning(bytes(16, 65_535), 2048, 'A longer name, tags included, is refused and counted.'),
    maxNameDepth: tuning(
      integer(1, 1000),
      64,
      'A name of more dot-separated segments is refused and counted.',
    ),
    maxSeries: tuning(
      integer(1, 1e9),
      5_000_000,
      'New names beyond this many series are refused and counted.',
    ),
    maxNewSeriesPerMinute: tuning(
      integer(0, 1e9),
      0,
      'New names beyond so many in a minute are refused and counted, which slows a sender that makes up ever new ones; 0 sets no limit.',
    ),
    prefixLimits: tuning(
      rules(integer(1, 1e9)),
      [],
      'The most series below each branch that a glob matches, such as "servers.*=5000, stats=100000"; new names beyond are refused and counted.',
    ),
    idleTimeoutSeconds: tuning(
      seconds(0, 30 * DAY),
      3600,
      'A connection that sends nothing for so long is closed; 0 closes none. Senders that keep one open should send more often.',
    ),
  },
  storage: {
    walSync: tuning(
      wordOr(['always', 'never'], seconds(0.01, 3600)),
      1,
      'Seconds between syncs of the write-ahead log, which is what a power cut may cost; "always" syncs each batch, "never" leaves it to the kernel.',
    ),
    flushAfterSeconds: tuning(
      seconds(1, DAY),
      900,
      'Points leave the write-ahead log for a sealed block after so long; a longer time means fewer blocks and a slower start.',
    ),
    flushAfterBytes: tuning(
      bytes(2 ** 20, 64 * 2 ** 30),
      256 * 2 ** 20,
      'Or as soon as the write-ahead log has grown to this size.',
    ),
    walMaxBytes: tuning(
      bytes(2 ** 24, 2 ** 42),
      4 * 2 ** 30,
      'The write-ahead log never becomes longer: when flushes fail for so long, points wait at their senders until one succeeds.',
    ),
    readers: tuning(
      wordOr(['auto'], integer(1, 64)),
      'auto',
      'Threads that read and decode for queries; "auto" is one less than there are processors, at least 1 and at most 4.',
    ),
    expire: tuning(
      rules(duration),
      [],
      'Series without a point for so long are deleted, by glob over names or branches, such as "servers.*=90d, tmp=2d"; the first that matches counts.',
    ),
  },
  query: {
    maxSeries: tuning(integer(1, 1e9), 100_000, 'A request that reads more series is refused.'),
    maxPoints: tuning(
      integer(1, 1e10),
      20_000_000,
      'A request that reads more values is refused; a value takes 8 bytes while the request is answered.',
    ),
    timeoutSeconds: tuning(seconds(0.1, 3600), 30, 'A request that takes longer is ended.'),
    maxTargetBytes: tuning(
      bytes(100, 16 * 2 ** 20),
      100_000,
      'A longer target is refused before it is read.',
    ),
    maxConcurrent: tuning(
      integer(1, 1000),
      8,
      'Queries computed at a time, of one client half as many; the others wait, each client in a line of its own (docs/queries.md).',
    ),
    maxQueued: tuning(
      integer(0, 100_000),
      200,
      'Queries of one client that may wait for their turn; further ones are refused with 503.',
    ),
    cacheBytes: tuning(
      bytes(0, 64 * 2 ** 30),
      64 * 2 ** 20,
      'Room for answers of a moment ago; 0 keeps none.',
    ),
    cacheSeconds: tuning(
      seconds(0, 3600),
      0,
      'How old an answer may be that is given again; never older than one step of its data. 0: a point can be read as soon as it is there. A request says otherwise with cacheTimeout or noCache.',
    ),
    slowMs: tuning(
      integer(1, 3_600_000),
      1000,
      'A query that takes more milliseconds is logged and kept among the last hundred slow ones.',
    ),
  },
  federation: {
    remotes: tuning(
      remotes,
      [],
      'Other Graphite servers that are asked along with the own store, such as "east=http://10.0.0.2:8080, west=https://graphite.example.com?format=pickle" (docs/federation.md).',
    ),
    findTimeoutSeconds: tuning(
      seconds(0.05, 3600),
      3,
      'How long remote servers have to answer which names and tags there are.',
    ),
    fetchTimeoutSeconds: tuning(
      seconds(0.05, 3600),
      6,
      'How long remote servers have to answer with values; below query.timeout-seconds, so that there is time to answer without them.',
    ),
    retryAfterSeconds: tuning(
      seconds(0, DAY),
      30,
      'A remote server that failed is left alone for so long; 0 asks it again at once.',
    ),
    maxRequestsPerRemote: tuning(
      integer(1, 1000),
      16,
      'Requests under way to one remote server; others wait for their turn, within their time.',
    ),
    maxAnswerBytes: tuning(
      bytes(1024, 2 ** 30),
      64 * 2 ** 20,
      "A remote server's answer that is longer, unpacked, is refused.",
    ),
    requireAll: tuning(
      onOff,
      false,
      'Fail a request when a remote server did not answer, instead of answering without it.',
    ),
  },
  web: {
    keepDashboardVersions: tuning(
      wordOr(['all'], integer(1, 1_000_000)),
      'all',
      'Saved states of each dashboard that are kept; older ones are deleted.',
    ),
    embedFrom: tuning(
      optionalText,
      null,
      'Sites that may show /embed/ pages in a frame, as in a frame-ancestors policy: "https://wiki.example.com" or "*"; without it only pages of this server.',
    ),
  },
  events: {
    retention: tuning(
      wordOr(['forever'], duration),
      'forever',
      'How long events (/events) are kept, such as "365d"; older ones are deleted.',
    ),
  },
} as const;

/** The values of a tree of settings. */
export type ValuesOf<S> = { [K in keyof S]: S[K] extends Setting<infer T> ? T : ValuesOf<S[K]> };
export type ServeValues = ValuesOf<typeof SERVE_SETTINGS>;

/** A setting and the names that follow from where it stands. */
export interface NamedSetting {
  /** The TOML key, tables included: `storage.wal-sync`. Also its name in `sources`. */
  readonly key: string;
  /** `PLUMBAGO_STORAGE_WAL_SYNC`. */
  readonly env: string;
  /** `--http`, or null. */
  readonly flag: string | null;
  readonly setting: Setting<unknown>;
}

/** All settings in the order of their declaration. */
export const NAMED_SETTINGS: readonly NamedSetting[] = nameAll(SERVE_SETTINGS, []);

export function isSetting(node: unknown): node is Setting<unknown> {
  return typeof node === 'object' && node !== null && 'kind' in node && 'initial' in node;
}

/** `maxLineBytes` → `max-line-bytes`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function nameAll(node: object, above: readonly string[]): NamedSetting[] {
  return Object.entries(node).flatMap(([name, child]) => {
    const path = [...above, kebab(name)];
    if (!isSetting(child)) return nameAll(child, path);
    const env = `PLUMBAGO_${path.join('_').replaceAll('-', '_').toUpperCase()}`;
    return [{ key: path.join('.'), env, flag: child.flag ? `--${path.join('-')}` : null, setting: child }];
  });
}
