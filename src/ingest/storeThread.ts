/**
 * Entry of the store's thread: the only writer. It owns the sockets that points arrive on, so bytes are parsed where
 * they land and no point crosses a thread.
 */

import { readFileSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { loadSchemaOf } from '../config/storageSchemas.ts';
import type { SchemaOf } from '../model/retention.ts';
import { Administration } from '../storage/native/administration.ts';
import { backupEngine } from '../storage/native/backup.ts';
import { startCompactor } from '../storage/native/compactor.ts';
import { Expiry } from '../storage/native/expiry.ts';
import { giveBackAfterStart } from '../storage/native/giveMemoryBack.ts';
import { NativeEngine } from '../storage/native/nativeEngine.ts';
import { ReaderPool } from '../storage/native/readerPool.ts';
import { RetentionChange } from '../storage/native/retentionChange.ts';
import type { StoreStatus } from '../storage/store.ts';
import type { LogFields, Logger } from '../telemetry/log.ts';
import { startCarbonTcp } from './carbonTcp.ts';
import { startCarbonUdp } from './carbonUdp.ts';
import { IngestCounters } from './ingestCounters.ts';
import { packNodes } from './packedNodes.ts';
import type { Receiver } from './receiver.ts';
import type {
  FromStore,
  ReadCall,
  StoreCall,
  StoreCalls,
  StoreThreadSettings,
  ToStore,
} from './storeMessages.ts';

const port = parentPort!;
const settings = workerData as StoreThreadSettings;

/** The conf files are looked at so often; carbon does it once a minute. */
const CONF_SECONDS = 10;
const EXPIRY_SECONDS = 600;

function post(message: FromStore): void {
  port.postMessage(message);
}

function logAt(level: 'info' | 'warn' | 'error') {
  return (message: string, fields?: LogFields) => post({ kind: 'log', level, message, fields });
}
const log: Logger = { info: logAt('info'), warn: logAt('warn'), error: logAt('error') };

const now = (): number => Date.now() / 1000;

/** The rules of the conf files, read again when these change; a mistake in them leaves the old rules in force. */
class Rules {
  schemaOf: SchemaOf = this.read();
  private seen = this.stamp();

  /** True when there are new rules. */
  refresh(): boolean {
    const stamp = this.stamp();
    if (stamp === this.seen) return false;
    this.seen = stamp;
    try {
      this.schemaOf = this.read();
      return true;
    } catch (error) {
      log.error('the changed rules of retention are not used; the old ones stay in force', {
        error: (error as Error).message,
      });
      return false;
    }
  }

  private read(): SchemaOf {
    return loadSchemaOf(settings, (path) => readFileSync(path, 'utf8'));
  }

  private stamp(): string {
    return [settings.schemasFile, settings.aggregationFile]
      .map((path) => {
        const stat = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
        return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : 'none';
      })
      .join(', ');
  }
}

async function start(): Promise<void> {
  const receivers: Receiver[] = [];
  const counters = new IngestCounters(log);
  const rules = new Rules();
  const readers = new ReaderPool(settings.readers, log);
  const { prefixLimits, ...limits } = settings.ingest;
  const engine = new NativeEngine({
    folder: settings.folder,
    schemaOf: (name) => rules.schemaOf(name),
    limits: {
      ...limits,
      prefixLimits: prefixLimits.map(({ pattern, value }) => ({ pattern, maxSeries: value })),
    },
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
    published: (manifest) => readers.publish(manifest),
  });
  void readers.publish(engine.maintenance.manifest);
  const administration = new Administration(engine);
  const retention = new RetentionChange(engine, () => rules.schemaOf);
  const expiry = new Expiry(
    engine,
    administration,
    settings.storage.expire.map(({ pattern, value }) => ({ pattern, seconds: value })),
    log,
  );
  const timers = [
    every(CONF_SECONDS, async () => {
      if (!rules.refresh()) return;
      const { series } = await retention.applyRetention({ dryRun: false });
      log.info('the rules of retention have changed; what is stored follows', { series });
    }),
    every(EXPIRY_SECONDS, () => expiry.run()),
  ];
  const { carbon } = settings;
  const { maxLineBytes, idleTimeoutSeconds } = settings.ingest;
  let tcp: Receiver | null = null;
  let udp: Receiver | null = null;
  if (carbon) {
    tcp = await startCarbonTcp({
      address: carbon,
      sink: engine,
      counters,
      maxLineBytes,
      idleTimeoutSeconds,
      whenKept: (done) => engine.whenCommitted(done),
    });
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

  const calls: {
    [Call in Exclude<StoreCall, ReadCall>]: (
      ...args: StoreCalls[Call]['args']
    ) => StoreCalls[Call]['answer'] | Promise<StoreCalls[Call]['answer']>;
  } = {
    find: (...args) => packNodes(engine.find(...args)),
    search: (...args) => engine.searchNames(...args),
    names: (...args) => engine.registry.tree.names(...args),
    findByTags: (...args) => engine.registry.findByTags(...args),
    tags: (...args) => engine.registry.tags.tags(...args),
    tagValues: (...args) => engine.registry.tags.values(...args),
    completeTags: (...args) => engine.registry.tags.completeTags(...args),
    completeTagValues: (...args) => engine.registry.tags.completeValues(...args),
    create: (...args) => engine.create(...args),
    append: (...args) => engine.append(...args),
    status: (): StoreStatus => {
      const status = engine.status();
      const reads = readers.figures;
      return {
        ...status,
        refused: counters.refused,
        refusedByPrefix: counters.refusedByPrefix,
        linesReceived: counters.lines,
        bytesReceived: counters.bytes,
        connections: counters.connections,
        activity: retention.activity(),
        figures: {
          ...status.figures,
          'reads.count_total': reads.reads,
          'reads.seconds_total': reads.milliseconds / 1000,
          'reads.cancelled_total': reads.cancelled,
          'reads.bytes_total': reads.bytes,
          'reads.chunks_total': reads.chunks,
          'reads.directory_hits_total': reads.directoryHits,
          'reads.directory_misses_total': reads.directoryMisses,
        },
      };
    },
    describe: (...args) => administration.describe(...args),
    delete: (...args) => administration.delete(...args),
    rename: (...args) => administration.rename(...args),
    merge: (...args) => administration.merge(...args),
    unused: (...args) => administration.unused(...args),
    setRetention: (...args) => retention.setRetention(...args),
    applyRetention: (...args) => {
      rules.refresh();
      return retention.applyRetention(...args);
    },
    backup: (...args) => backupEngine(engine, ...args),
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(receivers.map((receiver) => receiver.close()));
      await engine.close();
      readers.close();
      counters.flush();
    },
  };

  /** Hands a call that reads to a reader, who answers it; false when it is another call. */
  const handedOn = (message: ToStore): boolean => {
    const { id } = message;
    if (message.call === 'fetch') {
      readers.read(id, engine, engine.planner.plan(...message.args));
    } else if (message.call === 'fold') {
      const plan = engine.planner.planFolds(...message.args);
      if (plan.folds.length > 0) readers.read(id, engine, plan);
      else post({ kind: 'answer', id, answer: null });
    } else return false;
    return true;
  };

  port.on('message', async (message: ToStore) => {
    const { id } = message;
    try {
      if (handedOn(message)) return;
      const call = calls[message.call as Exclude<StoreCall, ReadCall>] as (...args: unknown[]) => unknown;
      post({ kind: 'answer', id, answer: await call(...message.args) });
    } catch (error) {
      const { name, message: text } = error as Error;
      post({ kind: 'error', id, name, message: text });
    }
    if (message.call === 'close') port.close();
  });
  post({ kind: 'ready', carbon: tcp?.address ?? null, carbonUdp: udp?.address ?? null });
  giveBackAfterStart();
  // What was changed while nobody ran follows now, in the background.
  await retention.applyRetention({ dryRun: false });
}

/** Does something again and again, never twice at once; what fails is logged. */
function every(seconds: number, work: () => Promise<unknown>): NodeJS.Timeout {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    work()
      .catch((error: Error) => log.error('work in the background failed', { error: error.message }))
      .finally(() => {
        busy = false;
      });
  }, seconds * 1000);
  timer.unref();
  return timer;
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
