/** Makes sure of programs that tests and benchmarks need and npm can't bring. */
import { execFileSync, spawnSync } from 'node:child_process';

/** The packages that are not installed, in their order. On a system without dpkg that is all of them. */
export function missingPackages(names: readonly string[]): string[] {
  return names.filter((name) => !/^Status: install ok installed$/m.test(packageStatus(name)));
}

/** The installed version of a package, such as `1.79.5+ds1-2`. Throws when it is not installed. */
export function packageVersion(name: string): string {
  const match = /^Version: (.+)$/m.exec(packageStatus(name));
  if (!match) throw new Error(`the Debian package ${name} is not installed`);
  return match[1]!;
}

/** Installs what is missing when this is root, and otherwise throws an Error that names the packages and the command. */
export function ensurePackages(names: readonly string[]): void {
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  const install = ['install', '--yes', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0) {
    throw new Error(
      `these Debian packages are missing: ${missing.join(', ')}; as root: apt-get ${install.join(' ')}`,
    );
  }
  console.log(`installing ${missing.join(', ')}`);
  aptGet(['update']);
  aptGet(install);
  const still = missingPackages(names);
  if (still.length > 0) throw new Error(`apt-get did not install ${still.join(', ')}`);
}

function packageStatus(name: string): string {
  return spawnSync('dpkg-query', ['--status', name], { encoding: 'utf8' }).stdout ?? '';
}

function aptGet(argv: readonly string[]): void {
  execFileSync('apt-get', ['--quiet', '--quiet', ...argv], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
