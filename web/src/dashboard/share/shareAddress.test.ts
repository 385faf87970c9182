import { expect, test } from 'vitest';
import { embedCode } from './embedCode.ts';
import { shareAddress } from './shareAddress.ts';

const path = '/d/abc';
const span = { from: 100.4, until: 199.2 };
test.each<[Parameters<typeof shareAddress>[0], string]>([
  [{ path, search: '' }, '/d/abc'],
  [{ path, search: '?from=-1h&until=now&kiosk=1&edit=p1' }, '/d/abc?from=-1h&until=now'],
  [{ path, search: '?from=-1h&until=now', span }, '/d/abc?from=100&until=200'],
  [{ path, search: '?view=p1&var-host=a', panel: 'p2' }, '/d/abc?var-host=a&view=p2'],
  [{ path, search: '?var-host=a', panel: 'p2', embed: true }, '/embed/abc?var-host=a&panel=p2'],
])('%o is %s', (wishes, address) => expect(shareAddress(wishes)).toBe(address));

test('what is pasted elsewhere is whole whatever stands in it', () => {
  expect(embedCode('http://x/embed/a?b=1&c=2', 'A "b" <c>')).toContain(
    'src="http://x/embed/a?b=1&amp;c=2" title="A &quot;b&quot; &lt;c&gt;"',
  );
});
