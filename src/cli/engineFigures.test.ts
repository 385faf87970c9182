import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestEngine } from '../../test/support/testEngine.ts';

test("every figure of the engine is in docs/telemetry.md, and counters' names say that they are", async () => {
  const page = readFileSync(new URL('../../docs/telemetry.md', import.meta.url), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'plumbago-figures-'));
  const engine = openTestEngine(folder);
  try {
    const { figures } = engine.status();
    const names = Object.keys(figures).map((name) =>
      name.replace(/^compaction\.\w+\./, 'compaction.<kind>.'),
    );
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
