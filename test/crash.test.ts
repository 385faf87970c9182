/** A killed program loses nothing that it had read more than a moment ago, and invents nothing. `npm run soak:crash` is longer. */
import { expect, test } from 'vitest';
import { killAgainAndAgain } from './support/engineCrash/killAgainAndAgain.ts';
import { killDuringChanges, killDuringIngest } from './support/programCrash.ts';

const SEED = Number(process.env['CRASH_SEED'] ?? Date.now() % 2 ** 31);
const LONG = { timeout: 300_000 };

test('kills in a row lose nothing that was read more than a batch earlier', LONG, async () => {
  const { points } = await killDuringIngest({ kills: 12, seed: SEED, runs: [250, 700], amidFlush: false });
  console.log(`crash: CRASH_SEED=${SEED}; ${points} points survived 12 kills`);
  expect(points).toBeGreaterThan(60_000);
});

test('kills while points move from the log into blocks lose nothing either', LONG, async () => {
  const { points, blocks } = await killDuringIngest({
    ...{ kills: 8, seed: SEED, runs: [900, 1200], amidFlush: true },
  });
  console.log(`crash: ${points} points survived 8 kills amid flushes, ${blocks} blocks at most`);
  expect(blocks).toBeGreaterThan(0);
});

test(
  'kills during deletes, renames, changes of retention and backups leave each done or not done',
  LONG,
  async () => {
    const answered = await killDuringChanges(12, SEED);
    console.log(`crash: changes that were answered before their kill: ${JSON.stringify(answered)}`);
  },
);

test('an engine that is killed anywhere in its work keeps all that it acknowledged', LONG, async () => {
  const counts = await killAgainAndAgain(36, SEED);
  console.log(`crash: 36 kills of an engine, amid ${JSON.stringify(counts)}`);
});
