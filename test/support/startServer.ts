/** The real program for tests: what a test started is ended after it, and shown when the test fails. */
import { rmSync } from 'node:fs';
import { afterAll, afterEach } from 'vitest';
import { type Server, type ServerOptions, startProgram, temporaryFolder } from './runProgram.ts';

const folders: string[] = [];
const servers: { server: Server; shown: number }[] = [];

afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const entry of servers) {
    const output = entry.server.output();
    if (output.length > entry.shown)
      console.error(`plumbago ${entry.server.pid} printed:\n${output.slice(entry.shown)}`);
    entry.shown = output.length;
  }
});

afterAll(async () => {
  for (const { server } of servers.splice(0)) await server.discard();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** As `startProgram`; the process ends and its folder goes when the test file is done. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const server = await startProgram(options);
  servers.push({ server, shown: 0 });
  return server;
}

/** A fresh folder that goes when the test file is done; for servers that come back to the same data. */
export function testFolder(purpose: string): string {
  const folder = temporaryFolder(purpose);
  folders.push(folder);
  return folder;
}
