/** Sends a workload from a process of its own: send.c where there is a C compiler, otherwise sendFiles.ts. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface SendReport {
  readonly bytes: number;
  /** From the first byte until the kernel had the last one. */
  readonly sentSeconds: number;
  /** From the first byte until the server had read everything and closed all connections. */
  readonly acceptSeconds: number;
  /** The longest that a connection had bytes to send and the server took none. */
  readonly longestWaitSeconds: number;
  /** The sender's own. */
  readonly cpuSeconds: number;
}

export interface Sending {
  /** When the kernel has the last byte, as `performance.now()`. */
  readonly sent: Promise<number>;
  readonly report: Promise<SendReport>;
}

export interface Sender {
  /** For the head of the results. */
  readonly about: string;
  /** Sends each file over a connection of its own. `rate`: lines a second over all of them, 0 for as fast as it goes. */
  send(address: string, files: readonly string[], rate: number): Sending;
}

/** Makes the sender ready; a compiled one goes to `folder`. */
export function createSender(folder: string): Sender {
  const compiled = join(folder, 'send');
  const source = join(import.meta.dirname, 'send.c');
  const compiler = spawnSync('cc', ['--version']).error === undefined;
  if (compiler) {
    execFileSync('cc', ['-O2', '-std=gnu17', '-o', compiled, source], { stdio: 'inherit' });
    return { about: 'sender in C (bench/send.c)', send: (...what) => run([compiled], ...what) };
  }
  const script = join(import.meta.dirname, 'sendFiles.ts');
  return {
    about: 'sender in Node (bench/sendFiles.ts), since there is no C compiler; it takes CPU from the servers',
    send: (...what) => run([process.execPath, script], ...what),
  };
}

function run(command: readonly string[], address: string, files: readonly string[], rate: number): Sending {
  const [host, port] = address.split(':') as [string, string];
  const [program, ...argv] = command;
  const child = spawn(program!, [...argv, host, port, String(rate), ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const sent = Promise.withResolvers<number>();
  let report: SendReport | undefined;
  createInterface(child.stdout).on('line', (line) => {
    if (line === 'sent') sent.resolve(performance.now());
    else report = JSON.parse(line) as SendReport;
  });
  const done = once(child, 'close').then(([code]) => {
    if (code === 0 && report) return report;
    throw new Error(`the sender ended with code ${code}`);
  });
  done.catch(sent.reject);
  // Whoever waits for the report alone is told there.
  sent.promise.catch(() => undefined);
  return { sent: sent.promise, report: done };
}
