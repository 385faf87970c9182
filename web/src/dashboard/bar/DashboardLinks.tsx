import { useQuery } from '@tanstack/react-query';
import { ExternalLink, LayoutDashboard } from 'lucide-react';
import { Link } from 'wouter';
import type { DashboardLink } from '../../../../src/schema/dashboard.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { MenuButton } from '../../components/MenuButton.tsx';
import type { DashboardScope } from '../scope.ts';
import styles from './FilterBar.module.css';
import { linkAddress, safeAddress } from './linkAddress.ts';

interface DashboardLinksProps {
  readonly links: readonly DashboardLink[];
  readonly scope: DashboardScope;
  /** The dashboard itself, which is not offered among those of its tags. */
  readonly self: string | undefined;
}

/** Links of a dashboard: to an address, or to all dashboards with some tags. */
export function DashboardLinks({ links, scope, self }: DashboardLinksProps) {
  return (
    <nav className={styles['links']} aria-label="Links of the dashboard">
      {links.map((link) =>
        link.tags ? (
          <TaggedLinks key={JSON.stringify(link)} link={link} scope={scope} self={self} />
        ) : (
          <OneLink key={JSON.stringify(link)} link={link} scope={scope} />
        ),
      )}
    </nav>
  );
}

function OneLink({ link, scope }: { link: DashboardLink; scope: DashboardScope }) {
  const address = safeAddress(linkAddress(scope.interpolate(link.url ?? ''), link, scope));
  const title = scope.interpolate(link.title || (link.url ?? ''), undefined, 'text');
  if (address === null) return null;
  const outside = !address.startsWith('/') || link.newTab;
  if (!outside)
    return (
      <Link href={address} title={link.tooltip} className={styles['link']}>
        {title}
      </Link>
    );
  return (
    <a
      href={address}
      title={link.tooltip}
      className={styles['link']}
      target={link.newTab ? '_blank' : undefined}
      rel="noreferrer"
    >
      {title}
      <ExternalLink size={12} aria-hidden />
    </a>
  );
}

function TaggedLinks({
  link,
  scope,
  self,
}: {
  link: DashboardLink;
  scope: DashboardScope;
  self: string | undefined;
}) {
  const tags = link.tags!;
  const { data } = useQuery({
    queryKey: ['dashboards', 'tagged', tags],
    queryFn: async ({ signal }) => {
      const { dashboards } = await dashboardsApi.list({ tag: tags[0], limit: '100', sort: 'title' }, signal);
      return dashboards.filter((one) => tags.every((tag) => one.tags.includes(tag)));
    },
    staleTime: 60_000,
  });
  const others = (data ?? []).filter((one) => one.uid !== self);
  const addressOf = (uid: string) => linkAddress(`/d/${uid}`, link, scope);
  if (link.asMenu)
    return (
      <MenuButton
        label={link.title || tags.join(', ')}
        kind="quiet"
        items={() =>
          others.map((one) => ({ label: one.title, icon: LayoutDashboard, href: addressOf(one.uid) }))
        }
      >
        {link.title || tags.join(', ')}
      </MenuButton>
    );
  return others.map((one) => (
    <Link key={one.uid} href={addressOf(one.uid)} className={styles['link']}>
      {one.title}
    </Link>
  ));
}
