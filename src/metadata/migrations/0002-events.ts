import type { Migration } from './migration.ts';

/** Graphite's events; times are seconds since 1970. */
export const events: Migration = {
  name: 'events',
  sql: `
    CREATE TABLE events (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      when_seconds INTEGER NOT NULL,
      what TEXT NOT NULL,
      data TEXT NOT NULL,
      -- As they are shown: a JSON list of texts, in the order in which they came.
      tags TEXT NOT NULL
    ) STRICT;
    CREATE INDEX events_when ON events (when_seconds);

    -- The same tags to search by. The time stands here too, so that a range of one tag is one run of the key.
    CREATE TABLE event_tags (
      tag TEXT NOT NULL,
      when_seconds INTEGER NOT NULL,
      event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
      PRIMARY KEY (tag, when_seconds, event_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX event_tags_event ON event_tags (event_id);
  `,
};
