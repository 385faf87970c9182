/**
 * Writes the pages that follow from the code: docs/configuration.md from the settings, and the table of docs/agent.md
 * from the collectors. Unit tests fail while a page is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { withMetricsTable } from '../src/agent/metricsTable.ts';
import { configurationPage } from '../src/config/settingsText.ts';

const configuration = new URL('../docs/configuration.md', import.meta.url);
writeFileSync(configuration, configurationPage());

const agent = new URL('../docs/agent.md', import.meta.url);
writeFileSync(agent, withMetricsTable(readFileSync(agent, 'utf8')));
