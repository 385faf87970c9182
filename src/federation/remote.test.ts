import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type FakeAnswer,
  type FakeRemote,
  startFakeRemote,
  testRemote,
} from '../../test/support/fakeRemote.ts';
import { type Asker, HOPS_HEADER, type Question } from './remote.ts';
import { RemoteFailure } from './remoteFailure.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function fake(answer: FakeAnswer): Promise<FakeRemote> {
  const started = await startFakeRemote(answer);
  cleanups.push(() => started.close());
  return started;
}

const somebody: Asker = { signal: new AbortController().signal, hops: 0 };
const question = (parameters: Record<string, string> = { query: 'a.*' }): Question => ({
  operation: 'find',
  path: '/metrics/find',
  parameters: new URLSearchParams(parameters),
});
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('a question to a remote server', () => {
  test('carries local=1, the hops and the authorization', async () => {
    const { url, asked } = await fake((_, response) => response.end('yes'));
    const { remote, counts, logged } = testRemote(`${url}/graphite`, { authorization: 'Bearer secret' });
    expect(await remote.ask(question(), text, { ...somebody, hops: 2 })).toBe('yes');
    expect(asked).toMatchObject([
      {
        path: '/graphite/metrics/find',
        method: 'GET',
        headers: { authorization: 'Bearer secret', [HOPS_HEADER]: '3' },
      },
    ]);
    expect(asked[0]!.parameters.toString()).toBe('query=a.*&local=1');
    expect(counts.all()).toMatchObject([{ remote: 'far', operation: 'find', count: 1, failures: {} }]);
    expect(logged).toEqual([]);
  });

  test('goes into the body when it is long', async () => {
    const { url, asked } = await fake((_, response) => response.end('yes'));
    const { remote } = testRemote(url, { settings: { local: false } });
    const query = 'x'.repeat(20_000);
    await remote.ask(question({ query }), text, somebody);
    expect(asked[0]!.method).toBe('POST');
    expect([...asked[0]!.parameters]).toEqual([['query', query]]);
  });

  test('to which nothing belongs is answered with 404 by some', async () => {
    const { url } = await fake((_, response) => response.writeHead(404).end('Not Found'));
    const { remote, counts } = testRemote(url);
    expect(await remote.ask(question(), text, somebody)).toBeNull();
    expect(counts.all()[0]!.failures).toEqual({});
  });
});

describe('a remote server that fails', () => {
  const failing: [what: string, answer: FakeAnswer, reason: string, message: string, outOfOrder: boolean][] =
    [
      ['is broken', (_, r) => r.writeHead(500).end('oops'), 'bad-status', 'answered 500', true],
      ['finds the question too large', (_, r) => r.writeHead(422).end(), 'bad-status', 'answered 422', false],
      ['does not know our token', (_, r) => r.writeHead(401).end(), 'bad-status', 'answered 401', false],
      [
        'sends us elsewhere',
        (_, r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
        'bad-status',
        'answered 302',
        true,
      ],
      ['hangs up', (_, r) => r.destroy(), 'unreachable', 'can not be reached', true],
      [
        'hangs up in the middle',
        (_, r) => {
          r.writeHead(200, { 'content-length': '100' }).write('half');
          setTimeout(() => r.destroy(), 20);
        },
        'unreachable',
        'can not be reached',
        true,
      ],
      ['says nothing', () => {}, 'timeout', 'no answer within 0.1 s', true],
      [
        'stops in the middle',
        (_, r) => r.writeHead(200).write('half'),
        'timeout',
        'no answer within 0.1 s',
        true,
      ],
      ['says too much', (_, r) => r.end('x'.repeat(200_000)), 'too-large', 'longer than 100000 bytes', false],
      [
        'packs too much into little',
        (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50e6))),
        'too-large',
        'longer than 100000 bytes',
        false,
      ],
    ];

  test.each(failing)('because it %s is told apart', async (_what, answer, reason, message, outOfOrder) => {
    const { url } = await fake(answer);
    const { remote, counts, logged } = testRemote(url, {
      settings: { findTimeoutSeconds: reason === 'timeout' ? 0.1 : 5 },
    });
    const failure = await remote.ask(question(), text, somebody).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RemoteFailure);
    expect(failure).toMatchObject({ reason, message: expect.stringContaining(message), outOfOrder });
    expect(counts.all()).toMatchObject([{ count: 1, failures: { [reason]: 1 } }]);
    expect(logged).toEqual([`a remote store fails: ${(failure as Error).message}`]);
  });

  test('because nothing listens there', async () => {
    const { url, close } = await startFakeRemote(() => {});
    await close();
    const { remote } = testRemote(url);
    await expect(remote.ask(question(), text, somebody)).rejects.toMatchObject({ reason: 'unreachable' });
  });

  test('is left alone for a while, and asked again then', async () => {
    let broken = true;
    const { url, asked } = await fake((_, response) => response.writeHead(broken ? 503 : 200).end('yes'));
    const made = testRemote(url);
    const ask = () => made.remote.ask(question(), text, somebody);
    await expect(ask()).rejects.toMatchObject({ reason: 'bad-status' });
    broken = false;
    made.clock = 9999;
    await expect(ask()).rejects.toMatchObject({ reason: 'skipped', message: 'failed a short time ago' });
    expect(asked).toHaveLength(1);
    made.clock = 10_000;
    expect(await ask()).toBe('yes');
    expect(made.counts.all()).toMatchObject([{ count: 3, failures: { 'bad-status': 1, skipped: 1 } }]);
    expect(made.logged).toEqual(['a remote store fails: answered 503', 'a remote store answers again: ']);
  });

  test('at one question is asked the next', async () => {
    const { url } = await fake(({ parameters }, response) =>
      response.writeHead(parameters.get('query') === 'all' ? 422 : 200).end('yes'),
    );
    const { remote } = testRemote(url);
    await expect(remote.ask(question({ query: 'all' }), text, somebody)).rejects.toThrow('answered 422');
    expect(await remote.ask(question(), text, somebody)).toBe('yes');
  });
});

describe('who asks', () => {
  test('and leaves ends the request, which is no failure of the remote', async () => {
    const gone: boolean[] = [];
    const { url } = await fake((_, response) => response.on('close', () => gone.push(true)));
    const { remote, counts } = testRemote(url);
    const controller = new AbortController();
    const asking = remote.ask(question(), text, { signal: controller.signal, hops: 0 });
    const reason = new Error('left');
    setTimeout(() => controller.abort(reason), 50);
    await expect(asking).rejects.toBe(reason);
    await expect.poll(() => gone).toEqual([true]);
    expect(counts.all()).toEqual([]);
  });

  test('waits for a turn when many ask', async () => {
    let [now, most] = [0, 0];
    const { url } = await fake(async (_, response) => {
      most = Math.max(most, ++now);
      await sleep(10);
      now--;
      response.end('yes');
    });
    const { remote } = testRemote(url, { limits: { maxRequestsPerRemote: 3 } });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => remote.ask(question(), text, somebody)),
    );
    expect(answers).toEqual(Array(20).fill('yes'));
    expect(most).toBe(3);
  });

  test('does not wait longer for a turn than for an answer', async () => {
    const { url, asked } = await fake(() => {});
    const { remote } = testRemote(url, { limits: { maxRequestsPerRemote: 1, findTimeoutSeconds: 0.1 } });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => remote.ask(question(), text, somebody)));
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.reason)).toEqual(
      Array(3).fill('timeout'),
    );
    expect(asked).toHaveLength(1);
  });
});
