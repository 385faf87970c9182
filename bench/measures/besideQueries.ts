import { archiveFor, type Queries } from '../contenders/contender.ts';
import { untilIdle } from '../processCost.ts';
import type { Workload } from '../workload.ts';
import { type Figures, FLUSH_SECONDS, MOST_IDLE_SECONDS, TITLES, type Trial } from './measure.ts';

/** Three stretches of the same series, one after the other. */
export interface Stretches {
  /** Stored before the clock starts; this is what is asked for. */
  readonly before: Workload;
  /** Sent at a pace without queries. */
  readonly quiet: Workload;
  /** Sent at the same pace while a client asks one heavy query after the other. */
  readonly asked: Workload;
}

/** How much heavy queries hold up the taking in of points. */
export async function measureBesideQueries(
  trial: Trial,
  { before, quiet, asked }: Stretches,
  rate: number,
): Promise<Figures> {
  const { contender, folder, sender } = trial;
  const server = await contender.start(folder, archiveFor(before, asked));
  try {
    const { queries } = server;
    if (!queries) throw new Error(`${contender.name} answers no queries`);
    await sender.send(server.carbon, before.files, 0).report;
    await untilIdle(server.pid, FLUSH_SECONDS, MOST_IDLE_SECONDS);
    const alone = await sender.send(server.carbon, quiet.files, rate).report;
    await untilIdle(server.pid, 1, 20);
    const enough = new AbortController();
    const asking = askInLoop(queries, before, enough.signal);
    asking.catch(() => enough.abort());
    const sending = sender.send(server.carbon, asked.files, rate).report;
    // Whichever of the two fails first ends the run.
    const beside = await Promise.race([sending, asking.then(() => sending)]);
    enough.abort();
    const seconds = await asking;
    await untilIdle(server.pid, 1, 10);
    let missing = 0;
    for (const part of [before, quiet, asked]) missing += part.lines - (await server.count(part));
    await server.stop();
    return {
      'accepted alone, points/s': quiet.lines / alone.acceptSeconds,
      [TITLES.acceptedBesideQueries]: asked.lines / beside.acceptSeconds,
      'longest wait alone, s': alone.longestWaitSeconds,
      [TITLES.longestWaitBesideQueries]: beside.longestWaitSeconds,
      'queries answered': seconds.length,
      'query, median, s': seconds.sort((a, b) => a - b)[seconds.length >> 1]!,
      [TITLES.missing]: missing,
    };
  } catch (error) {
    await server.kill9();
    throw error;
  }
}

/** Answers how many seconds each query took. */
async function askInLoop(queries: Queries, workload: Workload, enough: AbortSignal): Promise<number[]> {
  const seconds: number[] = [];
  while (!enough.aborted || seconds.length === 0) {
    const began = performance.now();
    const values = await queries.sum(workload, seconds.length);
    if (values !== workload.points) {
      throw new Error(`the sum has ${values} values instead of ${workload.points}`);
    }
    seconds.push((performance.now() - began) / 1000);
  }
  return seconds;
}
