import { setTimeout as sleep } from 'node:timers/promises';
import { archiveFor, type RunningContender } from '../contenders/contender.ts';
import { cpuSeconds, residentBytes } from '../processCost.ts';
import { lastLines, type Point, type Workload } from '../workload.ts';
import { type Figures, TITLES, type Trial } from './measure.ts';
import { isReadable } from './readable.ts';

const MOST_SECONDS = 120;

/**
 * Starts a contender on a folder that holds a workload: how long from the start of the process until it finds a series
 * by name and gives its value. The files are in the page cache.
 */
export async function measureStart({ contender, folder }: Trial, workload: Workload): Promise<Figures> {
  const server = await contender.start(folder, archiveFor(workload));
  try {
    const point = lastLines(workload)[0]!;
    while (!(await answers(server, point))) {
      if (performance.now() - server.spawnedAt > MOST_SECONDS * 1000) {
        throw new Error(`no right answer for ${point.name} within ${MOST_SECONDS} s of the start`);
      }
      await sleep(5);
    }
    const firstAnswer = (performance.now() - server.spawnedAt) / 1000;
    const cpu = cpuSeconds(server.pid);
    const memory = residentBytes(server.pid).now;
    await server.stop();
    return {
      [TITLES.firstAnswer]: firstAnswer,
      'CPU s until then': cpu,
      'RSS then, MB': memory / 1e6,
    };
  } catch (error) {
    await server.kill9();
    throw error;
  }
}

async function answers({ queries }: RunningContender, point: Point): Promise<boolean> {
  if (!queries) throw new Error('this server answers no queries');
  return (await queries.finds(point.name)) && (await isReadable(queries, point));
}
