import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MetadataDatabase, openDatabase } from './database.ts';
import { type EventRow, type EventsTable, eventsTable } from './events.ts';

const NOW = 1_700_000_000;
let database: MetadataDatabase;
let events: EventsTable;
beforeEach(() => {
  database = openDatabase(':memory:');
  events = eventsTable({ database, retentionSeconds: null, now: () => NOW });
});
afterEach(() => database.close());

const page = { limit: 100, maxCharacters: 1e6 };
const all = { from: 0, until: NOW, tags: [] };
const count = (table: string) =>
  Number(database.connection.prepare(`SELECT count(*) AS n FROM ${table}`).get()!['n']);

describe('the table of events', () => {
  test('keeps what it is given, with a number, and finds it by that', () => {
    const given = { when: NOW - 5, what: 'Deployed "7"', tags: ['deploy', 'web', 'deploy'], data: 'a\nb' };
    const added = events.add(given);
    expect(added).toEqual({ ...given, id: 1, tags: ['deploy', 'web'] });
    expect(events.byId(1)).toEqual(added);
    expect(events.byId(2)).toBeNull();
  });

  test('finds what looking at every event finds', () => {
    const tag = fc.constantFrom('a', 'b', 'c', 'é');
    const someEvent = fc.record({
      when: fc.integer({ min: 0, max: 20 }),
      tags: fc.array(tag, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(someEvent, { maxLength: 15 }),
        fc.array(tag, { maxLength: 3 }),
        fc.tuple(
          fc.integer({ min: 0, max: 20 }),
          fc.integer({ min: 0, max: 20 }),
          fc.integer({ min: 1, max: 6 }),
        ),
        fc.boolean(),
        fc.boolean(),
        (given, tags, [from, until, limit], anyTag, newest) => {
          database.connection.exec('DELETE FROM events');
          const rows = given.map((each) => events.add({ ...each, what: 'w', data: '' }));
          const matching = rows
            .filter(({ when }) => when >= from && when <= until)
            .filter((row) => {
              const has = (each: string) => row.tags.includes(each);
              return tags.length === 0 || (anyTag ? tags.some(has) : tags.every(has));
            })
            .sort((a, b) => a.when - b.when || a.id - b.id);
          const wanted: EventRow[] = newest ? matching.slice(-limit) : matching.slice(0, limit);
          const selection = { from, until, tags, anyTag };
          expect(events.find(selection, { ...page, limit, newest })).toEqual({
            events: wanted,
            truncated: matching.length > limit,
          });
          expect(events.times(selection, limit)).toEqual(matching.slice(0, limit).map(({ when }) => when));
        },
      ),
      { numRuns: 300 },
    );
    database.connection.exec('DELETE FROM events');
    expect(count('event_tags')).toBe(0);
  });

  test('a list ends before its texts become too long', () => {
    for (let i = 0; i < 5; i++) events.add({ when: i, what: 'w', tags: [], data: 'x'.repeat(1000) });
    const { events: found, truncated } = events.find(all, { ...page, maxCharacters: 2500 });
    expect(found.map(({ when }) => when)).toEqual([0, 1]);
    expect(truncated).toBe(true);
  });

  test('a range of a tag is read from an index, whatever else there is', () => {
    const plan = (sql: string) =>
      database.connection
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => String(detail))
        .join('; ');
    expect(
      plan(`SELECT event.* FROM event_tags AS key JOIN events AS event ON event.id = key.event_id
        WHERE key.tag = 'a' AND key.when_seconds BETWEEN 1 AND 2 ORDER BY key.when_seconds, key.event_id LIMIT 9`),
    ).not.toMatch(/TEMP B-TREE|SCAN/);
  });

  test('what is older than the retention is not shown, and goes as new events come', () => {
    const table = eventsTable({ database, retentionSeconds: 100, now: () => NOW + 0.5 });
    expect(table.oldest()).toBe(NOW - 100);
    for (const age of [5000, 101, 100, 10]) {
      events.add({ when: NOW - age, what: `${age}`, tags: ['t'], data: '' });
    }
    expect(table.find(all, page).events.map(({ what }) => what)).toEqual(['100', '10']);
    expect(table.times({ ...all, tags: ['t'] }, 10)).toEqual([NOW - 100, NOW - 10]);
    expect(table.byId(2)).toBeNull();
    expect(events.byId(2)).not.toBeNull();
    table.add({ when: NOW, what: 'new', tags: [], data: '' });
    expect(count('events')).toBe(3);
    expect(count('event_tags')).toBe(2);
  });
});
