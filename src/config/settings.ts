import { dirname, join, resolve } from 'node:path';
import type { Role } from '../schema/api.ts';
import type { Layer, Written } from './layers.ts';
import { readEnvironment, readFlags, readTomlFile } from './layers.ts';
import type { ListenAddress, WrittenListener } from './listenAddress.ts';
import { formatListenAddress, isLoopback } from './listenAddress.ts';
import type { NamedSetting, ServeValues } from './serveSettings.ts';
import { isSetting, kebab, NAMED_SETTINGS, SERVE_SETTINGS } from './serveSettings.ts';
import { SettingsError } from './settingsError.ts';

export type { ListenAddress } from './listenAddress.ts';
export { formatListenAddress } from './listenAddress.ts';
export { SettingsError } from './settingsError.ts';

/** Everything that `plumbago serve` wants to know. Paths are absolute; a listener that is null is off. */
export interface ServeSettings {
  readonly dataDir: string;
  /** The TOML file that was read, if any. */
  readonly configFile: string | null;
  readonly http: ListenAddress | null;
  readonly carbon: ListenAddress | null;
  /** Plaintext over UDP too, at `carbon`'s address. */
  readonly carbonUdp: boolean;
  /** Not in this version: what was asked for, with a warning; null when nobody asked. */
  readonly pickle: ListenAddress | null;
  readonly statsd: ListenAddress | null;
  readonly statsdAdmin: ListenAddress | null;
  readonly engine: 'native' | 'whisper' | 'clickhouse';
  /** storage-schemas.conf; null for the built-in ones. */
  readonly schemasFile: string | null;
  /** storage-aggregation.conf; null for the built-in one. */
  readonly aggregationFile: string | null;
  /** The folder of dashboards that are files; null where they are all in the database. */
  readonly dashboardsFolder: string | null;
  /** What a visitor without sign-in may do. */
  readonly anonymous: Role;
  readonly insecure: boolean;
  readonly adminPassword: string | null;
  readonly agent: boolean;
  readonly agentIntervalSeconds: number;
  readonly readyFile: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly ingest: ServeValues['ingest'];
  readonly storage: ServeValues['storage'];
  readonly query: ServeValues['query'];
  readonly federation: ServeValues['federation'];
  readonly web: ServeValues['web'];
  readonly events: ServeValues['events'];
  /** Where each value came from, by TOML key such as `storage.wal-sync`. */
  readonly sources: Readonly<Record<string, string>>;
  /** What is odd but no reason to stop; to be logged. */
  readonly warnings: readonly string[];
}

export interface SettingsInput {
  /** Arguments after the command's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Contents of a file, null when there is none; other failures throw. */
  readonly readFile: (path: string) => string | null;
  /** Absolute; relative paths of flags and environment start here. */
  readonly cwd: string;
}

/** One line of `check-config`. */
export interface SettingEntry {
  readonly key: string;
  /** As a person would write it; a secret is masked; `none` where there is none. */
  readonly text: string;
  readonly source: string;
}

export interface CheckedSettings {
  /** Null when there are problems. */
  readonly settings: ServeSettings | null;
  /** All settings in the order of their declaration; what could not be read shows its default. */
  readonly entries: readonly SettingEntry[];
  /** Errors, each with its place. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** The .conf files that were named, problems or not. */
  readonly files: Pick<ServeSettings, 'schemasFile' | 'aggregationFile' | 'sources'>;
}

/** True when the arguments ask for the help text rather than for a start. */
export function wantsHelp(argv: readonly string[]): boolean {
  return argv.includes('--help') || argv.includes('-h');
}

/**
 * Reads the settings: built-in, then the TOML file, then the environment, then the flags.
 * @throws SettingsError that names every problem and its place
 */
export function loadSettings(input: SettingsInput): ServeSettings {
  const { settings, problems } = checkSettings(input);
  if (settings === null) throw new SettingsError(problems);
  return settings;
}

/** As {@link loadSettings}, but reports instead of throwing, and lists every value with its source. */
export function checkSettings(input: SettingsInput): CheckedSettings {
  const flags = readFlags(input.argv, NAMED_SETTINGS);
  const environment = readEnvironment(input.env, NAMED_SETTINGS);
  const file = findConfigFile([...environment.written, ...flags.written], input);
  const layers = [file.layer, environment, flags];

  const problems = layers.flatMap((layer) => layer.problems);
  const warnings = layers.flatMap((layer) => layer.warnings);
  const values = new Map<string, unknown>();
  const sources: Record<string, string> = {};
  for (const named of NAMED_SETTINGS) {
    values.set(named.key, defaultValue(named, input.cwd));
    sources[named.key] = 'default';
  }
  for (const layer of layers) {
    const base = layer === file.layer && file.path !== null ? dirname(file.path) : input.cwd;
    for (const written of layer.written) {
      const named = NAMED_SETTINGS.find((candidate) => candidate.key === written.key)!;
      try {
        values.set(named.key, readValue(named, written.text, base));
        sources[named.key] = written.source;
      } catch (error) {
        problems.push(`${written.source}: ${(error as Error).message}`);
      }
    }
  }

  const read = gather(SERVE_SETTINGS, values, '') as ServeValues;
  const settings = assemble(read, { configFile: file.path, sources, warnings });
  problems.push(...contradictions(settings));
  warnings.push(...oddities(settings));
  if (file.inDataDir && sources['data-dir']!.startsWith(`${file.path}: `)) {
    problems.push(
      `${sources['data-dir']}: the file in the data folder can't name another data folder; use --data-dir`,
    );
  }
  return {
    settings: problems.length === 0 ? settings : null,
    entries: NAMED_SETTINGS.map((named) => entryOf(named, values.get(named.key), sources, file.path)),
    problems,
    warnings,
    files: settings,
  };
}

interface ConfigFile {
  readonly path: string | null;
  /** Found in the data folder rather than named. */
  readonly inDataDir: boolean;
  readonly layer: Layer;
}

const NOTHING: Layer = { written: [], problems: [], warnings: [] };

/** Which TOML file counts depends on flags and environment alone. */
function findConfigFile(written: readonly Written[], input: SettingsInput): ConfigFile {
  const last = (key: string): Written | undefined => written.findLast((candidate) => candidate.key === key);
  const named = last('config');
  const dataDir = last('data-dir')?.text ?? SERVE_SETTINGS.dataDir.initial;
  const candidates = named
    ? [resolve(input.cwd, named.text)]
    : [join(resolve(input.cwd, dataDir), 'plumbago.toml'), '/etc/plumbago/plumbago.toml'];
  for (const [i, path] of candidates.entries()) {
    let contents: string | null;
    try {
      contents = input.readFile(path);
    } catch (error) {
      const problem = `${path}: can't be read: ${(error as Error).message}`;
      return { path, inDataDir: false, layer: { ...NOTHING, problems: [problem] } };
    }
    if (contents === null) continue;
    return { path, inDataDir: !named && i === 0, layer: readTomlFile(path, contents, NAMED_SETTINGS) };
  }
  const problems = named ? [`${named.source}: there is no file ${candidates[0]}`] : [];
  return { path: null, inDataDir: false, layer: { ...NOTHING, problems } };
}

function defaultValue({ setting }: NamedSetting, cwd: string): unknown {
  return setting.kind.isPath && setting.initial !== null
    ? resolve(cwd, String(setting.initial))
    : setting.initial;
}

function readValue({ setting }: NamedSetting, text: string, base: string): unknown {
  const value = setting.kind.parse(text);
  return setting.kind.isPath ? resolve(base, String(value)) : value;
}

/** Rebuilds the tree of values in the shape of the tree of settings. */
function gather(node: object, values: ReadonlyMap<string, unknown>, above: string): unknown {
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => {
      const key = above + kebab(name);
      return [name, isSetting(child) ? values.get(key) : gather(child, values, `${key}.`)];
    }),
  );
}

function assemble(
  values: ServeValues,
  rest: Pick<ServeSettings, 'configFile' | 'sources' | 'warnings'>,
): ServeSettings {
  const bind = (written: WrittenListener | null): ListenAddress | null =>
    written && { host: written.host ?? values.listen, port: written.port };
  return {
    dataDir: values.dataDir,
    http: bind(values.http),
    carbon: bind(values.carbon),
    carbonUdp: values.carbonUdp,
    pickle: bind(values.pickle),
    statsd: bind(values.statsd),
    statsdAdmin: bind(values.statsdAdmin),
    engine: values.engine,
    schemasFile: values.schemas,
    aggregationFile: values.aggregation,
    dashboardsFolder: values.dashboards,
    anonymous: values.anonymous,
    insecure: values.insecure,
    adminPassword: values.adminPassword,
    agent: values.agent,
    agentIntervalSeconds: values.agentIntervalSeconds,
    readyFile: values.readyFile,
    logLevel: values.logLevel,
    ingest: values.ingest,
    storage: values.storage,
    query: values.query,
    federation: values.federation,
    web: values.web,
    events: values.events,
    ...rest,
  };
}

/** What no single value can be blamed for. */
function contradictions(settings: ServeSettings): string[] {
  const problems: string[] = [];
  const { http, anonymous, engine, ingest, web, sources } = settings;
  if (engine !== 'native') {
    problems.push(`${sources['engine']}: this version has only the native engine; leave the setting out`);
  }
  if (
    (anonymous === 'editor' || anonymous === 'admin') &&
    http !== null &&
    !isLoopback(http.host) &&
    !settings.insecure
  ) {
    problems.push(
      `${sources['anonymous']}: everybody who reaches ${formatListenAddress(http)} would be ${anonymous} without a password; ` +
        'use viewer, or a loopback address, or add --insecure if that is what you want',
    );
  }
  if (web.embedFrom !== null && !/^[\w\s:/.*?=&%'-]+$/.test(web.embedFrom)) {
    problems.push(
      `${sources['web.embed-from']}: "${web.embedFrom}" is no list of sites; write addresses with blanks between them, such as https://wiki.example.com`,
    );
  }
  if (ingest.maxNameBytes >= ingest.maxLineBytes) {
    problems.push(
      `${sources['ingest.max-name-bytes']}: ingest.max-name-bytes (${ingest.maxNameBytes}) must be below ` +
        `ingest.max-line-bytes (${ingest.maxLineBytes}), since a line holds the name, a value and a time`,
    );
  }
  return problems;
}

function oddities(settings: ServeSettings): string[] {
  const warnings: string[] = [];
  for (const [property, named] of [
    ['pickle', SERVE_SETTINGS.pickle],
    ['statsd', SERVE_SETTINGS.statsd],
    ['statsdAdmin', SERVE_SETTINGS.statsdAdmin],
  ] as const) {
    if (settings[property] === null) continue;
    warnings.push(
      `${settings.sources[kebab(property)]}: nothing listens for ${named.notYet} in this version`,
    );
  }
  const { federation, query, sources } = settings;
  if (federation.remotes.length > 0 && federation.fetchTimeoutSeconds >= query.timeoutSeconds) {
    warnings.push(
      `${sources['federation.fetch-timeout-seconds']}: is not below query.timeout-seconds (${query.timeoutSeconds}), so a ` +
        'remote server that hangs ends requests, instead of being left out of their answers',
    );
  }
  if (settings.carbonUdp && settings.carbon === null) {
    warnings.push(`${settings.sources['carbon-udp']}: has no effect while carbon is off`);
  }
  return warnings;
}

function entryOf(
  named: NamedSetting,
  value: unknown,
  sources: Readonly<Record<string, string>>,
  configFile: string | null,
): SettingEntry {
  const { key, setting } = named;
  const source = sources[key]!;
  if (key === 'config' && value === null && configFile !== null)
    return { key, text: configFile, source: 'found' };
  const isListener = setting.kind.placeholder === '[ADDR:]PORT';
  if (value === null && !isListener) return { key, text: 'none', source };
  return { key, text: setting.secret ? '(not shown)' : setting.kind.format(value), source };
}
