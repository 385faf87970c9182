/**
 * Writes what follows from the functions of the target language: docs/functions.md, and the table of functions in
 * docs/differences.md. Unit tests fail while a page is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { functions } from '../src/query/functions/index.ts';
import { functionsPage, withFunctionDifferences } from '../src/query/registry/functionsPage.ts';

const reference = new URL('../docs/functions.md', import.meta.url);
writeFileSync(reference, functionsPage(functions));

const differences = new URL('../docs/differences.md', import.meta.url);
writeFileSync(differences, withFunctionDifferences(readFileSync(differences, 'utf8'), functions));
