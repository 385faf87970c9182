// biome-ignore-all lint/suspicious/noTemplateCurlyInString: links of dashboards are written like this
import { expect, test } from 'vitest';
import type { DashboardLink } from '../../../../src/schema/dashboard.ts';
import type { Mark } from '../../../../src/view/scene/scene.ts';
import { exampleScope } from '../gallery/exampleScope.ts';
import { markLinks } from './markLinks.ts';

const scope = exampleScope({ from: 100, until: 200 });
const mark: Mark = { key: 'a', label: 'web01', value: '42 %', raw: 42.1, time: 1.5 };
const seriesWith = (...links: readonly DashboardLink[]) => ({
  name: 'hosts.web01.cpu',
  label: 'web01',
  config: { links: [...links] },
});
const addresses = (one: Mark, ...links: readonly DashboardLink[]) =>
  markLinks(one, seriesWith(...links), scope).map(({ href }) => href);

test.each<[string, DashboardLink, readonly string[]]>([
  ['the series', { url: '/hosts/${__series.name}' }, ['/hosts/web01']],
  ['its own name', { url: '/explore?target=${__field.name}' }, ['/explore?target=hosts.web01.cpu']],
  ['value and time', { url: '/x?v=${__value.raw}&t=${__value.time}' }, ['/x?v=42.1&t=1500']],
  ['the range', { url: '/x?a=1', keepTime: true }, ['/x?a=1&from=100&until=200']],
  ['no program', { url: 'javascript:alert("${__series.name}")' }, []],
  ['no address', { tags: ['linux'] }, []],
])('a link with %s', (_, link, expected) => {
  expect(addresses(mark, link)).toEqual(expected);
});

test('a link of the mark itself comes first', () => {
  expect(addresses({ ...mark, href: '/hosts/${__series.name}' }, { url: '/other' })).toEqual([
    '/hosts/web01',
    '/other',
  ]);
});

test('a link is called by its title, or else by its address', () => {
  const links = [{ url: '/a', title: 'Host ${__series.name}' }, { url: '/b' }];
  expect(markLinks(mark, seriesWith(...links), scope).map(({ title }) => title)).toEqual([
    'Host web01',
    '/b',
  ]);
});
