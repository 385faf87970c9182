/**
 * `npm run soak:crash [-- --minutes 10 | --kills 500] [--seed N]`: the crash tests for as long as one likes. Each round kills the
 * whole program and the engine alone some dozens of times; the seed of a round that fails is printed.
 */
import { parseArgs } from 'node:util';
import { killAgainAndAgain } from '../support/engineCrash/killAgainAndAgain.ts';
import { killDuringChanges, killDuringIngest } from '../support/programCrash.ts';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const mostKills = options.kills === undefined ? Infinity : Number(options.kills);
const minutes =
  options.minutes === undefined ? (options.kills === undefined ? 10 : Infinity) : Number(options.minutes);
const until = performance.now() + minutes * 60_000;

let kills = 0;
let seed = Number(options.seed);
const going = (): boolean => kills < mostKills && performance.now() < until;
const few = (most: number): number => Math.min(most, mostKills - kills);

/** Each does some kills and answers what to tell about them. */
const ROUNDS: readonly ((kills: number, seed: number) => Promise<unknown>)[] = [
  killAgainAndAgain,
  killDuringChanges,
  (kills, seed) => killDuringIngest({ kills, seed, runs: [100, 700], amidFlush: false }),
  killAgainAndAgain,
  (kills, seed) => killDuringIngest({ kills, seed, runs: [900, 1500], amidFlush: true }),
];

try {
  for (let round = 0; going(); round++, seed++) {
    const count = few(40);
    const told = await ROUNDS[round % ROUNDS.length]!(count, seed);
    kills += count;
    console.log(`${kills} kills, seed ${seed}: ${JSON.stringify(told)}`);
  }
  console.log(`${kills} kills: nothing acknowledged was lost, nothing was wrong`);
} catch (error) {
  console.error(`seed ${seed}: ${(error as Error).stack}`);
  process.exitCode = 1;
}
