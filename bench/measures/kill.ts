import { archiveFor } from '../contenders/contender.ts';
import { untilIdle } from '../processCost.ts';
import type { Workload } from '../workload.ts';
import { type Figures, TITLES, type Trial } from './measure.ts';

/** Sends at a steady pace, kills the server at the moment when it has read everything, starts it again and counts. */
export async function measureKill(trial: Trial, workload: Workload, rate: number): Promise<Figures> {
  const { contender, folder, sender } = trial;
  const archive = archiveFor(workload);
  const killed = await contender.start(folder, archive);
  try {
    await untilIdle(killed.pid, 1, 10);
    await sender.send(killed.carbon, workload.files, rate).report;
  } finally {
    await killed.kill9();
  }
  const server = await contender.start(folder, archive);
  try {
    const startSeconds = (performance.now() - server.spawnedAt) / 1000;
    const lost = workload.lines - (await server.count(workload));
    await server.stop();
    return {
      [TITLES.killed]: lost,
      'as seconds of points': lost / rate,
      'start after it, s': startSeconds,
    };
  } catch (error) {
    await server.kill9();
    throw error;
  }
}
