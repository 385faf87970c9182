/**
 * Writes the pages that follow from the code: docs/configuration.md from the settings, the table of docs/agent.md from
 * the collectors, and that of docs/telemetry.md from the program's own series. Unit tests fail while a page is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { withMetricsTable } from '../src/agent/metricsTable.ts';
import { configurationPage } from '../src/config/settingsText.ts';
import { withOwnMetricsTable } from '../src/telemetry/ownMetricsTable.ts';

const configuration = new URL('../docs/configuration.md', import.meta.url);
writeFileSync(configuration, configurationPage());

const agent = new URL('../docs/agent.md', import.meta.url);
writeFileSync(agent, withMetricsTable(readFileSync(agent, 'utf8')));

const telemetry = new URL('../docs/telemetry.md', import.meta.url);
writeFileSync(telemetry, withOwnMetricsTable(readFileSync(telemetry, 'utf8')));
