import type { Migration } from './migration.ts';

/** Events that are annotations: they may last, belong to a dashboard and a panel, and have an author. */
export const annotations: Migration = {
  name: 'annotations',
  sql: `
    ALTER TABLE events ADD COLUMN end_seconds INTEGER;
    ALTER TABLE events ADD COLUMN dashboard TEXT;
    ALTER TABLE events ADD COLUMN panel TEXT;
    ALTER TABLE events ADD COLUMN author TEXT;
    -- Those that began before a range and reach into it.
    CREATE INDEX events_end ON events (end_seconds) WHERE end_seconds IS NOT NULL;
    CREATE INDEX events_dashboard ON events (dashboard, when_seconds) WHERE dashboard IS NOT NULL;
  `,
};
