/**
 * `npm test`: everything. Makes sure of what the tests need, runs every check even when an earlier one failed, and prints
 * `N passed, N failed` as its very last line. Types, lint, layering, dead code and the web build count as one test each.
 * A test that was skipped counts as failed: it proved nothing.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { ensurePackages } from './debianPackages.ts';
import { type Counts, countResults, type VitestReport } from './vitestReport.ts';

const NEEDED_PACKAGES = ['chromium', 'curl', 'graphite-web', 'netcat-openbsd', 'python3-whisper'];

const root = dirname(import.meta.dirname);
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const node = (script: string) => [process.execPath, join(root, 'scripts', script)];

const CHECKS: readonly (readonly [name: string, ...commands: readonly string[][]])[] = [
  ['types', [bin('tsc'), '-p', 'tsconfig.json'], [bin('tsc'), '-p', 'web/tsconfig.json']],
  ['lint', [bin('biome'), 'check', '.']],
  ['layering', node('checkLayering.ts')],
  ['dead code', [bin('knip')]],
  ['web build', node('buildWebIfStale.ts')],
];

let passed = 0;
let failed = 0;
const failures: string[] = [];

function record(counts: Counts): void {
  passed += counts.passed;
  failed += counts.failures.length;
  failures.push(...counts.failures);
}

try {
  ensurePackages(NEEDED_PACKAGES);
  for (const [name, ...commands] of CHECKS) {
    let good = true;
    for (const [program, ...argv] of commands) good = (await run(program!, argv)) === 0 && good;
    console.log(`${good ? 'ok    ' : 'FAILED'} ${name}`);
    record({ passed: good ? 1 : 0, failures: good ? [] : [name] });
  }
  // One run a project: the whole-program tests measure times and should have the machine to themselves.
  for (const project of ['unit', 'web', 'whole']) record(await runVitest(project));
} catch (error) {
  record({ passed: 0, failures: [(error as Error).message] });
}

for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function runVitest(project: string): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbago-report-'));
  const file = join(folder, 'report.json');
  try {
    const code = await run(bin('vitest'), [
      ...['run', '--project', project],
      ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', file],
    ]);
    let report: VitestReport;
    try {
      report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
    } catch {
      return { passed: 0, failures: [`vitest left no report of the project ${project} (exit code ${code})`] };
    }
    return countResults(report, { project, exitCode: code });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program to its end with our own output, and answers its exit code. */
function run(program: string, argv: readonly string[]): Promise<number> {
  return new Promise((done, fail) => {
    // The tools start with "env node", which is to be the pinned one also when no npm has set the path.
    const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
    const env = { ...process.env, PATH: path };
    const child = spawn(program, argv, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}
