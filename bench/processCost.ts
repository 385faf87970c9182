/** What a process has cost so far, read from /proc. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Clock ticks a second, in which /proc counts CPU time. */
const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** CPU seconds of all threads of a process since its start, user and system together. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets and may hold blanks: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])];
  return (userTicks + systemTicks) / TICKS;
}

/** Resident memory in bytes: now, and the most that the process ever had. */
export function residentBytes(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [now, peak] = ['VmRSS', 'VmHWM'].map((name) => {
    const match = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status);
    if (!match) throw new Error(`/proc/${pid}/status has no ${name} line`);
    return Number(match[1]) * 1024;
  });
  return { now: now!, peak: peak! };
}

/** Sum of the sizes of all files below a folder. */
export function folderBytes(folder: string): number {
  let sum = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // A server may take a file away while its folder is being read.
    if (entry.isFile()) {
      sum += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
    }
  }
  return sum;
}

/**
 * Waits at least `leastSeconds`, so that work done on a timer is part of the measurement, and then until the process
 * used no more than two ticks within 2 s, or `mostSeconds` are over. Answers the CPU seconds at the end.
 */
export async function untilIdle(pid: number, leastSeconds: number, mostSeconds: number): Promise<number> {
  const started = performance.now();
  await sleep(leastSeconds * 1000);
  let before = cpuSeconds(pid);
  for (;;) {
    await sleep(2000);
    const now = cpuSeconds(pid);
    if (now - before <= 2.5 / TICKS || performance.now() - started > mostSeconds * 1000) return now;
    before = now;
  }
}
