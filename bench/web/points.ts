/** The points that the dashboards of the benchmark show: random walks that are the same on every machine. */
import type { Sender } from '../../test/support/sender.ts';

export interface SeriesSize {
  /** Names are `BRANCH.s0000`, `BRANCH.s0001` … */
  readonly branch: string;
  readonly series: number;
  readonly points: number;
  /** Seconds between two points. */
  readonly step: number;
}

/** Second of the newest point of a workload that ends about now: a multiple of the step that is over. */
export function newestSecond(step: number): number {
  return Math.floor(Date.now() / 1000 / step) * step - step;
}

/** Sends every point of the series, the newest at `until`. Resolves when the bytes are handed over. */
export async function sendSeries(sender: Sender, size: SeriesSize, until: number): Promise<void> {
  for (let i = 0; i < size.series; i++) {
    const walk = createWalk(i);
    const lines: string[] = [];
    for (let k = size.points - 1; k >= 0; k--) {
      lines.push(`${nameOf(size.branch, i)} ${walk()} ${until - k * size.step}\n`);
    }
    await sender.write(lines.join(''));
  }
}

/** What sends one more point of each series at a time, going on where a walk of its own begins. */
export function createNextPoints(sender: Sender, size: SeriesSize): (second: number) => Promise<void> {
  const walks = Array.from({ length: size.series }, (_, i) => createWalk(i));
  return (second) =>
    sender.write(walks.map((walk, i) => `${nameOf(size.branch, i)} ${walk()} ${second}\n`).join(''));
}

export function nameOf(branch: string, number: number): string {
  return `${branch}.s${String(number).padStart(4, '0')}`;
}

/** Values from 0 to 100 that go up and down in steps, with two decimals. */
function createWalk(seed: number): () => string {
  let state = (seed + 1) * 2_654_435_761;
  let value = 20 + ((seed * 7) % 60);
  return () => {
    // xorshift: enough for pictures, and the same everywhere.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    value = Math.min(100, Math.max(0, value + ((state >>> 0) / 2 ** 32 - 0.5) * 4));
    return value.toFixed(2);
  };
}
