import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functions } from '../functions/index.ts';
import { functionsPage, withFunctionDifferences } from './functionsPage.ts';

const page = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const stale = 'the page is stale: run node scripts/generateFunctionDocs.ts';

test('docs/functions.md is what the functions say', () => {
  expect(page('functions.md'), stale).toBe(functionsPage(functions));
});

test('the table in docs/differences.md is what the functions say', () => {
  const differences = page('differences.md');
  expect(differences, stale).toBe(withFunctionDifferences(differences, functions));
});

test('a page without the place for the table is not overwritten', () => {
  expect(() => withFunctionDifferences('# Differences', functions)).toThrow('lacks the lines');
});
