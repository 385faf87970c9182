import { archiveFor } from '../contenders/contender.ts';
import { cpuSeconds, folderBytes, residentBytes, untilIdle } from '../processCost.ts';
import type { Workload } from '../workload.ts';
import { type Figures, FLUSH_SECONDS, MOST_IDLE_SECONDS, TITLES, type Trial } from './measure.ts';

/**
 * What it costs to take a workload in. `rate`: lines a second, 0 for as fast as the server reads. Leaves the storage in the
 * folder, stopped cleanly.
 */
export async function measureIngest(
  trial: Trial,
  workload: Workload,
  rate: number,
  flushAfterSeconds?: number,
): Promise<Figures> {
  const { contender, folder, sender } = trial;
  const server = await contender.start(folder, archiveFor(workload), flushAfterSeconds);
  try {
    const startCpu = await untilIdle(server.pid, 1, 10);
    const { acceptSeconds } = await sender.send(server.carbon, workload.files, rate).report;
    const idleCpu = await untilIdle(server.pid, FLUSH_SECONDS, MOST_IDLE_SECONDS);
    const memory = residentBytes(server.pid);
    const idleDisk = folderBytes(server.storageFolder);
    const stored = await server.count(workload);
    if (cpuSeconds(server.pid) < idleCpu) throw new Error('the CPU clock of the server went backwards');
    await server.stop();
    return {
      [TITLES.accepted]: workload.lines / acceptSeconds,
      [TITLES.cpu]: (idleCpu - startCpu) / (workload.lines / 1e6),
      'CPU s to start': startCpu,
      [TITLES.peak]: memory.peak / 1e6,
      'RSS when idle, MB': memory.now / 1e6,
      [TITLES.idleDisk]: idleDisk / workload.lines,
      'bytes/point on disk, stopped': folderBytes(server.storageFolder) / workload.lines,
      [TITLES.missing]: workload.lines - stored,
    };
  } catch (error) {
    await server.kill9();
    throw error;
  }
}
