import { expect, test } from 'vitest';
import { linkActions } from './tooltipActions.ts';

const interpolate = (text: string) => text.replace('$host', 'web 1');

test('links of a value have their texts put in; lists of dashboards and programs are none', () => {
  const links = [
    { title: 'Host $host', url: '/hosts/$host', newTab: true },
    { url: 'https://example.org/$host' },
    { title: 'Tagged', tags: ['web'] },
    { title: 'Bad', url: ' JavaScript:alert(1)' },
  ];
  expect(linkActions(links, interpolate)).toEqual([
    { label: 'Host web 1', href: '/hosts/web 1', newTab: true },
    { label: 'https://example.org/web 1', href: 'https://example.org/web 1', newTab: false },
  ]);
  expect(linkActions(undefined, interpolate)).toEqual([]);
});
