import { expect, test } from 'vitest';
import { ReadQueue } from './readQueue.ts';

/** A read of so many pieces, each of which takes 4 ms. */
function setUp() {
  const clock = { now: 0 };
  const ended: string[] = [];
  const queue = new ReadQueue(() => clock.now);
  const read = (name: string, pieces: number) => {
    let left = pieces;
    queue.add({
      advance() {
        clock.now += 4;
        if (--left > 0) return false;
        ended.push(name);
        return true;
      },
    });
  };
  const finish = () => {
    while (queue.busy) queue.turn();
  };
  return { queue, read, ended, finish };
}

test('a short read does not wait for the long ones before it', () => {
  const { read, ended, finish } = setUp();
  read('long', 100);
  read('longer', 200);
  read('short', 2);
  finish();
  expect(ended).toEqual(['short', 'long', 'longer']);
});

test('a change waits for the reads before it, and those after it see it', () => {
  const { queue, read, ended, finish } = setUp();
  read('before', 10);
  queue.change(() => ended.push('change'));
  read('after', 1);
  finish();
  expect(ended).toEqual(['before', 'change', 'after']);
  queue.change(() => ended.push('at once'));
  expect(ended.at(-1)).toBe('at once');
});
