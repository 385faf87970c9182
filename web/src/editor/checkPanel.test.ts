import { expect, test } from 'vitest';
import { withinPanel } from './checkPanel.ts';

test.each([
  ['rows[0].panels[0].field.unit', 'field.unit'],
  ['rows[0].panels[0].targets[1]', 'targets[1]'],
  ['rows[0].panels[0]', 'the panel'],
  ['title', 'title'],
])('%s', (path, within) => expect(withinPanel(path)).toBe(within));
