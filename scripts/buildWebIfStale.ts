/**
 * Builds the web app when web/dist is missing or was made from other sources than those that lie here now. Runs after
 * `npm ci` and before `npm start`, so it is quick when there is nothing to do, and prints one line when there was.
 *
 * Staleness is a hash of contents kept in web/dist/.stamp: a fresh clone gives every file a new time.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the build reads: the app, what it shares with the server, and the versions of its libraries. */
const SOURCES = ['web/**/*', 'src/schema/**/*', 'src/view/**/*', 'package-lock.json'];
const NOT_SOURCES = ['web/dist/**', 'web/node_modules/**', '**/*.test.ts', '**/*.test.tsx'];

export type BuildOutcome = 'fresh' | 'built' | 'no builder' | 'no sources';

/**
 * Brings `root/web/dist` up to date. Throws an Error with the builder's own words when it fails.
 * `no builder`: vite is not installed (`npm ci --omit=dev`), what is in web/dist stays as it is.
 */
export function buildWebIfStale(root: string): BuildOutcome {
  if (!existsSync(join(root, 'web/index.html'))) return 'no sources';
  const stampFile = join(root, 'web/dist/.stamp');
  const stamp = hashOfSources(root);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 'fresh';

  const vite = join(root, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite)) return 'no builder';
  const build = spawnSync(process.execPath, [vite, 'build', 'web', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (build.status !== 0)
    throw new Error(`the web app does not build:\n${build.stdout}${build.stderr}`.trimEnd());
  // The stamp comes last: a build that was cut off has none and is made again.
  writeFileSync(stampFile, stamp);
  return 'built';
}

function hashOfSources(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: root, exclude: NOT_SOURCES, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  const started = performance.now();
  try {
    const outcome = buildWebIfStale(dirname(import.meta.dirname));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (outcome === 'built') console.log(`web app: built in ${seconds} s`);
    else if (outcome === 'no builder')
      console.log('web app: not built, for vite (a development dependency) is not installed');
    else if (outcome === 'no sources') console.log('web app: not built, for web/index.html is missing');
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
