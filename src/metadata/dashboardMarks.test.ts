import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DashboardMarks, dashboardMarks } from './dashboardMarks.ts';
import { type MetadataDatabase, openDatabase } from './database.ts';

let database: MetadataDatabase;
let marks: DashboardMarks;
beforeEach(() => {
  database = openDatabase(':memory:');
  for (const name of ['Ada', 'Eve']) {
    database.connection
      .prepare("INSERT INTO users (name, role, password_hash, created_seconds) VALUES (?, 'viewer', '', 0)")
      .run(name);
  }
  marks = dashboardMarks(database);
});
afterEach(() => database.close());
const [ADA, EVE] = [1, 2];

test('stars are of one user, and go with the user or the dashboard', () => {
  marks.star(ADA, 'a');
  marks.star(ADA, 'a');
  marks.star(ADA, 'b');
  marks.star(EVE, 'b');
  expect([marks.starred(ADA), marks.starred(EVE)]).toEqual([new Set(['a', 'b']), new Set(['b'])]);
  marks.unstar(EVE, 'a');
  marks.unstar(EVE, 'b');
  expect([marks.starred(ADA).size, marks.starred(EVE).size]).toEqual([2, 0]);
  marks.forget('a');
  expect(marks.starred(ADA)).toEqual(new Set(['b']));
  database.connection.exec('DELETE FROM users WHERE id = 1');
  expect(marks.starred(ADA)).toEqual(new Set());
});

test('visits are remembered the last first, a hundred of each user', () => {
  marks.visit(EVE, 'hers', 5);
  for (let i = 0; i < 130; i++) marks.visit(ADA, `d${i}`, i * 100);
  marks.visit(ADA, 'd100', 20_000);
  const visited = marks.visited(ADA);
  expect(visited).toHaveLength(100);
  expect(visited.slice(0, 3)).toEqual(['d100', 'd129', 'd128']);
  expect(marks.visited(EVE)).toEqual(['hers']);
  marks.forget('d129');
  expect(marks.visited(ADA)[1]).toBe('d128');
});

test('visits of one minute are one', () => {
  marks.visit(ADA, 'a', 1000);
  marks.visit(ADA, 'b', 1010);
  marks.visit(ADA, 'a', 1059);
  expect(marks.visited(ADA)).toEqual(['b', 'a']);
  marks.visit(ADA, 'a', 1060);
  expect(marks.visited(ADA)).toEqual(['a', 'b']);
});
