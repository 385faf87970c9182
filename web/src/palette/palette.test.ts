import { describe, expect, test } from 'vitest';
import { arrangeEntries } from './arrange.ts';
import { actionEntries, askEntry, metricEntries, placeEntries } from './entries.ts';
import type { PaletteEntry, PaletteGroup } from './paletteEntry.ts';
import { parseRecent, withRecent } from './recent.ts';

const entry = (group: PaletteGroup, label: string, value = label): PaletteEntry => ({
  ...{ group, value, label, href: `/${value}` },
});
const labels = (entries: readonly PaletteEntry[]) => entries.map(({ group, label }) => `${group}: ${label}`);

describe('arranging', () => {
  const known = [
    entry('Go to', 'Hosts'),
    entry('Recent', 'Web hosts', 'dashboard web'),
    entry('Hosts', 'web1'),
    entry('Actions', 'Show the hosts'),
  ];

  test('without words all stand by their groups', () =>
    expect(labels(arrangeEntries({ text: '', known, found: [] }))).toEqual([
      'Recent: Web hosts',
      'Hosts: web1',
      'Actions: Show the hosts',
      'Go to: Hosts',
    ]));

  test('what begins with the words comes before what has them somewhere, and nothing stands there twice', () =>
    expect(
      labels(
        arrangeEntries({
          text: 'hosts',
          known,
          found: [entry('Dashboards', 'Web hosts', 'dashboard web'), entry('Dashboards', 'All hosts')],
        }),
      ),
    ).toEqual([
      ...['Recent: Web hosts', 'Go to: Hosts', 'Dashboards: All hosts'],
      // All hosts are found by the name of their group.
      ...['Hosts: web1', 'Actions: Show the hosts'],
    ]));

  test('what was typed as a target is never first while there is something by that name', () =>
    expect(
      labels(
        arrangeEntries({
          text: 'verl',
          known: [],
          found: [askEntry('verl'), entry('Dashboards', 'Overload')],
        }),
      ),
    ).toEqual(['Dashboards: Overload', 'Metrics: verl']));

  test('a group leaves room for the others', () => {
    const names = Array.from({ length: 50 }, (_, i) => `a.b${i}`);
    expect(arrangeEntries({ text: 'a', known: [], found: metricEntries(names) })).toHaveLength(9);
  });
});

describe('what was opened lately', () => {
  test('stands first, once, and remembers what it is', () => {
    const list = [entry('Dashboards', 'A'), entry('Hosts', 'B'), entry('Recent', 'A')].reduce(withRecent, []);
    expect(list.map(({ label, kind }) => [label, kind])).toEqual([
      ['A', 'Recent'],
      ['B', 'Hosts'],
    ]);
    expect(parseRecent(JSON.stringify(list))).toEqual(list);
  });

  test.each([
    'null',
    '{}',
    '[null, 1, {}]',
    '[{"value":"a","label":"A","href":"https://example.org"}]',
    '[{"value":"a","label":"A","href":"//example.org"}]',
  ])('what is no list of places is left out: %s', (text) => expect(parseRecent(text)).toEqual([]));
});

describe('places and actions', () => {
  const session = (role: 'viewer' | 'editor') => ({
    ...{ user: null, role, mustChangePassword: false, firstUse: false, version: '1', hostname: 'h' },
  });
  test('only what one may do is offered', () => {
    const of = (role: 'viewer' | 'editor') => placeEntries([], session(role)).map(({ href }) => href);
    expect(of('viewer')).not.toContain('/d/new');
    expect(of('editor')).toContain('/d/new');
    expect(of('editor')).not.toContain('/settings/queries');
  });
  test('the palette is not found in itself, nor are pages twice', () => {
    const command = (id: string, group: string) => ({ id, keys: [], label: id, group, perform: () => {} });
    const entries = actionEntries([
      command('palette', 'Everywhere'),
      command('go-/', 'Pages'),
      command('refresh', 'Dashboard'),
      { ...command('star', 'Dashboards'), keysOnly: true },
    ]);
    expect(entries.map(({ label, detail }) => [label, detail])).toEqual([['refresh', 'Dashboard']]);
  });
});
