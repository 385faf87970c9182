/** The table of events: what happened when, found by time and tags. */
import type { StatementSync } from 'node:sqlite';
import type { MetadataDatabase } from './database.ts';

export interface EventRow {
  readonly id: number;
  /** Seconds since 1970, whole. */
  readonly when: number;
  readonly what: string;
  /** Distinct, in the order in which they came. */
  readonly tags: readonly string[];
  readonly data: string;
  /** Seconds since 1970 at which it ends, where it lasts. */
  readonly end?: number;
  /** The uid of the dashboard that it was made on, and the panel's id. */
  readonly dashboard?: string;
  readonly panel?: string;
  /** Who made it, where somebody did by hand. */
  readonly author?: string;
}

/** Which events: both ends of the range are included; without tags all of the range. */
export interface EventSelection {
  /** Seconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly tags: readonly string[];
  /** One of the tags is enough. */
  readonly anyTag?: boolean;
  /** Only those of a dashboard. */
  readonly dashboard?: string | undefined;
}

export interface EventPage {
  readonly limit: number;
  /** Characters of all texts together after which the list ends. */
  readonly maxCharacters: number;
  /** Where not all are listed, the newest are, instead of the oldest. */
  readonly newest?: boolean;
}

export interface EventsTable {
  add(event: Omit<EventRow, 'id'>): EventRow;
  byId(id: number): EventRow | null;
  /** Null when there is none of that id. */
  change(id: number, event: Omit<EventRow, 'id' | 'author'>): EventRow | null;
  /** False when there is none of that id. */
  remove(id: number): boolean;
  /** In the order of time; `truncated` when there are more than the page holds. */
  find(selection: EventSelection, page: EventPage): { events: EventRow[]; truncated: boolean };
  /** Up to `limit` that began before a second and end at it or later, in the order of time. */
  reaching(seconds: number, limit: number): EventRow[];
  /** Seconds since 1970 of the first `limit` events, in order. */
  times(selection: EventSelection, limit: number): number[];
  /** Seconds since 1970: what is older is over, is shown no more, and is deleted bit by bit. */
  oldest(): number;
}

export interface EventsOptions {
  readonly database: MetadataDatabase;
  /** How long events are kept; null is for ever. */
  readonly retentionSeconds: number | null;
  /** Seconds since 1970. */
  now(): number;
}

/** Events over the retention are deleted in portions of this size, so that nobody waits for a deletion of years. */
const DELETE_AT_ONCE = 500;

export function eventsTable({ database, retentionSeconds, now }: EventsOptions): EventsTable {
  const { connection } = database;
  const insert = connection.prepare(
    `INSERT INTO events (when_seconds, what, data, tags, end_seconds, dashboard, panel, author)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = connection.prepare(
    `UPDATE events SET when_seconds = ?, what = ?, data = ?, tags = ?, end_seconds = ?, dashboard = ?, panel = ?
     WHERE id = ? AND when_seconds >= ?`,
  );
  const reaching = connection.prepare(
    `SELECT * FROM events WHERE end_seconds >= ? AND when_seconds < ? AND when_seconds >= ?
     ORDER BY when_seconds, id LIMIT ?`,
  );
  const removeOne = connection.prepare('DELETE FROM events WHERE id = ?');
  const removeTags = connection.prepare('DELETE FROM event_tags WHERE event_id = ?');
  const insertTag = connection.prepare(
    'INSERT OR IGNORE INTO event_tags (tag, when_seconds, event_id) VALUES (?, ?, ?)',
  );
  const byId = connection.prepare('SELECT * FROM events WHERE id = ? AND when_seconds >= ?');
  const removeOld = connection.prepare(
    'DELETE FROM events WHERE id IN (SELECT id FROM events WHERE when_seconds < ? ORDER BY when_seconds LIMIT ?)',
  );
  /** Statements by their text: it depends on how many tags there are, and they are few as a rule. */
  const statements = new Map<string, StatementSync>();

  const oldest = (): number => (retentionSeconds === null ? 0 : Math.floor(now()) - retentionSeconds);

  function prepared(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= 50) statements.clear();
    const statement = connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  function selected(
    columns: string,
    { from, until, tags, anyTag = false, dashboard }: EventSelection,
    { limit, newest = false }: { readonly limit: number; readonly newest?: boolean },
  ): IterableIterator<Record<string, unknown>> {
    const distinct = [...new Set(tags)];
    const direction = newest ? 'DESC' : 'ASC';
    const sql = `SELECT ${columns} ${source(distinct.length, anyTag)}
      ${dashboard === undefined ? '' : 'AND event.dashboard = ?'}
      ORDER BY key.when_seconds ${direction}, key.event_id ${direction} LIMIT ?`;
    const first = Math.max(Math.ceil(from), oldest());
    const range = [first, Math.floor(until)];
    // The order of the parameters in `source`.
    const values = anyTag
      ? [...distinct, ...range]
      : [...distinct.slice(0, 1), ...range, ...distinct.slice(1)];
    return prepared(sql).iterate(...values, ...(dashboard === undefined ? [] : [dashboard]), limit);
  }

  return {
    oldest,
    add: (event) =>
      database.transaction(() => {
        const tags = [...new Set(event.tags)];
        const { when, what, data, end, dashboard, panel, author } = event;
        const { lastInsertRowid } = insert.run(
          ...[when, what, data, JSON.stringify(tags), end ?? null],
          ...[dashboard ?? null, panel ?? null, author ?? null],
        );
        const id = Number(lastInsertRowid);
        for (const tag of tags) insertTag.run(tag, event.when, id);
        if (retentionSeconds !== null) removeOld.run(oldest(), DELETE_AT_ONCE);
        return { ...event, id, tags };
      }),
    byId: (id) => {
      const row = byId.get(id, oldest());
      return row === undefined ? null : toEvent(row);
    },
    change: (id, event) =>
      database.transaction(() => {
        const { when, what, data, end, dashboard, panel } = event;
        const tags = [...new Set(event.tags)];
        const { changes } = update.run(
          ...[when, what, data, JSON.stringify(tags), end ?? null],
          ...[dashboard ?? null, panel ?? null, id, oldest()],
        );
        if (changes === 0) return null;
        removeTags.run(id);
        for (const tag of tags) insertTag.run(tag, when, id);
        return toEvent(byId.get(id, oldest())!);
      }),
    remove: (id) => removeOne.run(id).changes > 0,
    find: (selection, { limit, maxCharacters, newest = false }) => {
      const events: EventRow[] = [];
      let characters = 0;
      let truncated = false;
      for (const row of selected('event.*', selection, { limit: limit + 1, newest })) {
        const event = toEvent(row);
        characters += event.what.length + event.data.length + String(row['tags']).length;
        truncated = events.length === limit || characters > maxCharacters;
        if (truncated) break;
        events.push(event);
      }
      return { events: newest ? events.reverse() : events, truncated };
    },
    reaching: (seconds, limit) => reaching.all(seconds, seconds, oldest(), limit).map(toEvent),
    times: (selection, limit) =>
      Array.from(selected('key.when_seconds AS seconds', selection, { limit }), ({ seconds }) =>
        Number(seconds),
      ),
  };
}

/**
 * From where and which, with `key` (`when_seconds`, `event_id`) in the order of an index, so that a page costs what it holds
 * rather than what there is. Only several tags of which one is enough have to be brought together first.
 */
function source(tags: number, anyTag: boolean): string {
  if (tags === 0) {
    return `FROM (SELECT when_seconds, id AS event_id FROM events WHERE when_seconds BETWEEN ? AND ?) AS key
      JOIN events AS event ON event.id = key.event_id WHERE true`;
  }
  if (anyTag) {
    return `FROM (SELECT DISTINCT when_seconds, event_id FROM event_tags
        WHERE tag IN (${Array(tags).fill('?').join(', ')}) AND when_seconds BETWEEN ? AND ?) AS key
      JOIN events AS event ON event.id = key.event_id WHERE true`;
  }
  const others = `AND EXISTS (SELECT 1 FROM event_tags AS other
    WHERE other.tag = ? AND other.when_seconds = key.when_seconds AND other.event_id = key.event_id)`;
  return `FROM event_tags AS key JOIN events AS event ON event.id = key.event_id
    WHERE key.tag = ? AND key.when_seconds BETWEEN ? AND ? ${others.repeat(tags - 1)}`;
}

function toEvent(row: Record<string, unknown>): EventRow {
  const text = (name: 'dashboard' | 'panel' | 'author') =>
    row[name] === null ? {} : { [name]: String(row[name]) };
  return {
    id: Number(row['id']),
    when: Number(row['when_seconds']),
    what: String(row['what']),
    tags: (JSON.parse(String(row['tags'])) as unknown[]).map(String),
    data: String(row['data']),
    ...(row['end_seconds'] === null ? {} : { end: Number(row['end_seconds']) }),
    ...text('dashboard'),
    ...text('panel'),
    ...text('author'),
  };
}
