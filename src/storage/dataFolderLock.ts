import { statSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** Held for as long as a process works on a data folder; gone with the process, however it ends. */
export interface DataFolderLock {
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process alone, or throws naming the process that has it.
 *
 * Node has no flock, and a lock file would outlive `kill -9`; a socket in Linux's abstract namespace, named after the
 * folder's device and inode, does not. Whoever connects is told the holder's process id.
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  const { dev, ino } = statSync(folder);
  const path = `\0plumbago-data-${dev}-${ino}`;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(String(process.pid));
  });
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') {
        reject(error);
        return;
      }
      holder(path).then((pid) =>
        reject(
          new Error(
            `the data folder ${folder} is in use by process ${pid}; end that one, or choose another with --data-dir`,
          ),
        ),
      );
    });
    server.listen(path, resolve);
  });
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function holder(path: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(path);
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(/^\d+$/.test(text) ? text : 'that does not say its number'));
  });
}
