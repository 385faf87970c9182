/** The line above results that says where they are from. */
import { cpus, release, totalmem } from 'node:os';
import type { Contender } from './contenders/contender.ts';

/** Processor, memory, kernel, and the versions of those who were measured. */
export function machine(contenders: readonly Pick<Contender, 'name' | 'version'>[]): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const versions = contenders.map(({ name, version }) => `${name} ${version}`);
  return `${cores[0]?.model ?? 'unknown processor'}, ${cores.length} cores, ${memory} GiB, Linux ${release()}; ${versions.join('; ')}`;
}
