/** Servers that are not ours: started on free ports, watched until they listen, ended. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerProcess {
  readonly pid: number;
  /** `performance.now()`. */
  readonly spawnedAt: number;
  stop(): Promise<void>;
  kill9(): Promise<void>;
}

const START_SECONDS = 120;

/**
 * Starts a server that prints to a file in `folder` and waits until `ready`. Throws with what it printed when it ends
 * before that or takes longer than two minutes.
 */
export async function startServer(
  folder: string,
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
  ready: () => Promise<boolean>,
): Promise<ServerProcess> {
  const [program, ...argv] = command;
  const log = join(folder, 'printed.log');
  const output = openSync(log, 'a');
  const spawnedAt = performance.now();
  const child = spawn(program!, argv, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const ended = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  await once(child, 'spawn');
  while (!(await ready())) {
    const late = performance.now() - spawnedAt > START_SECONDS * 1000;
    if (late || child.exitCode !== null) {
      if (late) await end('SIGKILL');
      const what = late ? `was not ready within ${START_SECONDS} s` : 'ended before it was ready';
      throw new Error(`${program} ${what}:\n${readFileSync(log, 'utf8').slice(-4000)}`);
    }
    await sleep(5);
  }
  return { pid: child.pid!, spawnedAt, stop: () => end('SIGTERM'), kill9: () => end('SIGKILL') };
}

/** Whether something listens at `host:port`. */
export async function listens(address: string): Promise<boolean> {
  const [host, port] = address.split(':') as [string, string];
  const socket = connect({ host, port: Number(port) });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Addresses on the loopback that nobody listens at. */
export async function freeAddresses(count: number): Promise<string[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      server.close();
      await once(server, 'close');
      if (address === null || typeof address === 'string') throw new Error('no free port');
      return `127.0.0.1:${address.port}`;
    }),
  );
}
