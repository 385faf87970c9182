import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Contender } from './contenders.ts';
import { cpuSeconds, folderBytes, peakResidentBytes, untilIdle } from './processCost.ts';
import type { Workload } from './workload.ts';

/** One run of one server over one workload. */
export interface Measurement {
  /** From the first byte sent until the server had closed all connections after reading everything. */
  readonly acceptSeconds: number;
  /** CPU that the server used from the first byte until it was idle again, storing included. */
  readonly cpuSeconds: number;
  /** CPU that it had used before the first byte. */
  readonly startCpuSeconds: number;
  /** Highest resident memory up to idle, before anything was queried. */
  readonly peakBytes: number;
  readonly idleDiskBytes: number;
  /** After a clean stop. */
  readonly stoppedDiskBytes: number;
  /** Points found again by queries. */
  readonly stored: number;
}

/** Longer than VictoriaMetrics' timed flush (10 s), so that its work of storing is counted as well. */
const LEAST_SECONDS = 12;
const MOST_SECONDS = 45;

/** Starts a server with empty storage in `folder`, sends it a workload, and stops it. */
export async function measureIngest(
  contender: Contender,
  folder: string,
  workload: Workload,
): Promise<Measurement> {
  const server = await contender.start(folder, workload);
  try {
    const startCpuSeconds = await untilIdle(server.pid, 1, 10);
    const [host, port] = server.carbon.split(':') as [string, string];
    const sender = await promisify(execFile)(
      process.execPath,
      [join(import.meta.dirname, 'sendFiles.ts'), host, port, ...workload.files],
      { maxBuffer: 2 ** 20, timeout: 300_000 },
    );
    const { seconds: acceptSeconds } = JSON.parse(sender.stdout) as { seconds: number };
    const idleCpuSeconds = await untilIdle(server.pid, LEAST_SECONDS, MOST_SECONDS);
    const peakBytes = peakResidentBytes(server.pid);
    const idleDiskBytes = folderBytes(server.storageFolder);
    const stored = await server.countStored();
    const cpu = idleCpuSeconds - startCpuSeconds;
    if (cpuSeconds(server.pid) < idleCpuSeconds)
      throw new Error('the CPU clock of the server went backwards');
    await server.stop();
    return {
      acceptSeconds,
      cpuSeconds: cpu,
      startCpuSeconds,
      peakBytes,
      idleDiskBytes,
      stoppedDiskBytes: folderBytes(server.storageFolder),
      stored,
    };
  } catch (error) {
    await server.stop().catch(() => undefined);
    throw error;
  }
}
