import { afterEach, describe, expect, test } from 'vitest';
import {
  ADMIN_PASSWORD,
  createTestServer,
  type TestServer,
  type TestServerOptions,
} from '../../test/support/httpServer.ts';

let running: TestServer[] = [];
afterEach(async () => {
  for (const server of running) await server.close();
  running = [];
});

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await createTestServer(options);
  running.push(server);
  return server;
}

const elsewhere = { remoteAddress: '192.0.2.7' };
const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});

async function signIn({ inject }: TestServer, name = 'admin', password = ADMIN_PASSWORD, more = {}) {
  return inject({ method: 'POST', url: '/api/session', payload: { name, password }, ...more });
}

async function cookieOf(server: TestServer, password = ADMIN_PASSWORD): Promise<{ cookie: string }> {
  const answer = await signIn(server, 'admin', password);
  expect(answer.statusCode).toBe(200);
  return { cookie: String(answer.headers['set-cookie']).split(';')[0] };
}

const ask = (server: TestServer, headers: Record<string, string> = {}, url = '/api/metrics/children') =>
  server.inject({ method: 'GET', url, headers });

describe('roles', () => {
  const wants = { viewer: '/api/metrics/children', editor: '/api/status', admin: '/api/tokens' };

  test.each([
    ['viewer', 200, 403, 403],
    ['editor', 200, 200, 403],
    ['admin', 200, 200, 200],
  ] as const)('a token of a %s', async (role, viewer, editor, admin) => {
    const server = await start();
    const headers = server.as(role);
    expect((await ask(server, headers, wants.viewer)).statusCode).toBe(viewer);
    expect((await ask(server, headers, wants.editor)).statusCode).toBe(editor);
    const last = await ask(server, headers, wants.admin);
    expect(last.statusCode).toBe(admin);
    if (admin === 403) {
      expect(last.json().error).toMatchObject({
        code: 'not-allowed',
        message: `The token "${role}" is ${role}; this needs admin.`,
      });
    }
  });

  test.each([
    ['none', 401, 401, 401],
    ['viewer', 200, 401, 401],
    ['admin', 200, 200, 200],
  ] as const)('nobody, where anonymous is %s', async (anonymous, viewer, editor, admin) => {
    const server = await start({ settings: { anonymous } });
    expect((await ask(server, {}, wants.viewer)).statusCode).toBe(viewer);
    expect((await ask(server, {}, wants.editor)).statusCode).toBe(editor);
    expect((await ask(server, {}, wants.admin)).statusCode).toBe(admin);
  });

  test('every route but the public ones is closed to nobody, both ways of writing it', async () => {
    const server = await start();
    const routes = [
      ['GET', '/api/tokens'],
      ['POST', '/api/tokens'],
      ['DELETE', '/api/tokens/1'],
      ['POST', '/api/session/password'],
      ['GET', '/api/hosts'],
      ['GET', '/api/metrics/children'],
      ['GET', '/api/metrics/search'],
      ['POST', '/api/query'],
      ['POST', '/api/live'],
      ['GET', '/api/status'],
      ['GET', '/render'],
      ['POST', '/render'],
      ['GET', '/metrics/find'],
      ['POST', '/metrics/find'],
      ['GET', '/functions'],
      ['GET', '/functions/sumSeries'],
    ] as const;
    for (const [method, url] of routes) {
      for (const slash of ['', '/']) {
        const answer = await server.inject({ method, url: url + slash });
        expect([method, url + slash, answer.statusCode]).toEqual([method, url + slash, 401]);
      }
    }
    for (const url of ['/health', '/version', '/api/session']) {
      expect((await ask(server, {}, url)).statusCode).toBe(200);
    }
  });
});

describe('credentials in the Authorization header', () => {
  test('Basic with name and password, and with any name and a token', async () => {
    const server = await start();
    const token = server.as('viewer').authorization.slice(7);
    expect((await ask(server, basic('admin', ADMIN_PASSWORD))).statusCode).toBe(200);
    expect((await ask(server, basic('whoever', token))).statusCode).toBe(200);
    expect((await ask(server, basic('whoever', token), '/api/status')).statusCode).toBe(403);
  });

  test.each([
    ['a wrong password', basic('admin', 'wrong')],
    ['an unknown name', basic('nobody', ADMIN_PASSWORD)],
    ['no colon', { authorization: `Basic ${Buffer.from('admin').toString('base64')}` }],
    ['an endless password', basic('admin', 'x'.repeat(2000))],
    ['a made-up token', { authorization: 'Bearer plb_nonsense' }],
    ['no token', { authorization: 'Bearer' }],
    ['another scheme', { authorization: 'Digest username="admin"' }],
  ])('%s is 401, even where anybody may look', async (_what, headers) => {
    const server = await start({ settings: { anonymous: 'viewer' } });
    expect((await ask(server, headers)).statusCode).toBe(401);
  });

  test('a revoked token is refused at once', async () => {
    const server = await start();
    const headers = server.as('viewer');
    expect((await ask(server, headers)).statusCode).toBe(200);
    server.accounts.tokens.revoke(server.accounts.tokens.list()[0].id);
    expect((await ask(server, headers)).statusCode).toBe(401);
  });
});

describe('sessions', () => {
  test('sign in, be somebody, sign out', async () => {
    const server = await start();
    const answer = await signIn(server);
    expect(answer.json()).toEqual({
      user: { name: 'admin', role: 'admin' },
      role: 'admin',
      mustChangePassword: false,
      firstUse: false,
      version: '0.0.0-test',
      hostname: 'testhost',
    });
    const setCookie = String(answer.headers['set-cookie']);
    expect(setCookie).toMatch(/^plumbago_session=[\w-]{43}; .*Path=\/; HttpOnly; SameSite=Lax$/);
    const cookie = setCookie.split(';')[0];

    expect((await ask(server, { cookie })).statusCode).toBe(200);
    expect((await ask(server, { cookie }, '/api/session')).json()).toMatchObject({ user: { name: 'admin' } });
    const out = await server.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
    expect(out.json()).toMatchObject({ user: null, role: 'none' });
    expect(String(out.headers['set-cookie'])).toMatch(
      /^plumbago_session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/,
    );
    expect((await ask(server, { cookie })).statusCode).toBe(401);
  });

  test.each([
    ['x-forwarded-proto', 'https'],
    ['forwarded', 'for=192.0.2.1;proto=https'],
  ])('the cookie is Secure where %s says https', async (header, value) => {
    const server = await start();
    const answer = await signIn(server, 'admin', ADMIN_PASSWORD, { headers: { [header]: value } });
    expect(String(answer.headers['set-cookie'])).toContain('; Secure');
  });

  test('a session that has been idle for too long is nobody', async () => {
    let seconds = 1_700_000_000;
    const server = await start({ now: () => seconds });
    const headers = await cookieOf(server);
    seconds += 6 * 86_400;
    expect((await ask(server, headers)).statusCode).toBe(200);
    seconds += 8 * 86_400;
    expect((await ask(server, headers)).statusCode).toBe(401);
    expect((await ask(server, headers, '/api/session')).json()).toMatchObject({ user: null });
  });

  test('signing in again ends the session before', async () => {
    const server = await start();
    const first = await cookieOf(server);
    await signIn(server, 'admin', ADMIN_PASSWORD, { headers: first });
    expect((await ask(server, first)).statusCode).toBe(401);
  });

  test('a new password ends the other sessions, and this one goes on under a new cookie', async () => {
    const server = await start();
    const [mine, other] = [await cookieOf(server), await cookieOf(server)];
    const answer = await server.inject({
      method: 'POST',
      url: '/api/session/password',
      headers: mine,
      payload: { current: ADMIN_PASSWORD, next: 'an even better one' },
    });
    expect(answer.statusCode).toBe(200);
    const renewed = { cookie: String(answer.headers['set-cookie']).split(';')[0] };
    expect((await ask(server, renewed)).statusCode).toBe(200);
    expect((await ask(server, mine)).statusCode).toBe(401);
    expect((await ask(server, other)).statusCode).toBe(401);
    expect((await signIn(server)).statusCode).toBe(401);
  });

  test.each([
    [{ current: 'wrong', next: 'long enough' }, 401, 'wrong-password'],
    [{ current: ADMIN_PASSWORD, next: ADMIN_PASSWORD }, 400, 'same-password'],
    [{ current: ADMIN_PASSWORD, next: 'short' }, 400, 'bad-request'],
    [{ current: ADMIN_PASSWORD }, 400, 'bad-request'],
  ])('changing it with %j is %i %s', async (payload, status, code) => {
    const server = await start();
    const headers = await cookieOf(server);
    const answer = await server.inject({ method: 'POST', url: '/api/session/password', headers, payload });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().error.code).toBe(code);
    expect((await ask(server, headers)).statusCode).toBe(200);
  });

  test('a token has no password to change', async () => {
    const server = await start();
    const answer = await server.inject({
      method: 'POST',
      url: '/api/session/password',
      headers: server.as('admin'),
      payload: { current: ADMIN_PASSWORD, next: 'long enough' },
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe('the first password', () => {
  const first = { adminPassword: null };

  test('signs in from the machine itself, and then every call but the password is 403', async () => {
    const server = await start(first);
    expect((await ask(server, {}, '/api/session')).json()).toMatchObject({ firstUse: true, user: null });
    const signedIn = await signIn(server, 'admin', 'admin');
    expect(signedIn.json()).toMatchObject({ mustChangePassword: true, firstUse: true });
    const headers = { cookie: String(signedIn.headers['set-cookie']).split(';')[0] };
    for (const url of [
      '/api/hosts',
      '/api/tokens',
      '/render?target=a',
      '/metrics/find?query=*',
      '/functions',
    ]) {
      const answer = await ask(server, { ...headers, accept: 'application/json' }, url);
      expect([url, answer.statusCode, answer.json().error.code]).toEqual([url, 403, 'must-change-password']);
    }
    expect((await ask(server, headers, '/api/session')).statusCode).toBe(200);
    const changed = await server.inject({
      method: 'POST',
      url: '/api/session/password',
      headers,
      payload: { current: 'admin', next: 'chosen by me' },
    });
    expect(changed.json()).toMatchObject({ mustChangePassword: false, firstUse: false });
    const renewed = { cookie: String(changed.headers['set-cookie']).split(';')[0] };
    expect((await ask(server, renewed, '/api/tokens')).statusCode).toBe(200);
    expect((await signIn(server, 'admin', 'admin')).statusCode).toBe(401);
    expect((await signIn(server, 'admin', 'chosen by me', elsewhere)).statusCode).toBe(200);
  });

  test('as Basic credentials it is just as useless', async () => {
    const server = await start(first);
    expect((await ask(server, basic('admin', 'admin'))).json().error.code).toBe('must-change-password');
  });

  test.each([
    ['another address', elsewhere],
    ['another address over IPv6', { remoteAddress: '2001:db8::1' }],
    ['a proxy (X-Forwarded-For)', { headers: { 'x-forwarded-for': '127.0.0.1' } }],
    ['a proxy (Forwarded)', { headers: { forwarded: 'for=127.0.0.1' } }],
    ['a proxy (X-Real-IP)', { headers: { 'x-real-ip': '127.0.0.1' } }],
    ['a rebound DNS name', { headers: { host: 'evil.example:8080' } }],
    [
      'a silent proxy, seen by its Origin',
      { headers: { origin: 'https://public.example', 'sec-fetch-site': 'same-origin' } },
    ],
  ])('is refused from %s', async (_where, more) => {
    const server = await start(first);
    const answer = await signIn(server, 'admin', 'admin', more);
    expect(answer.statusCode).toBe(403);
    expect(answer.json().error).toMatchObject({
      code: 'first-password-elsewhere',
      hint: expect.stringContaining('plumbago user password admin'),
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['127.0.0.1', 'localhost:8080'],
    ['127.8.8.8', '127.0.0.1:8080'],
    ['::1', '[::1]:8080'],
    ['::ffff:127.0.0.1', 'testhost:8080'],
  ])('is accepted from %s as %s', async (remoteAddress, host) => {
    const server = await start(first);
    expect((await signIn(server, 'admin', 'admin', { remoteAddress, headers: { host } })).statusCode).toBe(
      200,
    );
  });

  test('its cookie is worth nothing elsewhere', async () => {
    const server = await start(first);
    const answer = await signIn(server, 'admin', 'admin');
    const headers = { cookie: String(answer.headers['set-cookie']).split(';')[0] };
    const change = await server.inject({
      method: 'POST',
      url: '/api/session/password',
      headers,
      ...elsewhere,
      payload: { current: 'admin', next: 'taken over' },
    });
    expect(change.statusCode).toBe(401);
    expect(server.accounts.firstUse()).toBe(true);
  });
});

describe('requests of other sites', () => {
  const create = (headers: Record<string, string>) => ({
    method: 'POST' as const,
    url: '/api/tokens',
    headers,
    payload: { name: 'x', role: 'admin' },
  });

  test.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
    ['a foreign Origin', { origin: 'http://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['another port', { origin: 'http://localhost:9999', host: 'localhost:8080' }],
  ])('%s may change nothing with a cookie, Basic or nothing at all', async (_what, headers) => {
    const server = await start({ settings: { anonymous: 'admin' } });
    const cookie = await cookieOf(server);
    for (const credentials of [cookie, basic('admin', ADMIN_PASSWORD), {}]) {
      const answer = await server.inject(create({ ...credentials, ...headers }));
      expect(answer.statusCode).toBe(403);
      expect(answer.json().error.code).toBe('cross-site');
    }
    expect((await signIn(server, 'admin', ADMIN_PASSWORD, { headers })).statusCode).toBe(403);
    expect(
      (await server.inject({ method: 'DELETE', url: '/api/session', headers: { ...cookie, ...headers } }))
        .statusCode,
    ).toBe(403);
    expect(server.accounts.tokens.list()).toEqual([]);
  });

  test.each([
    [
      'the page itself',
      { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8080', host: 'localhost:8080' },
    ],
    ['the page itself on plain http', { origin: 'http://10.0.0.1:8080', host: '10.0.0.1:8080' }],
    ['the page behind a proxy', { origin: 'https://metrics.example', 'x-forwarded-host': 'metrics.example' }],
    ['a program', {}],
  ])('%s may', async (_what, headers) => {
    const server = await start();
    const cookie = await cookieOf(server);
    expect((await server.inject(create({ ...cookie, ...headers }))).statusCode).toBe(200);
  });

  test('a bearer token is never sent by a browser on its own', async () => {
    const server = await start();
    const headers = { ...server.as('admin'), origin: 'https://tool.example', 'sec-fetch-site': 'cross-site' };
    expect((await server.inject(create(headers))).statusCode).toBe(200);
  });
});

describe('guessing', () => {
  test('is slowed down by address with 429 and Retry-After, for sign-in and Basic alike', async () => {
    const server = await start();
    for (let i = 0; i < 5; i++) {
      expect((await signIn(server, `name${i}`, 'wrong', elsewhere)).statusCode).toBe(401);
      const answer = await server.inject({
        url: '/api/hosts',
        headers: basic(`other${i}`, 'wrong'),
        ...elsewhere,
      });
      expect(answer.statusCode).toBe(401);
    }
    const refused = await signIn(server, 'admin', ADMIN_PASSWORD, elsewhere);
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe('6');
    expect(refused.json().error).toMatchObject({ code: 'too-many-attempts', hint: 'Try again in 6 s.' });
    expect((await signIn(server)).statusCode).toBe(200);
  });

  test('behind a proxy on this machine it is counted by what the proxy saw', async () => {
    const server = await start();
    const from = (address: string) => ({ headers: { 'x-forwarded-for': `spoofed, ${address}` } });
    for (let i = 0; i < 10; i++) await signIn(server, `name${i}`, 'wrong', from('192.0.2.1'));
    expect((await signIn(server, 'x', 'wrong', from('192.0.2.1'))).statusCode).toBe(429);
    expect((await signIn(server, 'x', 'wrong', from('192.0.2.2'))).statusCode).toBe(401);
  });

  test('from afar, X-Forwarded-For does not make a new guesser', async () => {
    const server = await start();
    const from = (i: number) => ({ ...elsewhere, headers: { 'x-forwarded-for': `198.51.100.${i}` } });
    for (let i = 0; i < 10; i++) await signIn(server, `name${i}`, 'wrong', from(i));
    expect((await signIn(server, 'x', 'wrong', from(99))).statusCode).toBe(429);
  });
});

describe('the browser password dialog', () => {
  const challenge = async (url: string, headers: Record<string, string>) =>
    (await ask(await start(), headers, url)).headers['www-authenticate'];

  test('appears for Graphite endpoints opened directly', async () => {
    expect(await challenge('/render?target=a', {})).toMatch(/^Basic realm="Plumbago"/);
    expect(await challenge('/render?target=a', { 'sec-fetch-mode': 'navigate' })).toMatch(/^Basic/);
  });

  test.each([
    ['/render?target=a', { 'x-requested-with': 'XMLHttpRequest' }],
    ['/render?target=a', { 'sec-fetch-mode': 'cors' }],
    ['/render?target=a', { cookie: 'plumbago_session=old' }],
    ['/api/hosts', {}],
  ])('never for %s with %j', async (url, headers) => {
    expect(await challenge(url, headers as Record<string, string>)).toBeUndefined();
  });
});
