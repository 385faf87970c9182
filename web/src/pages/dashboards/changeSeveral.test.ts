import { expect, test } from 'vitest';
import { changeSeveral } from './changeSeveral.ts';

const dashboards = Array.from({ length: 20 }, (_, i) => ({ uid: `d${i}` }));

test('each is changed once, at most four at the same time, and one failure stops no other', async () => {
  let running = 0;
  let most = 0;
  const seen: string[] = [];
  const { done, error } = await changeSeveral(dashboards, async ({ uid }) => {
    seen.push(uid);
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running--;
    if (uid === 'd3' || uid === 'd7') throw new Error(`no ${uid}`);
  });
  expect(seen.toSorted()).toEqual(dashboards.map(({ uid }) => uid).toSorted());
  expect(most).toBe(4);
  expect(done).toHaveLength(18);
  expect(error?.message).toBe('no d3');
});
