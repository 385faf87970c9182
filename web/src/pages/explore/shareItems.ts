import { Braces, Clock, Image, Link, Sheet } from 'lucide-react';
import type { MenuItem } from '../../components/menuItem.ts';
import { shareAddress } from '../../dashboard/share/shareAddress.ts';
import { resolveRange } from '../../time/range.ts';
import type { PageRange } from '../../time/usePageRange.ts';

interface SharedThing {
  /** As in the address bar. */
  readonly search: string;
  /** As they were asked, of the first pane. */
  readonly targets: readonly string[];
  readonly page: Pick<PageRange, 'range' | 'zone'>;
  /** Seconds since 1970. */
  readonly now: number;
  say(text: string): void;
}

/** The ways to hand on what is shown. */
export function shareItems({ search, targets, page, now, say }: SharedThing): MenuItem[] {
  const copy = (fixed: boolean) => {
    const span = fixed ? resolveRange(page.range, now, page.zone) : undefined;
    const address = location.origin + shareAddress({ path: '/explore', search, span });
    // Without a secure context there is no clipboard; the address bar has the same.
    const done = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error('No clipboard.'));
    done.then(
      () => say(fixed ? 'Copied a link to these very times.' : 'Copied a link to what is shown.'),
      () => say('The browser does not allow to copy here: take the address from its bar.'),
    );
  };
  return [
    {
      label: 'Copy link',
      note: 'As it stands in the address bar',
      icon: Link,
      testId: 'share-link',
      onSelect: () => copy(false),
    },
    {
      label: 'Copy link with fixed times',
      note: 'Shows the same whenever it is opened',
      icon: Clock,
      testId: 'share-fixed',
      onSelect: () => copy(true),
    },
    ...(targets.length > 0
      ? [
          {
            label: 'Picture (PNG)',
            icon: Image,
            divided: true,
            href: renderAddress(targets, page, 'png'),
          },
          { label: 'Values as CSV', icon: Sheet, href: renderAddress(targets, page, 'csv') },
          { label: 'Values as JSON', icon: Braces, href: renderAddress(targets, page, 'json') },
        ]
      : []),
  ];
}

/** Graphite's own address of the same series. */
export function renderAddress(
  targets: readonly string[],
  { range, zone }: SharedThing['page'],
  format: 'png' | 'csv' | 'json',
): string {
  const params = new URLSearchParams();
  for (const target of targets) params.append('target', target);
  params.set('from', range.from);
  params.set('until', range.until);
  params.set('tz', zone);
  params.set('format', format);
  if (format === 'png') {
    params.set('width', '1200');
    params.set('height', '500');
  }
  return `/render/?${params}`;
}
