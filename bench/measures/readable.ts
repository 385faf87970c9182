import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { archiveFor, type Queries } from '../contenders/contender.ts';
import { untilIdle } from '../processCost.ts';
import { lastLines, type Point, type Workload } from '../workload.ts';
import { type Figures, FLUSH_SECONDS, MOST_IDLE_SECONDS, TITLES, type Trial } from './measure.ts';

const SINGLE_LINES = 5;

/**
 * How long after the last byte was sent the last point can be read: behind a workload that came as fast as the server
 * read, and for single lines while there is nothing else to do. Asks every few milliseconds, so CPU is no matter here.
 */
export async function measureReadable(trial: Trial, workload: Workload): Promise<Figures> {
  const { contender, folder, sender } = trial;
  const server = await contender.start(folder, archiveFor(workload));
  try {
    const { queries } = server;
    if (!queries) throw new Error(`${contender.name} answers no queries`);
    const sending = sender.send(server.carbon, workload.files, 0);
    const sentAt = await sending.sent;
    // The order among connections is open, so the last line of each has to be there.
    const lasts = lastLines(workload);
    for (const last of lasts) await untilReadable(queries, last);
    const afterBulk = (performance.now() - sentAt) / 1000;
    await sending.report;
    await untilIdle(server.pid, FLUSH_SECONDS, MOST_IDLE_SECONDS);

    const [host, port] = server.carbon.split(':') as [string, string];
    const socket = connect({ host, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    const afterSingle: number[] = [];
    for (let number = 1; number <= SINGLE_LINES; number++) {
      const seconds = workload.lastSeconds + number * workload.step;
      const point = { name: lasts[0]!.name, value: number, seconds };
      await new Promise((written) => socket.write(`${point.name} ${number} ${seconds}\n`, written));
      const writtenAt = performance.now();
      await untilReadable(queries, point);
      afterSingle.push((performance.now() - writtenAt) / 1000);
      await sleep(300);
    }
    socket.destroy();
    await server.stop();
    afterSingle.sort((a, b) => a - b);
    return {
      [TITLES.readable]: afterBulk,
      'single line, median, s': afterSingle[SINGLE_LINES >> 1]!,
      'single line, slowest, s': afterSingle.at(-1)!,
    };
  } catch (error) {
    await server.kill9();
    throw error;
  }
}

const MOST_SECONDS = 60;

async function untilReadable(queries: Queries, point: Point): Promise<void> {
  const began = performance.now();
  while (!(await isReadable(queries, point))) {
    if (performance.now() - began > MOST_SECONDS * 1000) {
      throw new Error(
        `${point.name} has no value ${point.value} at ${point.seconds} after ${MOST_SECONDS} s`,
      );
    }
    await sleep(5);
  }
}

/** Whether a query gives the point with its value, to the precision that every contender keeps. */
export async function isReadable(queries: Queries, { name, value, seconds }: Point): Promise<boolean> {
  const found = await queries.valueAt(name, seconds);
  return found !== null && Math.abs(found - value) <= Math.abs(value) * 1e-9;
}
