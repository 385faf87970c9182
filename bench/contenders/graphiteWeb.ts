import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageVersion } from '../../scripts/debianPackages.ts';
import { carbonCache } from './carbonCache.ts';
import type { Contender } from './contender.ts';
import { freeAddresses, startServer } from './serverProcess.ts';

/** Debian's graphite-web under gunicorn (one process, four threads), over the Whisper files of Debian's carbon-cache. No caches. */
export function graphiteWeb(): Contender {
  const carbon = carbonCache();
  return {
    name: 'graphite-web',
    version: packageVersion('graphite-web'),
    async start(folder, archive) {
      const receiver = await carbon.start(folder, archive);
      const [address] = (await freeAddresses(1)) as [string];
      mkdirSync(join(folder, 'web-log'), { recursive: true });
      writeFileSync(join(folder, 'bench_settings.py'), settings(folder, receiver.storageFolder));
      const environment = {
        PYTHONPATH: folder,
        DJANGO_SETTINGS_MODULE: 'graphite.settings',
        GRAPHITE_SETTINGS_MODULE: 'bench_settings',
        PYTHONDONTWRITEBYTECODE: '1',
      };
      execFileSync('graphite-manage', ['migrate', '--run-syncdb', '-v', '0'], {
        env: { ...process.env, ...environment },
        stdio: 'ignore',
      });
      const url = `http://${address}`;
      const web = await startServer(
        folder,
        [
          'gunicorn',
          ...['-b', address, '-w', '1', '--threads', '4', '--timeout', '120', '--limit-request-line', '0'],
          'django.core.wsgi:get_wsgi_application()',
        ],
        environment,
        async () => (await fetch(`${url}/version`).catch(() => undefined))?.ok === true,
      );
      return {
        ...receiver,
        // What answers is counted: the worker, not gunicorn's own process above it.
        pid: Number(execFileSync('pgrep', ['-P', String(web.pid)], { encoding: 'utf8' }).trim()),
        spawnedAt: web.spawnedAt,
        url,
        async stop() {
          await web.stop();
          await receiver.stop();
        },
        async kill9() {
          await web.kill9();
          await receiver.kill9();
        },
      };
    },
  };
}

function settings(folder: string, whisper: string): string {
  const text = (path: string) => JSON.stringify(path);
  return `SECRET_KEY = 'benchmark'
TIME_ZONE = 'UTC'
GRAPHITE_ROOT = ${text(folder)}
CONF_DIR = ${text(folder)}
STORAGE_DIR = ${text(folder)}
WHISPER_DIR = ${text(whisper)}
LOG_DIR = ${text(join(folder, 'web-log'))}
INDEX_FILE = ${text(join(folder, 'index'))}
ALLOWED_HOSTS = ['*']
DATABASES = {'default': {'NAME': ${text(join(folder, 'graphite.db'))}, 'ENGINE': 'django.db.backends.sqlite3',
                         'USER': '', 'PASSWORD': '', 'HOST': '', 'PORT': ''}}
CARBONLINK_HOSTS = []
DEFAULT_CACHE_DURATION = 0
FIND_CACHE_DURATION = 0
TAGDB_CACHE_DURATION = 0
FUNCTION_PLUGINS = []
USE_WORKER_POOL = False
LOG_ROTATION = False
`;
}
