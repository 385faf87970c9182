/**
 * Which room of the house may import which: the one table behind `npm run layering`. A room is a folder of `src/`,
 * a file that lies directly in it, or the browser app (`web`). A room that is not named here is an error, so a new
 * folder starts with a line in this table.
 */
export interface RoomRule {
  /** Rooms (`model`) or single files below src (`storage/store.ts`) that may be imported for values and types. */
  readonly imports: readonly string[];
  /** The same, but by `import type` alone: nothing of them may exist at run time. */
  readonly types?: readonly string[];
  /** True for rooms that calculate only: they may not import Node's modules for files, sockets, threads or processes. */
  readonly pure?: boolean;
}

const belowHttp = [
  'model',
  'protocol',
  'schema',
  'config',
  'telemetry',
  'storage',
  'ingest',
  'query',
  'view',
  'render',
  'metadata',
  'accounts',
  'agent',
  'federation',
  'dashboards',
];

export const LAYERING: Readonly<Record<string, RoomRule>> = {
  model: { imports: [], pure: true },
  protocol: { imports: ['model'], pure: true },
  schema: { imports: [], pure: true },
  config: { imports: ['model', 'schema'] },
  telemetry: { imports: ['model', 'config'], types: ['storage/store.ts'] },
  storage: { imports: ['model', 'protocol'] },
  ingest: { imports: ['model', 'protocol', 'config', 'telemetry', 'storage'] },
  query: { imports: ['model'], types: ['storage/store.ts'], pure: true },
  // What the browser and the server's pictures both compute of panels.
  view: { imports: [], types: ['schema'], pure: true },
  render: { imports: ['model', 'protocol', 'query', 'view'], pure: true },
  metadata: { imports: ['model'] },
  accounts: { imports: ['metadata', 'model', 'schema'] },
  agent: { imports: ['model'] },
  federation: {
    imports: ['model', 'protocol', 'storage/store.ts'],
    types: ['config/remotes.ts', 'telemetry/log.ts', 'telemetry/remoteCounts.ts'],
  },
  dashboards: {
    imports: ['model', 'schema', 'view', 'query', 'metadata', 'config', 'telemetry'],
    types: ['storage/store.ts'],
  },
  http: { imports: belowHttp },
  cli: { imports: [...belowHttp, 'http'] },
  'main.ts': { imports: ['cli', 'model'] },
  web: { imports: ['view'], types: ['schema'] },
};

/** Node's modules that reach outside the process; a pure room gets what it needs of the world as arguments. */
export const OUTSIDE_WORLD: readonly string[] = [
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'fs',
  'http',
  'http2',
  'https',
  'net',
  'os',
  'sqlite',
  'timers',
  'tls',
  'worker_threads',
];
