/** Remote servers for tests: HTTP servers on loopback that do what a test says, and federations of them. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RemoteSettings } from '../../src/config/remotes.ts';
import { Remote, type RemoteLimits } from '../../src/federation/remote.ts';
import { createRemoteCounts, type RemoteCounts } from '../../src/telemetry/remoteCounts.ts';

export interface FakeRemote {
  readonly url: string;
  /** Path and parameters of each request, those of a form among them, and its headers. */
  readonly asked: {
    path: string;
    method: string;
    parameters: URLSearchParams;
    headers: IncomingMessage['headers'];
  }[];
  close(): Promise<void>;
}

export type FakeAnswer = (asked: FakeRemote['asked'][number], response: ServerResponse) => void;

export async function startFakeRemote(answer: FakeAnswer): Promise<FakeRemote> {
  const asked: FakeRemote['asked'] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    let body = '';
    for await (const part of request) body += String(part);
    const parameters = new URLSearchParams([...searchParams, ...new URLSearchParams(body)]);
    const entry = { path: pathname, method: request.method ?? '', parameters, headers: request.headers };
    asked.push(entry);
    answer(entry, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

export const FAKE_LIMITS: RemoteLimits = {
  findTimeoutSeconds: 5,
  fetchTimeoutSeconds: 5,
  retryAfterSeconds: 10,
  maxRequestsPerRemote: 4,
  maxAnswerBytes: 100_000,
};

export function remoteSettings(url: string, changes: Partial<RemoteSettings> = {}): RemoteSettings {
  return {
    name: 'far',
    url,
    format: 'json',
    tags: true,
    local: true,
    findTimeoutSeconds: null,
    fetchTimeoutSeconds: null,
    authorization: null,
    ...changes,
  };
}

export interface TestRemote {
  readonly remote: Remote;
  readonly counts: RemoteCounts;
  readonly logged: string[];
  /** Milliseconds of the clock, which stands still. */
  clock: number;
}

export function testRemote(
  url: string,
  {
    settings,
    limits,
    authorization = null,
  }: {
    readonly settings?: Partial<RemoteSettings>;
    readonly limits?: Partial<RemoteLimits>;
    readonly authorization?: string | null;
  } = {},
): TestRemote {
  const counts = createRemoteCounts();
  const logged: string[] = [];
  const note = (message: string, fields?: Readonly<Record<string, unknown>>) =>
    void logged.push(`${message}: ${String(fields?.['reason'] ?? '')}`);
  const made: TestRemote = {
    clock: 0,
    counts,
    logged,
    remote: new Remote({
      settings: remoteSettings(url, settings),
      authorization,
      limits: { ...FAKE_LIMITS, ...limits },
      counts,
      log: { info: note, warn: note },
      monotonic: () => made.clock,
    }),
  };
  return made;
}
