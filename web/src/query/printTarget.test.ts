// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written like this
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printTarget } from './printTarget.ts';
import { callNode, pathNode, quoteText, type TargetNode, valueNode } from './targetTree.ts';

const piped = (node: TargetNode, name: string, ...rest: TargetNode[]): TargetNode => ({
  ...callNode(name, [node, ...rest]),
  piped: true,
});

test.each<[TargetNode, string]>([
  [pathNode('hosts.*.cpu-{a,b}'), 'hosts.*.cpu-{a,b}'],
  [callNode('alias', [pathNode('a.b'), valueNode('x y')]), "alias(a.b, 'x y')"],
  [callNode('scale', [pathNode('a'), valueNode(0.5, '.5')]), 'scale(a, .5)'],
  [
    callNode('movingAverage', [pathNode('a'), valueNode('5min')], { xFilesFactor: valueNode(0.1) }),
    "movingAverage(a, '5min', xFilesFactor=0.1)",
  ],
  [callNode('removeBelowValue', [pathNode('a'), valueNode(null)]), 'removeBelowValue(a, none)'],
  [callNode('f', [valueNode(true), valueNode(false)]), 'f(true, false)'],
  [callNode('sumSeries', []), 'sumSeries()'],
  [piped(piped(pathNode('a'), 'scale', valueNode(2)), 'sum'), 'a | scale(2) | sum()'],
  [callNode('sum', [piped(pathNode('a'), 'scale', valueNode(2))]), 'sum(a | scale(2))'],
  [pathNode('disk(C).used,free'), 'disk\\(C\\).used\\,free'],
  [callNode('sum', [pathNode('a=b.{c,d}')]), 'sum(a\\=b.{c,d})'],
  [pathNode('hosts.${host:glob}.{a,b}'), 'hosts.${host:glob}.{a,b}'],
  // A path that reads as a number would become one.
  [callNode('scale', [pathNode('5'), valueNode(2)]), '5 | scale(2)'],
  [callNode('scale', [pathNode(''), valueNode(2)]), 'scale(, 2)'],
  [
    callNode('sum', [{ kind: 'other', text: "template(a.$x,x='b')", from: 0, to: 0 }]),
    "sum(template(a.$x,x='b'))",
  ],
])('%#: %s', (tree, text) => expect(printTarget(tree)).toBe(text));

/** What a reader of the language makes of a quoted text (see the scanner of `src/query/target`); null when it is not one whole text. */
function unquote(text: string): string | null {
  const quote = text[0];
  let value = '';
  for (let i = 1; i < text.length; i++) {
    if (text[i] === '\\' && i + 1 < text.length) {
      value += text[i + 1] === quote ? quote : text.slice(i, i + 2);
      i++;
    } else if (text[i] === quote) return i === text.length - 1 ? value : null;
    else value += text[i];
  }
  return null;
}

describe('texts in quotes', () => {
  test.each([
    ['web 1', "'web 1'"],
    ["it's", `"it's"`],
    ['say "hi"', `'say "hi"'`],
    [`it's "x"`, `'it\\'s "x"'`],
    ['^.*\\.(\\d+)$', "'^.*\\.(\\d+)$'"],
    ["a\\'b", `"a\\'b"`],
    ['a\\', "'a\\\\'"],
    ['two\nlines', "'two lines'"],
  ])('%s', (value, text) => expect(quoteText(value)).toBe(text));

  test('are whole whatever they hold, and mean what was meant where the language can say it', () => {
    const letters = fc.array(fc.constantFrom('a', ' ', '\\', "'", '"', ',', ')', '\n'), { maxLength: 12 });
    fc.assert(
      fc.property(letters, (list) => {
        const value = list.join('');
        const read = unquote(quoteText(value));
        expect(read).not.toBeNull();
        const bothQuotes = value.includes("'") && value.includes('"');
        if (!/\n|\\$/.test(value) && !(bothQuotes && /\\['"]/.test(value))) expect(read).toBe(value);
      }),
    );
  });
});
