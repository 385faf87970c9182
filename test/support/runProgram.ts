/**
 * Starts the real program as a process of its own and talks to it only as an operator would: flags, the ready file,
 * signals and what it prints. Knows nothing of the test runner, so that benchmarks use it as well.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The folder of the repository. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** What `--ready-file` holds: addresses as `host:port`, null for a listener that is off. */
export interface ReadyFile {
  readonly pid: number;
  readonly http: string | null;
  readonly carbon: string | null;
  readonly carbonUdp?: string | null;
  readonly [listener: string]: string | number | null | undefined;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ServerOptions {
  /** Kept when given; otherwise a fresh folder that `discard` removes. */
  readonly dataDir?: string;
  /** Flags after `--data-dir`, `--http 0`, `--carbon 0` and `--ready-file`; the last of two wins. */
  readonly flags?: readonly string[];
  /** Added to an environment without any PLUMBAGO_ variable. */
  readonly env?: Readonly<Record<string, string>>;
  /** Contents of a plumbago.toml in the data folder. */
  readonly settings?: string;
  /** Contents of a storage-schemas.conf in the data folder, which is named by `--schemas`. */
  readonly schemas?: string;
  /** Through `npm start` instead of bin/plumbago. */
  readonly npmStart?: boolean;
  /** False leaves the ports to the defaults of the program. */
  readonly freePorts?: boolean;
  readonly readyWithinMilliseconds?: number;
}

export interface Server {
  /** Of the program itself, also behind npm. */
  readonly pid: number;
  readonly dataDir: string;
  readonly ready: ReadyFile;
  /** `http://127.0.0.1:PORT`, without a slash at the end; fails when http is off. */
  readonly url: string;
  /** Milliseconds from spawn to the ready file. */
  readonly startMilliseconds: number;
  /** `performance.now()` at spawn. */
  readonly spawnedAt: number;
  /** Everything printed so far, stdout and stderr as they came. */
  output(): string;
  /** Sends SIGTERM and waits; throws unless the program ends by itself with 0 within 10 s. */
  stop(): Promise<void>;
  /** Sends SIGKILL and waits for the end. */
  kill9(): Promise<void>;
  /** Ends what still runs and removes a folder that was made for this server. */
  discard(): Promise<void>;
}

/** An environment as on a clean machine: nothing of the program's own settings. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PLUMBAGO_') && !name.startsWith('VITEST') && name !== 'NODE_OPTIONS',
  );
  return { ...Object.fromEntries(inherited), NODE_ENV: 'production', ...extra };
}

/** A fresh folder below the system's temporary one. */
export function temporaryFolder(purpose: string): string {
  return mkdtempSync(join(tmpdir(), `plumbago-${purpose}-`));
}

/** Runs `plumbago ARGUMENTS` to its end. Never throws for an exit code. */
export async function runCommand(
  argv: readonly string[],
  options: { env?: Record<string, string>; withinMilliseconds?: number } = {},
): Promise<Exit & { readonly stdout: string; readonly stderr: string }> {
  const child = spawn(join(ROOT, 'bin/plumbago'), argv, {
    cwd: tmpdir(),
    env: cleanEnvironment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.withinMilliseconds ?? 20_000,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exit = await new Promise<Exit>((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => done({ code, signal }));
  });
  return { ...exit, stdout, stderr };
}

/** Starts `plumbago serve` and resolves once the ready file is there. Throws with the program's output when it never is. */
export async function startProgram(options: ServerOptions = {}): Promise<Server> {
  const ownFolder = options.dataDir === undefined;
  const dataDir = options.dataDir ?? temporaryFolder('data');
  const readyFolder = temporaryFolder('ready');
  const readyFile = join(readyFolder, 'ready.json');
  if (options.settings !== undefined) writeFileSync(join(dataDir, 'plumbago.toml'), options.settings);
  const schemasFile = join(dataDir, 'storage-schemas.conf');
  if (options.schemas !== undefined) writeFileSync(schemasFile, options.schemas);

  const flags = [
    ...['--data-dir', dataDir, '--ready-file', readyFile],
    ...(options.freePorts === false ? [] : ['--http', '0', '--carbon', '0']),
    ...(options.schemas === undefined ? [] : ['--schemas', schemasFile]),
    ...(options.flags ?? []),
  ];
  const [command, argv] = options.npmStart
    ? ['npm', ['start', '--', ...flags]]
    : [join(ROOT, 'bin/plumbago'), ['serve', ...flags]];
  const spawnedAt = performance.now();
  const child = spawn(command, argv, {
    cwd: ROOT,
    env: cleanEnvironment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
  }
  const output = () => chunks.join('');
  const ended = new Promise<Exit>((done) => {
    child.once('error', (error) => {
      chunks.push(`${error.message}\n`);
      done({ code: null, signal: null });
    });
    child.once('exit', (code, signal) => done({ code, signal }));
  });

  const deadline = spawnedAt + (options.readyWithinMilliseconds ?? 15_000);
  let exit: Exit | undefined;
  void ended.then((how) => {
    exit = how;
  });
  let ready: ReadyFile | undefined;
  while (!ready) {
    ready = readReady(readyFile);
    if (ready) break;
    if (exit) throw new Error(`plumbago ended before it was ready (${describe(exit)}):\n${output()}`);
    if (performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`plumbago wrote no ready file in time:\n${output()}`);
    }
    await sleep(5);
  }
  const startMilliseconds = performance.now() - spawnedAt;
  const { pid } = ready;
  const found = ready;

  const removeFolders = () => {
    rmSync(readyFolder, { recursive: true, force: true });
    if (ownFolder) rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    pid,
    dataDir,
    ready,
    startMilliseconds,
    spawnedAt,
    get url() {
      if (found.http === null) throw new Error('this server has no http listener');
      return `http://${found.http}`;
    },
    output,
    async stop() {
      signal(pid, 'SIGTERM');
      const how = await within(ended, 10_000);
      if (!how) {
        signal(pid, 'SIGKILL');
        throw new Error(`plumbago did not end within 10 s of SIGTERM:\n${output()}`);
      }
      if (how.code !== 0) throw new Error(`plumbago ended with ${describe(how)} on SIGTERM:\n${output()}`);
    },
    async kill9() {
      signal(pid, 'SIGKILL');
      await ended;
    },
    async discard() {
      if (isRunning(child) && !exit) {
        signal(pid, 'SIGKILL');
        await ended;
      }
      removeFolders();
    },
  };
}

function readReady(file: string): ReadyFile | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ReadyFile;
  } catch (cause) {
    // Whoever waits for the file reads it at once, so it must appear whole.
    throw new Error(`the ready file was seen half written: "${readFileSync(file, 'utf8')}"`, { cause });
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function describe(exit: Exit): string {
  return exit.signal ? `signal ${exit.signal}` : `code ${exit.code}`;
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const timer = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}
