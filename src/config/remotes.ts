/** The list of remote Graphite servers as it is written: `NAME=URL?OPTIONS, …`. */
import { suggestion } from '../model/nearest.ts';
import type { Kind } from './kinds.ts';

/** In which format a remote server is asked for nodes and values. */
export type RemoteFormat = 'msgpack' | 'pickle' | 'json';

/** Where the value of the header `Authorization` comes from. */
export type AuthorizationSource = { readonly file: string } | { readonly env: string };

/** A remote server as the settings describe it. */
export interface RemoteSettings {
  /** What answers, log and figures call it. */
  readonly name: string;
  /** `http:` or `https:`, without a slash at the end: paths such as `/render` are appended. */
  readonly url: string;
  readonly format: RemoteFormat;
  /** False for a server without tags: it is not asked about them. */
  readonly tags: boolean;
  /** True: it answers from its own store alone. False for a server that is to ask its own remote servers in turn. */
  readonly local: boolean;
  /** In place of the settings for all. */
  readonly findTimeoutSeconds: number | null;
  readonly fetchTimeoutSeconds: number | null;
  readonly authorization: AuthorizationSource | null;
}

const FORMATS: readonly RemoteFormat[] = ['msgpack', 'pickle', 'json'];
const OPTIONS = [
  'format',
  'tags',
  'local',
  'find-timeout',
  'fetch-timeout',
  'authorization-file',
  'authorization-env',
];
const MOST_REMOTES = 100;

export const remotes: Kind<readonly RemoteSettings[]> = {
  placeholder: 'NAME=URL,…',
  tomlType: 'string or array of strings',
  isList: true,
  parse(written) {
    const list = written
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map(parseRemote);
    const twice = list.find(({ name }, i) => list.findIndex((other) => other.name === name) < i);
    if (twice !== undefined) throw new Error(`two remote servers are called ${twice.name}`);
    if (list.length > MOST_REMOTES) throw new Error(`there are more than ${MOST_REMOTES} remote servers`);
    return list;
  },
  format: (list) => (list.length === 0 ? 'none' : list.map(formatRemote).join(', ')),
};

function parseRemote(written: string): RemoteSettings {
  const [, name, address] = /^([A-Za-z0-9][\w.-]{0,39})=(.+)$/s.exec(written) ?? [];
  if (name === undefined || address === undefined || !URL.canParse(address)) {
    throw new Error(`"${written}" is not NAME=URL, such as east=http://10.0.0.2:8080`);
  }
  const { protocol, host, pathname, searchParams, username, password, hash } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new Error(`${name}: the address has to begin with http:// or https://`);
  // Settings are shown by check-config and logged; a secret has no place in them.
  if (username !== '' || password !== '' || hash !== '')
    throw new Error(`${name}: the address may not hold a password or a "#"; use authorization-file`);
  const options = readOptions(name, searchParams);
  return {
    name,
    url: `${protocol}//${host}${pathname.replace(/\/+$/, '')}`,
    format: choice(name, options, 'format', FORMATS) ?? 'msgpack',
    tags: choice(name, options, 'tags', ['on', 'off']) !== 'off',
    local: choice(name, options, 'local', ['1', '0']) !== '0',
    findTimeoutSeconds: timeout(name, options, 'find-timeout'),
    fetchTimeoutSeconds: timeout(name, options, 'fetch-timeout'),
    authorization: authorization(name, options),
  };
}

function readOptions(name: string, parameters: URLSearchParams): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const [option, value] of parameters) {
    if (!OPTIONS.includes(option))
      throw new Error(`${name}: there is no option ${option}${suggestion(option, OPTIONS)}`);
    if (options.has(option)) throw new Error(`${name}: ${option} stands there twice`);
    options.set(option, value);
  }
  return options;
}

function choice<T extends string>(
  name: string,
  options: ReadonlyMap<string, string>,
  option: string,
  words: readonly T[],
): T | undefined {
  const written = options.get(option);
  if (written === undefined) return undefined;
  const word = words.find((candidate) => candidate === written);
  if (word === undefined)
    throw new Error(
      `${name}: ${option}=${written} is not one of ${words.join(', ')}${suggestion(written, words)}`,
    );
  return word;
}

function timeout(name: string, options: ReadonlyMap<string, string>, option: string): number | null {
  const written = options.get(option);
  if (written === undefined) return null;
  const seconds = /^\d+(\.\d+)?$/.test(written) ? Number(written) : Number.NaN;
  if (seconds >= 0.05 && seconds <= 3600) return seconds;
  throw new Error(`${name}: ${option}=${written} is not a number of seconds from 0.05 to 3600`);
}

function authorization(name: string, options: ReadonlyMap<string, string>): AuthorizationSource | null {
  const file = options.get('authorization-file');
  const env = options.get('authorization-env');
  if (file !== undefined && env !== undefined)
    throw new Error(`${name}: authorization-file and authorization-env exclude each other`);
  if (file !== undefined) {
    if (!file.startsWith('/')) throw new Error(`${name}: authorization-file has to be an absolute path`);
    return { file };
  }
  if (env === undefined) return null;
  if (!/^\w+$/.test(env)) throw new Error(`${name}: authorization-env=${env} is no name of a variable`);
  return { env };
}

/** What differs from the defaults, in the order of {@link OPTIONS}. */
function formatRemote(remote: RemoteSettings): string {
  const { name, url, format, tags, local, findTimeoutSeconds, fetchTimeoutSeconds } = remote;
  const written = [
    ...(format === 'msgpack' ? [] : [`format=${format}`]),
    ...(tags ? [] : ['tags=off']),
    ...(local ? [] : ['local=0']),
    ...(findTimeoutSeconds === null ? [] : [`find-timeout=${findTimeoutSeconds}`]),
    ...(fetchTimeoutSeconds === null ? [] : [`fetch-timeout=${fetchTimeoutSeconds}`]),
    ...formatAuthorization(remote.authorization),
  ];
  return `${name}=${url}${written.length === 0 ? '' : `?${written.join('&')}`}`;
}

function formatAuthorization(source: AuthorizationSource | null): string[] {
  if (source === null) return [];
  return 'file' in source ? [`authorization-file=${source.file}`] : [`authorization-env=${source.env}`];
}
