/**
 * Entry of the store's thread: the only writer. It owns the sockets that points arrive on, so bytes are parsed where
 * they land and no point crosses a thread.
 */

import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { loadSchemaOf } from '../config/storageSchemas.ts';
import { startCompactor } from '../storage/native/compactor.ts';
import { NativeEngine } from '../storage/native/nativeEngine.ts';
import type { StoreStatus } from '../storage/store.ts';
import type { LogFields, Logger } from '../telemetry/log.ts';
import { startCarbonTcp } from './carbonTcp.ts';
import { startCarbonUdp } from './carbonUdp.ts';
import { IngestCounters } from './ingestCounters.ts';
import type { Receiver } from './receiver.ts';
import { type FromStore, packAnswer, type StoreThreadSettings, type ToStore } from './storeMessages.ts';

const port = parentPort!;
const settings = workerData as StoreThreadSettings;

function post(message: FromStore, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function logAt(level: 'info' | 'warn' | 'error') {
  return (message: string, fields?: LogFields) => post({ kind: 'log', level, message, fields });
}
const log: Logger = { info: logAt('info'), warn: logAt('warn'), error: logAt('error') };

const now = (): number => Date.now() / 1000;

async function start(): Promise<void> {
  const receivers: Receiver[] = [];
  const counters = new IngestCounters(log);
  const engine = new NativeEngine({
    folder: settings.folder,
    schemaOf: loadSchemaOf(settings, (path) => readFileSync(path, 'utf8')),
    limits: settings.ingest,
    ...settings.storage,
    now,
    compactor: startCompactor((file, series, place) =>
      log.error('a chunk fails its checksum and is left out of a merge', { file, series, place }),
    ),
    log,
    refused: (reason, example) => counters.refuse(reason, example),
    writable: (is) => {
      for (const receiver of receivers) receiver.setReading(is);
    },
  });
  const { carbon } = settings;
  const { maxLineBytes, idleTimeoutSeconds } = settings.ingest;
  let tcp: Receiver | null = null;
  let udp: Receiver | null = null;
  if (carbon) {
    tcp = await startCarbonTcp({ address: carbon, sink: engine, counters, maxLineBytes, idleTimeoutSeconds });
    receivers.push(tcp);
    // Port 0 has become a real one: UDP takes the same.
    if (settings.carbonUdp) {
      udp = await startCarbonUdp({
        address: { ...tcp.address, host: carbon.host },
        sink: engine,
        counters,
        maxLineBytes,
      });
      receivers.push(udp);
    }
  }

  const calls: { [Call in ToStore['call']]: (...args: never[]) => unknown } = {
    find: (...args: Parameters<NativeEngine['find']>) => engine.find(...args),
    search: (...args: Parameters<NativeEngine['searchNames']>) => engine.searchNames(...args),
    fetch: (...args: Parameters<NativeEngine['fetch']>) => packAnswer(engine.fetch(...args)),
    append: (...args: Parameters<NativeEngine['append']>) => engine.append(...args),
    status: (): StoreStatus => ({
      ...engine.status(),
      refused: counters.refused,
      linesReceived: counters.lines,
      bytesReceived: counters.bytes,
      connections: counters.connections,
    }),
    close: async () => {
      await Promise.all(receivers.map((receiver) => receiver.close()));
      await engine.close();
      counters.flush();
    },
  };

  port.on('message', async (message: ToStore) => {
    const { id } = message;
    try {
      const answer = await (calls[message.call] as (...args: unknown[]) => unknown)(...message.args);
      const values =
        message.call === 'fetch' ? [(answer as ReturnType<typeof packAnswer>).values.buffer] : [];
      post({ kind: 'answer', id, answer }, values);
    } catch (error) {
      const { name, message: text } = error as Error;
      post({ kind: 'error', id, name, message: text });
    }
    if (message.call === 'close') port.close();
  });
  post({ kind: 'ready', carbon: tcp?.address ?? null, carbonUdp: udp?.address ?? null });
}

try {
  await start();
} catch (error) {
  post({ kind: 'failed', message: listenError(error as NodeJS.ErrnoException) });
  port.close();
}

/** Says which setting to change when a port can't be had. */
function listenError(error: NodeJS.ErrnoException): string {
  const wanted = settings.carbon ? `${settings.carbon.host}:${settings.carbon.port}` : '';
  if (error.syscall === 'listen' || error.syscall === 'bind') {
    return `can't listen for plaintext points on ${wanted}: ${error.message}; choose another with --carbon [ADDR:]PORT, or --carbon off`;
  }
  return error.message;
}
