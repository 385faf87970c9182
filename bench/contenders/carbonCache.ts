import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageVersion } from '../../scripts/debianPackages.ts';
import { type Contender, schemasFor } from './contender.ts';
import { freeAddresses, listens, startServer } from './serverProcess.ts';

/**
 * Debian's carbon-cache over Whisper files, with the settings that Debian ships but for addresses, folders and these:
 * updates and creations are not throttled, and it sends itself no metrics.
 */
export function carbonCache(): Contender {
  return {
    name: 'Python carbon',
    version: packageVersion('graphite-carbon'),
    async start(folder, archive) {
      const storageFolder = join(folder, 'whisper');
      const addresses = (await freeAddresses(3)) as [string, string, string];
      for (const part of [storageFolder, join(folder, 'log')]) mkdirSync(part, { recursive: true });
      const configuration = join(folder, 'carbon.conf');
      writeFileSync(configuration, carbonConf(folder, storageFolder, addresses));
      writeFileSync(join(folder, 'storage-schemas.conf'), schemasFor(archive));
      const server = await startServer(
        folder,
        [
          '/usr/bin/carbon-cache',
          ...[`--config=${configuration}`, `--pidfile=${join(folder, 'carbon.pid')}`, '--nodaemon', 'start'],
        ],
        { GRAPHITE_ROOT: folder, PYTHONDONTWRITEBYTECODE: '1' },
        () => listens(addresses[0]),
      );
      return {
        ...server,
        carbon: addresses[0],
        storageFolder,
        url: null,
        async count({ firstSeconds, lastSeconds }) {
          const script = join(import.meta.dirname, 'countWhisper.py');
          const range = [String(firstSeconds), String(lastSeconds)];
          const { stdout } = await promisify(execFile)('/usr/bin/python3', [script, storageFolder, ...range]);
          return Number(stdout);
        },
        queries: null,
      };
    },
  };
}

function carbonConf(folder: string, whisper: string, addresses: readonly string[]): string {
  const [line, pickle, query] = addresses.map((address) => address.split(':')[1]!);
  return `[cache]
STORAGE_DIR = ${folder}/
LOCAL_DATA_DIR = ${whisper}/
CONF_DIR = ${folder}/
LOG_DIR = ${folder}/log/
PID_DIR = ${folder}/
DATABASE = whisper
USER =
LINE_RECEIVER_INTERFACE = 127.0.0.1
LINE_RECEIVER_PORT = ${line}
PICKLE_RECEIVER_INTERFACE = 127.0.0.1
PICKLE_RECEIVER_PORT = ${pickle}
CACHE_QUERY_INTERFACE = 127.0.0.1
CACHE_QUERY_PORT = ${query}
ENABLE_UDP_LISTENER = False
ENABLE_LOGROTATION = False
ENABLE_TAGS = False
MAX_CACHE_SIZE = inf
MAX_UPDATES_PER_SECOND = inf
MAX_CREATES_PER_MINUTE = inf
USE_FLOW_CONTROL = True
CACHE_WRITE_STRATEGY = sorted
WHISPER_FALLOCATE_CREATE = True
CARBON_METRIC_INTERVAL = 0
LOG_UPDATES = False
LOG_CREATES = False
`;
}
