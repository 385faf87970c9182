/** What comes of `template()` and of a request's `template[name]=…`, against graphite-web. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GraphiteReference } from '../support/graphiteReference.ts';
import { evaluateHere } from '../support/plumbagoSide.ts';
import type { World } from '../support/world.ts';
import { difference } from './compareSeries.ts';
import { NOW, ORIGIN } from './worlds.ts';

const world: World = {
  series: ['hosts.web01.load', 'hosts.web02.load', 'hosts.web.load', 'hosts.7.load', 'x', 'a.b.c'].map(
    (name, i) => ({
      name,
      step: 60,
      start: ORIGIN,
      values: [i, i + 1, null, i * 3],
    }),
  ),
};

const reference = new GraphiteReference();
beforeAll(() => reference.replaceWorld(world));
afterAll(() => reference.close());

const CASES: readonly (readonly [
  target: string,
  given: Readonly<Record<string, string>>,
  differs?: string,
])[] = [
  ['template(hosts.$host.load,host="web01")', {}],
  ["template(hosts.$host.load,host='web01')", {}],
  ['template(hosts.$host.load,host="web01")', { host: 'web02' }],
  ['template(hosts.$host.load,host="web01")', { other: 'web02' }],
  ['template(hosts.$host.load)', { host: 'web02' }],
  ['template(hosts.$1.load,"web01")', {}],
  ['template(hosts.$1.$2,"web01","load")', {}],
  ['template(hosts.$1.load,7)', {}],
  ['template(hosts.$1.load,"web01")', { 1: 'web02' }],
  ['template(hosts.$h.load,h="w*")', {}],
  ['template(hosts.web$n.load,n="{01,02}")', {}],
  ['template(scale(hosts.$host.load,$factor),host="web01",factor=3)', {}],
  ['template(scale(hosts.$host.load,$factor),host="web01",factor=2.5)', {}],
  ['template(scale(hosts.$host.load,$factor),host="web01",factor=3)', { factor: '10' }],
  ['template(scale(hosts.$host.load,$factor),host="web01",factor="-1.5")', {}],
  ['template(alias(hosts.$host.load,$name),host="web01",name="a name")', {}],
  ['template(alias(hosts.$host.load,"$name"),host="web01",name="not in texts")', {}],
  ['template(sumSeries(hosts.$a.load,hosts.$b.load),a="web01",b="web02")', {}],
  [
    'template(movingAverage(hosts.$a.load,$window),a="web01",window="2min")',
    {},
    'what is read again there knows nothing of the template',
  ],
  [
    'template(movingAverage(hosts.$a.load,$window),a="web01",window=2)',
    {},
    'what is read again there knows nothing of the template',
  ],
  ['sumSeries(template(hosts.$h.load,h="web01"),template(hosts.$h.load,h="web02"))', {}],
  ['template(hosts.$h.load,h="web01")|scale(2)', {}],
  ['template(hosts.$h.load,h="nothing")', {}],
  ['template(x)', {}],
  ['template($name,name="x")', {}, 'a variable alone is an internal error there'],
  ['template(a.$x.c,x="b")', { x: 'b' }],
  ['hosts.$host.load', { host: 'web01' }],
  ['template(aliasByNode(hosts.*.load,$node),node=1)', {}],
];

test.each(CASES.map(([target, given, differs]) => ({ target, given, differs })))(
  '$target given $given',
  async ({ target, given: template, differs }) => {
    const evaluation = {
      target,
      from: ORIGIN - 1,
      until: ORIGIN + 180,
      now: NOW,
      zone: 'UTC',
      xFilesFactor: 0,
      template,
    };
    const [theirs] = await reference.evaluate([evaluation]);
    const found = difference(theirs!, await evaluateHere(world, evaluation));
    if (differs === undefined) expect(found).toBeNull();
    else expect(found, `graphite-web answers alike, though: ${differs}`).not.toBeNull();
  },
);
