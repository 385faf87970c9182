import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createTestServer, type TestServer, type TestServerOptions } from '../../test/support/httpServer.ts';
import { liveUpdate } from '../schema/api.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await createTestServer(options);
  cleanups.push(() => server.close());
  return server;
}

async function listen(server: TestServer): Promise<string> {
  await server.server.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(server.server.server.address() as AddressInfo).port}`;
}

const viewer = { settings: { anonymous: 'viewer' as const } };
const never = () => new Promise<never>(() => {});

describe('every answer', () => {
  test('carries the security headers', async () => {
    const { inject } = await start(viewer);
    for (const url of ['/', '/api/session', '/api/nope', '/render?target=(', '/health']) {
      const { headers } = await inject({ url, headers: { accept: 'text/html' } });
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'self'");
    }
  });

  test.each([
    ['GET', '/api/nope'],
    ['GET', '/api'],
    ['PUT', '/api/session'],
    ['GET', '/metrics/nope'],
    ['GET', '/missing.js'],
    ['POST', '/'],
  ] as const)('%s %s is 404 in JSON', async (method, url) => {
    const { inject } = await start(viewer);
    const answer = await inject({ method, url });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      error: { code: 'not-found', message: `There is nothing that answers ${method} ${url}.` },
    });
  });

  test('a failure of ours is 500 with nothing but a number to look for in the log', async () => {
    const { inject, logged } = await start({
      ...viewer,
      store: { find: () => Promise.reject(new Error('secret internals')) },
    });
    const answer = await inject({ url: '/api/metrics/children' });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    const id = String(answer.headers['x-request-id']);
    expect(answer.json().error).toMatchObject({ code: 'internal', hint: expect.stringContaining(id) });
    expect(logged).toMatchObject([
      {
        message: 'request failed',
        fields: { request: id, path: '/api/metrics/children', err: { message: 'secret internals' } },
      },
    ]);
  });

  test.each([
    ['/%zz', 400],
    [`/api/metrics/children?path=${'a'.repeat(5000)}`, 400],
  ])('a strange URL (case %#) is %i in JSON', async (url, status) => {
    const { inject } = await start(viewer);
    const answer = await inject({ url });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().error.message).toEqual(expect.any(String));
  });
});

describe('on the wire', () => {
  async function raw(url: string, bytes: string): Promise<string> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.end(bytes);
    let text = '';
    for await (const chunk of socket) text += chunk;
    return text;
  }

  test.each([
    ['no HTTP at all', 'test.metric 42 1700000000\n\n', '400 Bad Request'],
    ['an endless header', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(70_000)}\r\n\r\n`, '431 '],
  ])('%s gets an answer in JSON', async (_what, bytes, status) => {
    const text = await raw(await listen(await start()), bytes);
    expect(text).toContain(`HTTP/1.1 ${status}`);
    expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n'))).error.code).toEqual(expect.any(String));
  });

  test('a long target fits into the URL', async () => {
    const url = await listen(await start(viewer));
    const target = `sumSeries(${Array(400).fill('some.metric.name.*').join(',')})`;
    const answer = await fetch(`${url}/render?target=${encodeURIComponent(target)}`);
    expect(answer.status).toBe(200);
  });
});

describe('long work', () => {
  test('is ended at the deadline with 504', async () => {
    const { inject } = await start({
      settings: { anonymous: 'viewer', requestTimeoutMs: 50 },
      store: { fetch: never, search: never },
    });
    const render = await inject({ url: '/render?target=a', headers: { accept: 'application/json' } });
    expect(render.statusCode).toBe(504);
    expect(render.json().error).toMatchObject({
      code: 'too-slow',
      message: expect.stringContaining('0.05 s'),
    });
    expect((await inject({ url: '/api/metrics/search?text=a' })).statusCode).toBe(504);
  });

  test('stops when the caller hangs up, without a line in the log', async () => {
    let release = () => {};
    let fetches = 0;
    const server = await start({
      ...viewer,
      store: {
        fetch: async (requests) => {
          fetches++;
          await new Promise<void>((resolve) => {
            release = resolve;
          });
          return requests.map(() => []);
        },
      },
    });
    const url = await listen(server);
    const controller = new AbortController();
    // The window makes the evaluation fetch twice: once for the step, once for the history.
    const asking = fetch(`${url}/render?target=movingAverage(a,5)`, { signal: controller.signal });
    await expect.poll(() => fetches).toBe(1);
    controller.abort();
    await expect(asking).rejects.toThrow();
    await sleep(50);
    release();
    await sleep(50);
    expect(fetches).toBe(1);
    expect(server.logged).toEqual([]);
  });

  test('does not hold up the end of the server', async () => {
    const server = await createTestServer({ ...viewer, store: { fetch: never } });
    const url = await listen(server);
    const asking = fetch(`${url}/render?target=a`).then(
      ({ status }) => status,
      () => 'cut',
    );
    await sleep(50);
    await server.close();
    expect([503, 'cut']).toContain(await asking);
  });
});

describe('/api/live', () => {
  const clock = () => Date.now() / 1000;

  async function follow(server: TestServer, headers: Record<string, string> = {}) {
    const url = await listen(server);
    const controller = new AbortController();
    cleanups.unshift(() => controller.abort());
    const since = Math.floor(clock()) - 2;
    const answer = await fetch(`${url}/api/live`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ targets: [{ id: 'x', target: 'a.*', interval: 1 }], since }),
      signal: controller.signal,
    });
    return { answer, controller, since };
  }

  async function* updates(answer: Response) {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        if (event.startsWith('data: ')) yield liveUpdate.strict().parse(JSON.parse(event.slice(6)));
      }
    }
  }

  test('streams new values shortly after each full second', async () => {
    const server = await start({ ...viewer, now: clock });
    const first = Math.floor(clock());
    server.store.add('a.b', 1, [[first, 1]]);
    const { answer } = await follow(server);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(answer.headers.get('content-security-policy')).toContain("'self'");
    const stream = updates(answer);
    const opening = (await stream.next()).value!;
    expect(opening.results[0].series[0]).toMatchObject({ name: 'a.b', step: 1 });
    expect(opening.results[0].series[0].values.at(-1)).toBe(1);
    for (let i = 0; i < 2; i++) {
      const second = Math.floor(clock());
      server.store.add('a.b', 1, [[second, 10 + i]]);
      let update = (await stream.next()).value!;
      // The point may have come just after a tick of the same second.
      if (update.results.length === 0) update = (await stream.next()).value!;
      expect(update.results[0].series[0].values).toContain(10 + i);
      expect(update.nowSeconds % 1).toBeGreaterThan(0.1);
      expect(update.nowSeconds % 1).toBeLessThan(0.5);
    }
  }, 15_000);

  test('stops reading the store when the caller leaves', async () => {
    let fetches = 0;
    const server = await start({
      ...viewer,
      now: clock,
      store: {
        fetch: async (requests) => {
          fetches++;
          return requests.map(() => []);
        },
      },
    });
    const { answer, controller } = await follow(server);
    await updates(answer).next();
    controller.abort();
    await sleep(100);
    const before = fetches;
    await sleep(1500);
    expect(fetches).toBe(before);
    expect(server.logged).toEqual([]);
  }, 15_000);

  test('never evaluates twice at a time, however slow the store', async () => {
    let running = 0;
    let most = 0;
    const server = await start({
      ...viewer,
      now: clock,
      store: {
        fetch: async (requests) => {
          most = Math.max(most, ++running);
          await sleep(1300);
          running--;
          return requests.map(() => []);
        },
      },
    });
    const { answer } = await follow(server);
    const stream = updates(answer);
    await stream.next();
    await stream.next();
    expect(most).toBe(1);
  }, 15_000);

  test('waits for a caller that does not read, rather than collecting for it', async () => {
    let fetches = 0;
    const values = new Float64Array(5000).map((_, i) => i / 7);
    const server = await start({
      ...viewer,
      now: clock,
      store: {
        fetch: async ([{ until }]) => {
          fetches++;
          const grid = {
            start: until - 4999,
            step: 1,
            values,
            aggregation: 'average',
            xFilesFactor: 0,
          } as const;
          return [Array.from({ length: 150 }, (_, i) => ({ name: `a.${i}`, ...grid }))];
        },
      },
    });
    const body = JSON.stringify({ targets: [{ id: 'x', target: 'a.*', interval: 1 }], since: 0 });
    const socket = connect(Number(new URL(await listen(server)).port), '127.0.0.1');
    cleanups.unshift(() => socket.destroy());
    socket.pause();
    socket.write(
      'POST /api/live HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
        `Content-Length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => fetches, { timeout: 5000 }).toBe(1);
    await sleep(2500);
    expect(fetches).toBe(1);
    socket.resume();
    await expect.poll(() => fetches, { timeout: 5000 }).toBeGreaterThan(1);
  }, 20_000);

  test('ends when the token has been revoked', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    cleanups.push(() => vi.useRealTimers());
    const server = await start({ now: clock });
    const { answer } = await follow(server, server.as('viewer'));
    const stream = updates(answer);
    await stream.next();
    vi.advanceTimersByTime(15_000);
    expect((await stream.next()).done).toBe(false);
    server.accounts.tokens.revoke(1);
    vi.advanceTimersByTime(15_000);
    expect((await stream.next()).done).toBe(true);
    expect(server.logged).toEqual([]);
  }, 15_000);

  test('ends with the server', async () => {
    const server = await createTestServer({ ...viewer, now: clock });
    const { answer } = await follow(server);
    const stream = updates(answer);
    await stream.next();
    await server.close();
    expect((await stream.next().catch(() => ({ done: true }))).done).toBe(true);
  }, 15_000);

  test('mistakes are answered before the stream begins', async () => {
    const { inject } = await start(viewer);
    const ask = (payload: object) => inject({ method: 'POST', url: '/api/live', payload });
    expect((await ask({ targets: [], since: 0 })).statusCode).toBe(400);
    const same = { id: 'x', target: 'a', interval: 1 };
    expect((await ask({ targets: [same, same], since: 0 })).json().error.message).toContain('same id');
  });
});

describe('the web app', () => {
  function build(): string {
    const folder = mkdtempSync(join(tmpdir(), 'plumbago-web-'));
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'assets'));
    const files = { 'index.html': '<p>the app</p>', 'theme.js': 'theme()', 'assets/app-1a2b3c.js': 'app()' };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
    }
    writeFileSync(join(folder, '..', 'plumbago-outside.txt'), 'outside');
    cleanups.push(() => rmSync(join(folder, '..', 'plumbago-outside.txt'), { force: true }));
    return folder;
  }

  const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

  test.each(['/', '/explore', '/hosts/web01.example.com', '/settings?x=1'])(
    '%s opens it, without sign-in',
    async (url) => {
      const { inject } = await start({ settings: { webRoot: build() } });
      const answer = await inject({ url, headers: html });
      expect([answer.statusCode, answer.body]).toEqual([200, '<p>the app</p>']);
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.headers['content-type']).toContain('text/html');
    },
  );

  test('files with a hash are kept for ever, others asked for again, all compressed ahead', async () => {
    const { inject } = await start({ settings: { webRoot: build() } });
    const hashed = await inject({ url: '/assets/app-1a2b3c.js', headers: { 'accept-encoding': 'gzip, br' } });
    expect(hashed.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': expect.stringContaining('javascript'),
    });
    const plain = await inject({ url: '/theme.js', headers: { 'accept-encoding': 'gzip' } });
    expect(plain.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-encoding': 'gzip' });
    const page = await inject({ url: '/explore', headers: { ...html, 'accept-encoding': 'br' } });
    expect(page.headers['content-encoding']).toBe('br');
    expect((await inject({ url: '/theme.js' })).body).toBe('theme()');
    const again = await inject({
      url: '/theme.js',
      headers: { 'if-none-match': String(plain.headers.etag), 'accept-encoding': 'gzip' },
    });
    expect(again.statusCode).toBe(304);
  });

  test.each([
    ['/assets/app-old.js', { accept: '*/*' }],
    ['/api/nope', html],
    ['/render/nope', html],
    ['/..%2fplumbago-outside.txt', { accept: '*/*' }],
    ['/%2e%2e/plumbago-outside.txt', { accept: '*/*' }],
  ])('%s is not there', async (url, headers) => {
    const { inject } = await start({ settings: { webRoot: build(), anonymous: 'viewer' } });
    const answer = await inject({ url, headers: headers as Record<string, string> });
    expect([400, 403, 404]).toContain(answer.statusCode);
    expect(answer.body).not.toContain('outside\n');
    expect(answer.json().error.code).toEqual(expect.any(String));
  });

  test('where it has not been built there is a page that says what to do', async () => {
    const { inject } = await start();
    const answer = await inject({ url: '/', headers: html });
    expect(answer.body).toContain('npm run build');
  });
});

test('connections that say nothing are closed in time', async () => {
  const server = await start();
  await listen(server);
  expect(server.server.server.headersTimeout).toBeLessThanOrEqual(30_000);
  expect(server.server.server.requestTimeout).toBeLessThanOrEqual(30_000);
  expect(server.server.server.keepAliveTimeout).toBeGreaterThan(60_000);
  const socket = connect((server.server.server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
});
