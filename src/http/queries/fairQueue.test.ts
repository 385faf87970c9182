import { describe, expect, test } from 'vitest';
import { HttpError } from '../httpError.ts';
import { FairQueue } from './fairQueue.ts';

const never = new AbortController().signal;
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('FairQueue', () => {
  test('one client never has more than half of the places', async () => {
    const queue = new FairQueue({ maxRunning: 4, maxWaiting: 100 });
    for (let i = 0; i < 24; i++) void queue.enter('heavy', never);
    await settle();
    expect(queue.figures).toEqual({ running: 2, waiting: 22 });
    await queue.enter('light', never);
    expect(queue.figures.running).toBe(3);
  });

  test('clients take turns, whoever came first', async () => {
    const queue = new FairQueue({ maxRunning: 1, maxWaiting: 100 });
    const order: string[] = [];
    const leave = await queue.enter('first', never);
    const work = ['a', 'a', 'a', 'b', 'c', 'b'].map(async (client) => {
      const done = await queue.enter(client, never);
      order.push(client);
      await settle();
      done();
    });
    leave();
    await Promise.all(work);
    expect(order).toEqual(['a', 'b', 'c', 'a', 'b', 'a']);
    expect(queue.figures).toEqual({ running: 0, waiting: 0 });
  });

  test('a full line refuses with 503 and a time to come again, but not the patient', async () => {
    const queue = new FairQueue({ maxRunning: 1, maxWaiting: 1 });
    const leave = await queue.enter('a', never);
    const second = queue.enter('a', never);
    const refusal = await queue.enter('a', never).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(HttpError);
    expect(refusal).toMatchObject({ status: 503, code: 'too-many-queries', headers: { 'retry-after': '5' } });
    const patient = queue.enter('a', never, true);
    leave();
    (await second)();
    (await patient)();
  });

  test('without a line a free place is still given', async () => {
    const queue = new FairQueue({ maxRunning: 2, maxWaiting: 0 });
    const leave = await queue.enter('a', never);
    await expect(queue.enter('a', never)).rejects.toThrow('wait already');
    leave();
    (await queue.enter('a', never))();
  });

  test('who leaves the line gives its turn to the next', async () => {
    const queue = new FairQueue({ maxRunning: 1, maxWaiting: 10 });
    const leave = await queue.enter('a', never);
    const controller = new AbortController();
    const gone = queue.enter('a', controller.signal);
    const next = queue.enter('a', never);
    const reason = new Error('gone');
    controller.abort(reason);
    await expect(gone).rejects.toBe(reason);
    leave();
    leave();
    (await next)();
    expect(queue.figures).toEqual({ running: 0, waiting: 0 });
  });
});
