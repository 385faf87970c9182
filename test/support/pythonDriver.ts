/** A Python script that answers JSON lines: Debian's own modules, asked over their pipes. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface PythonDriverOptions {
  /** A file of this folder. */
  readonly script: string;
  /** What it imports, and the Debian package that brings it. */
  readonly module: string;
  readonly debianPackage: string;
  readonly env?: NodeJS.ProcessEnv;
}

export class PythonDriver {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private readonly script: string;
  private errors = '';

  /** Starts the process; throws when no Python with the module is to be found. */
  constructor({ script, module, debianPackage, env = {} }: PythonDriverOptions) {
    const python = ['/usr/bin/python3', 'python3'].find((program) => canImport(program, module));
    if (python === undefined)
      throw new Error(`no python3 can "import ${module}": install the Debian package ${debianPackage}`);
    this.script = script;
    this.child = spawn(python, [join(import.meta.dirname, script)], { env: { ...process.env, ...env } });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** One message, one answer; one at a time. */
  async ask(message: unknown): Promise<unknown> {
    this.child.stdin.write(`${JSON.stringify(message)}\n`);
    const { done, value } = await this.lines.next();
    if (done) throw new Error(`${this.script} ended:\n${this.errors}`);
    return JSON.parse(value);
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.stdin.end();
    await ended;
  }
}

function canImport(python: string, module: string): boolean {
  return spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;
}
