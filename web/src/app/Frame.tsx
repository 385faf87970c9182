import { Compass, LayoutDashboard, Search, Server, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import styles from './Frame.module.css';
import { keyLabel } from './keyLabel.ts';
import { Mark } from './Mark.tsx';
import { TopBar } from './TopBar.tsx';

const places = [
  {
    path: '/',
    label: 'Hosts',
    Icon: Server,
    isHere: (path: string) => path === '/' || path.startsWith('/hosts/'),
  },
  {
    path: '/dashboards',
    label: 'Dashboards',
    Icon: LayoutDashboard,
    isHere: (path: string) => /^\/(dashboards|d|instant|snapshots|playlists|import)(\/|$)/.test(path),
  },
  { path: '/explore', label: 'Explore', Icon: Compass, isHere: (path: string) => path === '/explore' },
  {
    path: '/settings',
    label: 'Settings',
    Icon: Settings,
    isHere: (path: string) => path.startsWith('/settings') || path === '/api-docs',
  },
];

/** Pages that fill another page's frame or a wall screen: there is nothing but the page itself. */
const bare = /^\/(embed\/|playlists\/[^/]+\/play$)/;

interface FrameProps {
  readonly children: ReactNode;
  /** Opens the search over everything. */
  onSearch(): void;
}

/** The rail and the room for a page beside it; on a phone the rail lies at the bottom. */
export function Frame({ children, onSearch }: FrameProps) {
  const [path] = useLocation();
  const search = useSearch();
  if (bare.test(path) || new URLSearchParams(search).get('kiosk') === '1')
    return <div className={styles['page']}>{children}</div>;
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#content">
        Skip to content
      </a>
      <nav className={styles['rail']} aria-label="Main">
        <Link href="/" className={styles['brand']} aria-label="Plumbago, to the hosts">
          <Mark />
        </Link>
        <ul>
          {places.map(({ path: href, label, Icon, isHere }) => (
            <li key={href}>
              <Link href={href} className={styles['place']} aria-current={isHere(path) ? 'page' : undefined}>
                <Icon size={18} strokeWidth={1.75} aria-hidden />
                <span>{label}</span>
              </Link>
            </li>
          ))}
          <li>
            <button
              type="button"
              className={styles['place']}
              title={`Search everything (${keyLabel('Ctrl-K')})`}
              data-testid="open-palette"
              onClick={onSearch}
            >
              <Search size={18} strokeWidth={1.75} aria-hidden />
              <span>Search</span>
            </button>
          </li>
        </ul>
      </nav>
      <div className={styles['page']}>{children}</div>
    </div>
  );
}

/** While a page's code is on its way: the frame stands still. */
Frame.Waiting = () => <TopBar title="" />;

Frame.Missing = () => (
  <>
    <TopBar title="Not found" />
    <main id="content" className={styles['missing']}>
      <h1>There is no page at this address</h1>
      <p>It may have been mistyped, or the link is of another version.</p>
      <Link href="/">To the hosts</Link>
    </main>
  </>
);
