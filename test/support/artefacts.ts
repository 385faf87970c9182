/** What a test run leaves behind for people to look at: test-artefacts/ in the repository, not under version control. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './runProgram.ts';

/** Path of an artefact; its folder exists afterwards. */
export function artefact(name: string): string {
  const folder = join(ROOT, 'test-artefacts');
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}
