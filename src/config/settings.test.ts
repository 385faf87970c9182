import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NAMED_SETTINGS, type Setting } from './serveSettings.ts';
import { checkSettings, loadSettings, type ServeSettings, SettingsError, wantsHelp } from './settings.ts';
import { configurationPage, flagsHelp } from './settingsText.ts';

interface Given {
  argv?: string[];
  env?: Record<string, string>;
  files?: Record<string, string>;
}

function input({ argv = [], env = {}, files = {} }: Given) {
  return { argv, env, readFile: (path: string) => files[path] ?? null, cwd: '/srv' };
}

function load(given: Given = {}): ServeSettings {
  return loadSettings(input(given));
}

/** The problems of settings that must not load. */
function problems(given: Given): readonly string[] {
  try {
    load(given);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  throw new Error('the settings were accepted');
}

test('without any settings everything listens on this machine alone', () => {
  const settings = load();
  expect(settings).toMatchObject({
    dataDir: '/srv/data',
    configFile: null,
    http: { host: '127.0.0.1', port: 8080 },
    carbon: { host: '127.0.0.1', port: 2003 },
    carbonUdp: false,
    pickle: null,
    statsd: null,
    statsdAdmin: null,
    engine: 'native',
    schemasFile: null,
    aggregationFile: null,
    anonymous: 'none',
    insecure: false,
    adminPassword: null,
    agent: true,
    agentIntervalSeconds: 1,
    readyFile: null,
    logLevel: 'info',
    storage: {
      walSync: 1,
      flushAfterSeconds: 900,
      flushAfterBytes: 268_435_456,
      walMaxBytes: 4 * 2 ** 30,
      readers: 'auto',
      expire: [],
    },
    warnings: [],
  });
  expect(new Set(Object.values(settings.sources))).toEqual(new Set(['default']));
});

describe('precedence', () => {
  const files = {
    '/srv/data/plumbago.toml': 'http = 1001\ncarbon = 2001\nlisten = "10.0.0.1"\nagent = false\n',
  };
  const env = { PLUMBAGO_HTTP: '1002', PLUMBAGO_CARBON: '2002' };

  test('flag before environment before file before default', () => {
    const settings = load({ files, env, argv: ['--http', '1003'] });
    expect(settings.http).toEqual({ host: '10.0.0.1', port: 1003 });
    expect(settings.carbon).toEqual({ host: '10.0.0.1', port: 2002 });
    expect(settings.agent).toBe(false);
    expect(settings.engine).toBe('native');
    expect(settings.sources).toMatchObject({
      http: 'flag --http',
      carbon: 'environment PLUMBAGO_CARBON',
      listen: '/srv/data/plumbago.toml: listen',
      agent: '/srv/data/plumbago.toml: agent',
      engine: 'default',
    });
  });

  test('of several flags the last', () => {
    expect(load({ argv: ['--http=1', '--carbon-udp', '--http', '2', '--no-carbon-udp'] })).toMatchObject({
      http: { port: 2 },
      carbonUdp: false,
    });
  });

  test('an empty variable counts as not set', () => {
    expect(load({ files, env: { PLUMBAGO_HTTP: '' } }).http?.port).toBe(1001);
  });

  test('a flag can take back what the file says', () => {
    expect(load({ files, argv: ['--agent'] }).agent).toBe(true);
  });
});

describe('listeners', () => {
  test.each([
    [['--http', '0'], { http: { host: '127.0.0.1', port: 0 } }],
    [['--http', 'off', '--carbon=off'], { http: null, carbon: null }],
    [
      ['--listen', '::', '--http', '[::1]:80'],
      { http: { host: '::1', port: 80 }, carbon: { host: '::', port: 2003 } },
    ],
    [['--listen=0.0.0.0', '--carbon', '10.0.0.7:2103'], { carbon: { host: '10.0.0.7', port: 2103 } }],
  ])('%j', (argv, expected) => expect(load({ argv })).toMatchObject(expected));

  test.each([
    [{ argv: ['--pickle', '2004'] }, 'flag --pickle: nothing listens for pickle in this version'],
    [
      { env: { PLUMBAGO_STATSD: '8125' } },
      'environment PLUMBAGO_STATSD: nothing listens for StatsD in this version',
    ],
    [
      { files: { '/srv/data/plumbago.toml': 'statsd-admin = 8126' } },
      "/srv/data/plumbago.toml: statsd-admin: nothing listens for StatsD's administration in this version",
    ],
    [{ argv: ['--carbon-udp', '--carbon', 'off'] }, 'flag --carbon-udp: has no effect while carbon is off'],
  ])('%j is a warning', (given, warning) => expect(load(given).warnings).toEqual([warning]));

  test('pickle and StatsD that are off are no warning', () => {
    expect(load({ argv: ['--pickle', 'off', '--statsd=off', '--statsd-admin', 'off'] }).warnings).toEqual([]);
  });
});

describe('the file', () => {
  test('the one in the data folder comes before the one in /etc', () => {
    const files = { '/d/plumbago.toml': 'http = 1', '/etc/plumbago/plumbago.toml': 'http = 2\ncarbon = 3' };
    const settings = load({ files, env: { PLUMBAGO_DATA_DIR: '/d' } });
    expect(settings).toMatchObject({
      configFile: '/d/plumbago.toml',
      http: { port: 1 },
      carbon: { port: 2003 },
    });
    expect(load({ files })).toMatchObject({ configFile: '/etc/plumbago/plumbago.toml', http: { port: 2 } });
  });

  test('the named one is the only one, and must exist', () => {
    const files = { '/srv/my.toml': 'http = 1', '/srv/data/plumbago.toml': 'carbon = 3' };
    expect(load({ files, argv: ['--config', 'my.toml'] })).toMatchObject({
      configFile: '/srv/my.toml',
      http: { port: 1 },
      carbon: { port: 2003 },
    });
    expect(problems({ files, env: { PLUMBAGO_CONFIG: 'yours.toml' } })).toEqual([
      'environment PLUMBAGO_CONFIG: there is no file /srv/yours.toml',
    ]);
  });

  test('relative paths start at the file, those of flags at the working folder', () => {
    const files = { '/etc/plumbago/plumbago.toml': 'data-dir = "/srv/plumbago"\nschemas = "s.conf"' };
    expect(load({ files, argv: ['--aggregation', 'a.conf'] })).toMatchObject({
      dataDir: '/srv/plumbago',
      schemasFile: '/etc/plumbago/s.conf',
      aggregationFile: '/srv/a.conf',
    });
  });

  test('tables, numbers, words and sizes', () => {
    const text = `
      [storage]
      wal-sync = "always"
      flush-after-bytes = "1 GiB"
      [ingest]
      max-series = 1_000
      idle-timeout-seconds = 0.5
    `;
    const { storage, ingest } = load({ files: { '/srv/data/plumbago.toml': text } });
    expect(storage).toMatchObject({ walSync: 'always', flushAfterBytes: 2 ** 30 });
    expect(ingest).toMatchObject({ maxSeries: 1000, idleTimeoutSeconds: 0.5 });
  });

  const f = '/srv/data/plumbago.toml';
  test.each([
    ['htpp = 8080', `${f}: htpp: there is no such setting (did you mean "http"?)`],
    ['[storag]\nwal-sync = 1', `${f}: storag: there is no such setting (did you mean "storage"?)`],
    [
      '[storage]\nwal_sync = 1',
      `${f}: storage.wal_sync: there is no such setting (did you mean "storage.wal-sync"?)`,
    ],
    ['zebra = 1', `${f}: zebra: there is no such setting`],
    ['config = "x"', `${f}: config: there is no such setting`],
    ['agent = "yes"', `${f}: agent: expected boolean, found a string`],
    ['http = false', `${f}: http: expected integer or string, found a boolean`],
    ['http = [1]', `${f}: http: expected integer or string, found an array`],
    ['engine = 2020-01-01', `${f}: engine: expected string, found a date`],
    ['storage = 1', `${f}: storage: this is a table; write [storage] and its settings below`],
    ['[http]\nport = 1', `${f}: http: expected integer or string, found table`],
    ['[ingest]\nmax-series = 0', `${f}: ingest.max-series: "0" is not a whole number from 1 to 1000000000`],
    [
      'data-dir = "/x"',
      `${f}: data-dir: the file in the data folder can't name another data folder; use --data-dir`,
    ],
  ])('%j', (text, problem) => expect(problems({ files: { [f]: text } })).toEqual([problem]));

  test('what is not TOML is told with line and column', () => {
    expect(problems({ files: { [f]: 'http = 1\ncarbon == 2\n' } })).toEqual([
      expect.stringMatching(/^\/srv\/data\/plumbago\.toml: line 2, column \d+: not TOML: /),
    ]);
  });

  test('a file that can not be read is told', () => {
    const readFile = (): string => {
      throw new Error('EACCES: permission denied');
    };
    expect(checkSettings({ argv: [], env: {}, readFile, cwd: '/w' }).problems).toEqual([
      "/w/data/plumbago.toml: can't be read: EACCES: permission denied",
    ]);
  });
});

describe('flags', () => {
  test.each([
    [['--htpp', '80'], 'argument 1: there is no flag --htpp (did you mean "--http"?)'],
    [['--carbon-upd'], 'argument 1: there is no flag --carbon-upd (did you mean "--carbon-udp"?)'],
    [['--no-http'], 'argument 1: there is no flag --no-http (did you mean "--http"?)'],
    [['--http'], 'argument 1: --http needs a value, --http [ADDR:]PORT'],
    [['--http', '--insecure'], 'argument 1: --http needs a value, --http [ADDR:]PORT'],
    [['--insecure', 'yes'], 'argument 2: "yes" belongs to no flag; flags start with --'],
    [['--insecure=maybe'], 'flag --insecure: "maybe" is neither true nor false'],
    [['--no-agent=true'], 'argument 1: --no-agent takes no value'],
    [
      ['--http', '99999'],
      'flag --http: "99999" has no port between 0 and 65535; write [ADDR:]PORT, or "off"',
    ],
    [['--data-dir='], 'flag --data-dir: it is empty'],
    [
      ['--engine', 'whisper'],
      'flag --engine: this version has only the native engine; leave the setting out',
    ],
    [
      ['--engine', 'clickhouse'],
      'flag --engine: this version has only the native engine; leave the setting out',
    ],
  ])('%j', (argv, problem) => expect(problems({ argv })).toEqual([problem]));

  test('all problems are told at once', () => {
    expect(problems({ argv: ['--htpp', '1', '--engine', 'x'], env: { PLUMBAGO_HTTP: 'y' } })).toHaveLength(3);
  });

  test.each([[['--help']], [['-h']], [['--http', '1', '--help']]])('%j asks for help', (argv) => {
    expect(wantsHelp(argv)).toBe(true);
    expect(load({ argv }).agent).toBe(true);
  });
});

describe('the environment', () => {
  test.each([
    [{ PLUMBAGO_AGENT: 'false' }, false],
    [{ PLUMBAGO_NO_AGENT: '1' }, false],
    [{ PLUMBAGO_NO_AGENT: 'no' }, true],
  ])('%j', (env, agent) => expect(load({ env }).agent).toBe(agent));

  test('an unknown name is a warning, unless Kubernetes sets it for a service', () => {
    const env = {
      PLUMBAGO_HTPP: '1',
      PLUMBAGO_PORT: 'tcp://10.0.0.1:80',
      PLUMBAGO_SERVICE_HOST: '10.0.0.1',
      OTHER: 'x',
    };
    expect(load({ env }).warnings).toEqual([
      'environment PLUMBAGO_HTPP: there is no such setting (did you mean "PLUMBAGO_HTTP"?); it is ignored',
    ]);
  });
});

describe('anonymous', () => {
  const open = 'everybody who reaches 0.0.0.0:8080 would be';
  test.each([
    [['--anonymous', 'editor', '--listen', '0.0.0.0'], `flag --anonymous: ${open} editor`],
    [['--anonymous', 'admin', '--http', '0.0.0.0:8080'], `flag --anonymous: ${open} admin`],
    [['--anonymous', 'root'], 'flag --anonymous: "root" is not one of none, viewer, editor, admin'],
  ])('%j is refused', (argv, problem) => {
    const found = problems({ argv });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(problem);
  });

  test.each([
    [['--anonymous', 'viewer', '--listen', '0.0.0.0'], 'viewer'],
    [['--anonymous', 'admin'], 'admin'],
    [['--anonymous', 'admin', '--listen', '::1'], 'admin'],
    [['--anonymous', 'admin', '--listen', '0.0.0.0', '--http', '127.0.0.1:80'], 'admin'],
    [['--anonymous', 'admin', '--listen', '0.0.0.0', '--http', 'off'], 'admin'],
    [['--anonymous', 'editor', '--listen', '0.0.0.0', '--insecure'], 'editor'],
  ])('%j is allowed', (argv, role) => expect(load({ argv }).anonymous).toBe(role));
});

test('a name must fit into a line', () => {
  const env = { PLUMBAGO_INGEST_MAX_LINE_BYTES: '1024', PLUMBAGO_INGEST_MAX_NAME_BYTES: '1024' };
  expect(problems({ env })[0]).toContain(
    'ingest.max-name-bytes (1024) must be below ingest.max-line-bytes (1024)',
  );
});

test('what check-config prints never shows the password', () => {
  const { entries } = checkSettings(input({ argv: ['--admin-password', 'correct horse'] }));
  expect(entries.find(({ key }) => key === 'admin-password')).toEqual({
    key: 'admin-password',
    text: '(not shown)',
    source: 'flag --admin-password',
  });
  expect(JSON.stringify(entries)).not.toContain('horse');
});

test('every setting can be set in each of its places, and says so', () => {
  // A value other than the default for each kind, by its placeholder.
  const other = ({ kind: { placeholder, parse } }: Setting<unknown>): string => {
    if (placeholder === '') return 'true';
    if (placeholder === 'BYTES') {
      return ['60 KiB', '4 MiB', '64 MiB'].find((size) => {
        try {
          return parse(size) !== undefined;
        } catch {
          return false;
        }
      })!;
    }
    if (placeholder.startsWith('NAME=')) return 'a=http://b';
    if (placeholder.startsWith('GLOB=')) return placeholder === 'GLOB=N,…' ? 'a.*=7' : 'a.*=7d, {b,c}=1w';
    if (placeholder.includes('|'))
      return placeholder.split('|').at(-1) === 'N' ? '7' : placeholder.split('|')[0]!;
    return { N: '7', SECONDS: '7', '[ADDR:]PORT': '4321', ADDR: '10.1.1.1' }[placeholder] ?? '/some/where';
  };
  for (const { key, env, flag, setting } of NAMED_SETTINGS) {
    const text = other(setting);
    const found = (given: Given) => checkSettings(input(given)).entries.find((entry) => entry.key === key)!;
    const files = { '/some/where': '' };
    expect.soft(found({ env: { [env]: text }, files }).source, key).toBe(`environment ${env}`);
    if (flag !== null)
      expect.soft(found({ argv: [`${flag}=${text}`], files }).source, key).toBe(`flag ${flag}`);
    if (!setting.inFile) continue;
    const value = setting.kind.placeholder === '' ? text : JSON.stringify(text);
    const line = key.includes('.') ? `[${key.replace('.', ']\n')} = ${value}` : `${key} = ${value}`;
    const toml = { '/etc/plumbago/plumbago.toml': line };
    expect.soft(found({ files: toml }).source, key).toBe(`/etc/plumbago/plumbago.toml: ${key}`);
  }
});

test('the help names every flag of the stable command line', () => {
  const flags = [...flagsHelp().matchAll(/^ {2}(--[\w-]+)/gm)].map((match) => match[1]);
  expect(flags).toEqual(
    (
      '--data-dir --config --listen --http --carbon --carbon-udp --pickle --statsd --statsd-admin --engine --schemas ' +
      '--aggregation --dashboards --anonymous --insecure --admin-password --no-agent --ready-file --help'
    ).split(' '),
  );
  for (const line of flagsHelp(100).split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});

test('docs/configuration.md is up to date (node scripts/generateConfigDocs.ts writes it)', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
  expect(page).toBe(configurationPage());
});
