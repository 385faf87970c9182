/** How commands speak with the running server: over HTTP, with a token of the caller's or one made for the occasion. */
import { createTokens } from '../accounts/tokens.ts';
import { openDatabase } from '../metadata/database.ts';
import { apiError } from '../schema/api.ts';
import type { CommandIo } from './command.ts';
import { CommandFailure } from './commandFailure.ts';
import { databaseFile, dataFolder } from './dataFolder.ts';
import { type JsonAnswer, requestJson } from './httpJson.ts';
import type { ParsedFlags } from './parseFlags.ts';
import { findServer } from './serverFile.ts';
import { UsageError } from './usageError.ts';

/** Flags with a value that every command of this kind takes. */
export const SERVER_FLAGS = ['server', 'token', 'data-dir'] as const;

export const SERVER_HELP =
  'They speak with the running server: the one at --server URL with --token TOKEN (PLUMBAGO_SERVER, PLUMBAGO_TOKEN), or,\n' +
  "on the server's own machine, the one that runs on --data-dir DIR (PLUMBAGO_DATA_DIR, or ./data).\n";

export type Parameters = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export interface ServerConnection {
  /** @throws CommandFailure that says what the server answered, or why it did not */
  get(path: string, parameters: Parameters): Promise<unknown>;
  /** The answer as it came, character for character. */
  getText(path: string, parameters: Parameters): Promise<string>;
  post(path: string, body: unknown): Promise<unknown>;
}

/** Runs `work` with a connection; a token that was made for it is revoked afterwards. */
export async function withServer<T>(
  flags: ParsedFlags,
  io: Pick<CommandIo, 'env' | 'cwd'>,
  work: (server: ServerConnection) => Promise<T>,
): Promise<T> {
  const token = flags.value('token') ?? io.env['PLUMBAGO_TOKEN'] ?? null;
  if (flags.has('server') && flags.has('data-dir')) {
    throw new UsageError(
      '--server and --data-dir exclude one another: the one names a server anywhere, the other one here',
    );
  }
  const address = flags.value('server') ?? (flags.has('data-dir') ? undefined : io.env['PLUMBAGO_SERVER']);
  if (address !== undefined) return work(connection(serverUrl(address), token));

  const folder = dataFolder(flags.value('data-dir'), io);
  const server = findServer(folder);
  if (server === null) {
    throw new CommandFailure(
      `no server runs on ${folder}; start it, name its folder with --data-dir DIR, or its address with --server URL`,
    );
  }
  if (server.http === null) {
    throw new CommandFailure(`the server that runs on ${folder} does not listen for HTTP (--http off)`);
  }
  const url = serverUrl(`http://${reachable(server.http)}`);
  return token === null
    ? withOwnToken(databaseFile(folder, false), (own) => work(connection(url, own)))
    : work(connection(url, token));
}

const OWN_TOKEN = /^command line \d+$/;
/** Commands that were killed leave their token behind; the next one ends it. */
const OWN_TOKEN_SECONDS = 86_400;

/** Whoever can write the database could make a token anyway. */
async function withOwnToken<T>(file: string, work: (token: string) => Promise<T>): Promise<T> {
  const database = openDatabase(file);
  const now = () => Date.now() / 1000;
  const tokens = createTokens(database, now);
  for (const { id, name, createdSeconds } of tokens.list()) {
    if (OWN_TOKEN.test(name) && createdSeconds < now() - OWN_TOKEN_SECONDS) tokens.revoke(id);
  }
  const { token, secret } = tokens.create({ name: `command line ${process.pid}`, role: 'admin' });
  const revoke = () => {
    tokens.revoke(token.id);
    database.close();
  };
  const interrupted = (signal: NodeJS.Signals) => {
    revoke();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await work(secret);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    revoke();
  }
}

function connection(base: URL, token: string | null): ServerConnection {
  const withParameters = (path: string, parameters: Parameters): URL => {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(parameters)) {
      for (const one of value === undefined ? [] : [value].flat()) url.searchParams.append(name, String(one));
    }
    return url;
  };
  const call = async (method: 'GET' | 'POST', url: URL, body?: unknown): Promise<JsonAnswer> => {
    const answer = await requestJson({ method, url, token, body }).catch((error: Error) => {
      // Of several addresses that were tried the message is empty, and the code says it.
      const reason = error.message || (error as NodeJS.ErrnoException).code;
      throw new CommandFailure(`the server at ${base.origin} does not answer: ${reason}`, { cause: error });
    });
    if (answer.status >= 200 && answer.status < 300) return answer;
    const { error } = apiError.safeParse(answer.body).data ?? {};
    if (error === undefined) {
      throw new CommandFailure(`${base.origin} answered ${answer.status}, not as a server of Plumbago does`);
    }
    const hint =
      answer.status === 401
        ? ' Name a token with --token or PLUMBAGO_TOKEN; "plumbago token create" makes one.'
        : error.hint === undefined
          ? ''
          : ` ${error.hint}`;
    throw new CommandFailure(`${error.message}${hint}`);
  };
  return {
    get: async (path, parameters) => (await call('GET', withParameters(path, parameters))).body,
    getText: async (path, parameters) => (await call('GET', withParameters(path, parameters))).text,
    post: async (path, body) => (await call('POST', new URL(path, base), body)).body,
  };
}

/** `web01:8080` and `https://graphs.example.com/`. */
function serverUrl(text: string): URL {
  const written = text.includes('://') ? text : `http://${text}`;
  if (URL.canParse(written)) {
    const url = new URL(written);
    if (['http:', 'https:'].includes(url.protocol) && url.hostname !== '') return url;
  }
  throw new UsageError(`"${text}" is not the address of a server; write http://HOST:PORT`);
}

/** The address to connect to for one that a listener is bound to: all addresses of the machine are here as well. */
function reachable(bound: string): string {
  return bound.replace(/^0\.0\.0\.0:/, '127.0.0.1:').replace(/^\[::\]:/, '[::1]:');
}
