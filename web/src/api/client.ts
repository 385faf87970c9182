import type {
  ApiError,
  ChangePassword,
  ChildrenAnswer,
  CreateToken,
  HostsAnswer,
  QueryAnswer,
  QueryRequest,
  SearchAnswer,
  Session,
  SignIn,
  StatusAnswer,
  Token,
} from '../../../src/schema/api.ts';
import type { ParseTargetAnswer } from '../../../src/schema/dashboards.ts';
import type { DescribeAnswer } from '../../../src/schema/metrics.ts';
import type { ClientsAnswer, RunningAnswer, SlowAnswer } from '../../../src/schema/queries.ts';
import { noteServerTime } from './clock.ts';

/** A call that did not succeed, in the server's words, or in ours when there was no answer at all. */
export class CallFailure extends Error {
  override name = 'CallFailure';
  readonly code: string;
  readonly status: number;
  readonly hint: string | undefined;
  readonly column: number | undefined;
  /** The whole answer, for the calls that say more than their error, such as a conflict. */
  readonly answer: unknown;

  constructor(status: number, error: ApiError['error'], answer: unknown = null) {
    super(error.message);
    this.status = status;
    this.answer = answer;
    this.code = error.code;
    this.hint = error.hint;
    this.column = error.column;
  }
}

let onSignedOut: () => void = () => {};

/** Called whenever the server answers that nobody is signed in: the session ran out or was ended elsewhere. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** Turns a failed response into a {@link CallFailure}, whatever its body is. */
export async function failureOf(response: Response): Promise<CallFailure> {
  const body: unknown = await response.json().catch(() => null);
  const error = (body as Partial<ApiError> | null)?.error;
  const failure = new CallFailure(
    response.status,
    error?.message
      ? error
      : {
          code: `http-${response.status}`,
          message: `The server answered with ${response.status}${response.statusText ? ` ${response.statusText}` : ''}.`,
          hint: response.status >= 500 ? 'Its log says more. Trying again may help.' : 'Reload the page.',
        },
    body,
  );
  // A forgotten first password counts as signed out too: the sign-in page is where it is changed.
  if (response.status === 401 || failure.code === 'must-change-password') onSignedOut();
  return failure;
}

interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** A refused sign-in is no lost session. */
  readonly keepSession?: boolean;
}

/** One call of the server's API; a failure is thrown as a {@link CallFailure}. */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: options.method ?? 'GET',
      headers:
        options.body === undefined
          ? { accept: 'application/json' }
          : { accept: 'application/json', 'content-type': 'application/json' },
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: options.signal ?? null,
      credentials: 'same-origin',
    });
  } catch (cause) {
    if ((cause as Error).name === 'AbortError') throw cause;
    throw new CallFailure(0, {
      code: 'unreachable',
      message: 'The server does not answer.',
      hint: 'Check that it runs and that the network is up; this page keeps trying.',
    });
  }
  if (!response.ok) {
    if (options.keepSession) {
      const body = (await response.json().catch(() => null)) as Partial<ApiError> | null;
      throw new CallFailure(
        response.status,
        body?.error ?? { code: 'failed', message: 'That did not work.' },
      );
    }
    throw await failureOf(response);
  }
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** A function of GET /functions, as graphite describes it. */
export interface FunctionInfo {
  readonly name: string;
  readonly group: string;
  readonly description: string;
  /** The signature, such as `alias(seriesList, newName)`. */
  readonly function: string;
  readonly params: readonly FunctionParam[];
}

/** A parameter of a function; `type` is one of graphite's words, such as `seriesList`, `intOrInterval` or `aggFunc`. */
export interface FunctionParam {
  readonly name: string;
  readonly type: string;
  readonly required?: boolean;
  /** Takes all arguments that are left. */
  readonly multiple?: boolean;
  readonly default?: string | number | boolean;
  /** Nothing else is allowed. */
  readonly options?: readonly (string | boolean | null)[];
  readonly suggestions?: readonly (string | number)[];
}

/** A node of GET /metrics/find?format=treejson. */
export interface FoundNode {
  readonly text: string;
  readonly id: string;
  readonly leaf: number | boolean;
}

/** The browser's zone, sent with queries so that `midnight` means what the person looking means. */
export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

type Scope = Readonly<Record<string, string>>;

function query(parameters: Scope): string {
  return new URLSearchParams({ tz: browserZone, ...parameters }).toString();
}

function tagQuery(expressions: readonly string[], parameters: Scope): string {
  const search = new URLSearchParams(parameters);
  for (const expression of expressions) search.append('expr', expression);
  return search.toString();
}

export const api = {
  session: (signal?: AbortSignal) => call<Session>('/api/session', { signal }),
  signIn: (body: SignIn) => call<Session>('/api/session', { method: 'POST', body, keepSession: true }),
  signOut: () => call<Session>('/api/session', { method: 'DELETE' }),
  changePassword: (body: ChangePassword) =>
    call<Session>('/api/session/password', { method: 'POST', body, keepSession: true }),

  hosts: async (signal?: AbortSignal) => {
    const answer = await call<HostsAnswer>('/api/hosts', { signal });
    noteServerTime(answer.nowSeconds);
    return answer;
  },
  /** `scope` of these three: `activeOnly`, `from` and `until`, or nothing for all metrics. */
  children: (path: string, scope: Scope, signal?: AbortSignal) =>
    call<ChildrenAnswer>(`/api/metrics/children?${query({ path, ...scope })}`, { signal }),
  search: (text: string, limit: number, scope: Scope, signal?: AbortSignal) =>
    call<SearchAnswer>(`/api/metrics/search?${query({ text, limit: String(limit), ...scope })}`, { signal }),
  find: (pattern: string, scope: Scope, signal?: AbortSignal) =>
    call<FoundNode[]>(`/metrics/find?${query({ format: 'treejson', query: pattern, ...scope })}`, { signal }),
  /** Names of tags that series with all of `expressions` have. */
  completeTags: (expressions: readonly string[], prefix: string, signal?: AbortSignal) =>
    call<string[]>(`/tags/autoComplete/tags?${tagQuery(expressions, { tagPrefix: prefix })}`, { signal }),
  completeTagValues: (tag: string, expressions: readonly string[], prefix: string, signal?: AbortSignal) =>
    call<string[]>(`/tags/autoComplete/values?${tagQuery(expressions, { tag, valuePrefix: prefix })}`, {
      signal,
    }),
  /** What is known of the series of a pattern: how they are kept, when they were written last. */
  describeMetrics: (pattern: string, limit: number, signal?: AbortSignal) =>
    call<DescribeAnswer>(`/api/metrics/describe?${new URLSearchParams({ pattern, limit: String(limit) })}`, {
      signal,
    }),
  /** The tree of a target, or where it is wrong. */
  parseTarget: (target: string, signal?: AbortSignal) =>
    call<ParseTargetAnswer>('/api/targets/parse', { method: 'POST', body: { target }, signal }),
  functions: (signal?: AbortSignal) => call<Record<string, FunctionInfo>>('/functions', { signal }),
  query: (body: QueryRequest, signal?: AbortSignal) =>
    call<QueryAnswer>('/api/query', { method: 'POST', body, signal }),

  tokens: (signal?: AbortSignal) => call<{ tokens: Token[] }>('/api/tokens', { signal }),
  createToken: (body: CreateToken) =>
    call<{ token: Token; secret: string }>('/api/tokens', { method: 'POST', body }),
  revokeToken: (id: number) => call<unknown>(`/api/tokens/${id}`, { method: 'DELETE' }),
  status: (signal?: AbortSignal) => call<StatusAnswer>('/api/status', { signal }),

  queriesRunning: (signal?: AbortSignal) => call<RunningAnswer>('/api/queries/running', { signal }),
  cancelQuery: (id: string) => call<unknown>(`/api/queries/running/${id}`, { method: 'DELETE' }),
  queriesSlow: (signal?: AbortSignal) => call<SlowAnswer>('/api/queries/slow', { signal }),
  queriesClients: (signal?: AbortSignal) => call<ClientsAnswer>('/api/queries/clients', { signal }),
};
