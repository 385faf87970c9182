import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { panelsPage } from './panelsPage.ts';

test('docs/panels.md is up to date (node scripts/generatePanelDocs.ts writes it)', () => {
  expect(readFileSync(new URL('../../../docs/panels.md', import.meta.url), 'utf8')).toBe(panelsPage());
});
