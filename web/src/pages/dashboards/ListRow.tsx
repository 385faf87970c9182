import {
  ChevronRight,
  Ellipsis,
  ExternalLink,
  FileDown,
  FileJson,
  Folder as FolderIcon,
  FolderInput,
  FolderPlus,
  FolderTree,
  Pencil,
  Star,
  Trash2,
} from 'lucide-react';
import { Link } from 'wouter';
import type { DashboardSummary, Folder } from '../../../../src/schema/dashboards.ts';
import { serverNow } from '../../api/clock.ts';
import { exportAddress } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import type { MenuItem } from '../../components/menuItem.ts';
import { formatAgo, formatField } from '../../time/range.ts';
import styles from './DashboardsPage.module.css';
import type { DashboardLine, FolderLine } from './listLines.ts';

interface DashboardRequest {
  readonly kind: 'star' | 'move' | 'remove';
  readonly dashboard: DashboardSummary;
}

interface FolderRequest {
  readonly kind:
    | 'new-folder'
    | 'rename-folder'
    | 'move-folder'
    | 'remove-folder'
    | 'show-folder'
    | 'toggle-folder';
  readonly folder: Folder;
}

/** What can be asked for in a line of the list. */
export type LineRequest = DashboardRequest | FolderRequest | { readonly kind: 'tag'; readonly tag: string };

interface RowProps {
  /** Whether the keys are at this line: only its controls are reached by Tab. */
  readonly current: boolean;
  onRequest(request: LineRequest): void;
}

interface DashboardRowProps extends RowProps {
  readonly line: DashboardLine;
  readonly selected: boolean;
  /** One of the lines can be selected, so that all leave room for it. */
  readonly selectable: boolean;
  readonly stars: boolean;
  /** `range`: with Shift held. */
  onSelect(range: boolean): void;
}

export function DashboardRow(props: DashboardRowProps) {
  const { line, current, selected, selectable, stars, onSelect, onRequest } = props;
  const { dashboard, depth, path } = line;
  const { uid, title, description, tags, starred, access } = dashboard;
  const tabIndex = current ? 0 : -1;
  return (
    <div className={styles['line']} data-selected={selected || undefined} data-testid="dashboard-line">
      {selectable && (
        <span className={styles['check']}>
          {access === 'edit' && (
            <input
              type="checkbox"
              checked={selected}
              tabIndex={tabIndex}
              aria-label={`Select ${title}`}
              onChange={(event) => onSelect((event.nativeEvent as MouseEvent).shiftKey)}
            />
          )}
        </span>
      )}
      <Link
        href={`/d/${uid}`}
        className={styles['name']}
        tabIndex={tabIndex}
        data-main
        style={{ paddingLeft: depth * 20 }}
      >
        <strong title={title}>{title}</strong>
        <Origin dashboard={dashboard} />
        <small>{description || (path ?? '')}</small>
        <small className={styles['whenBelow']}>{changedText(dashboard)}</small>
      </Link>
      <span className={styles['tags']}>
        {tags.map((tag) => (
          <button
            key={tag}
            type="button"
            tabIndex={tabIndex}
            title={`All with the tag ${tag}`}
            onClick={() => onRequest({ kind: 'tag', tag })}
          >
            {tag}
          </button>
        ))}
      </span>
      {path !== null && (
        <span className={styles['where']} title={path}>
          {path}
        </span>
      )}
      <time className={styles['when']} title={formatField(dashboard.updatedSeconds)}>
        {changedText(dashboard)}
      </time>
      {stars && (
        <Button
          kind="quiet"
          icon
          tabIndex={tabIndex}
          className={styles['star'] ?? ''}
          aria-pressed={starred}
          aria-label={starred ? `Take the star from ${title}` : `Star ${title}`}
          onClick={() => onRequest({ kind: 'star', dashboard })}
        >
          <Star size={15} aria-hidden fill={starred ? 'currentColor' : 'none'} />
        </Button>
      )}
      <MenuButton
        label={`Actions for ${title}`}
        icon
        kind="quiet"
        tabIndex={tabIndex}
        testId="line-menu"
        items={() => dashboardMenu(dashboard, onRequest)}
      >
        <Ellipsis size={15} aria-hidden />
      </MenuButton>
    </div>
  );
}

/** Such as "2 h ago by ann"; what comes with the program has no such moment. */
function changedText({ origin, updatedSeconds, updatedBy }: DashboardSummary): string {
  if (origin === 'builtin') return '';
  const ago = formatAgo(serverNow() - updatedSeconds);
  return updatedBy === null ? ago : `${ago} by ${updatedBy}`;
}

function Origin({ dashboard: { origin, file } }: { dashboard: DashboardSummary }) {
  if (origin === 'builtin')
    return (
      <em className={styles['badge']} title="It comes with Plumbago. Save a copy to change it.">
        Built in
      </em>
    );
  if (origin === 'file')
    return (
      <em className={styles['badge']} title={`Kept in the file ${file ?? ''}`}>
        <FileJson size={11} aria-hidden /> {file}
      </em>
    );
  return null;
}

function dashboardMenu(dashboard: DashboardSummary, onRequest: RowProps['onRequest']): MenuItem[] {
  const { uid, access } = dashboard;
  return [
    {
      label: 'Open in a new tab',
      icon: ExternalLink,
      onSelect: () => window.open(`/d/${uid}`, '_blank', 'noopener'),
    },
    { label: 'Export', icon: FileDown, divided: true, href: exportAddress(uid, 'plumbago') },
    { label: 'Export for Grafana', icon: FileDown, href: exportAddress(uid, 'grafana') },
    ...(access === 'edit'
      ? [
          {
            label: 'Move to a folder',
            icon: FolderInput,
            divided: true,
            testId: 'line-move',
            onSelect: () => onRequest({ kind: 'move', dashboard }),
          },
          {
            label: 'Delete',
            icon: Trash2,
            danger: true,
            testId: 'line-delete',
            onSelect: () => onRequest({ kind: 'remove', dashboard }),
          },
        ]
      : []),
  ];
}

interface FolderRowProps extends RowProps {
  readonly line: FolderLine;
  readonly selectable: boolean;
}

export function FolderRow({ line, current, selectable, onRequest }: FolderRowProps) {
  const { folder, depth, open, dashboards } = line;
  const tabIndex = current ? 0 : -1;
  return (
    <div className={styles['line']} data-folder data-testid="folder-line">
      {selectable && <span className={styles['check']} />}
      <button
        type="button"
        className={styles['folder']}
        tabIndex={tabIndex}
        data-main
        aria-expanded={open}
        style={{ paddingLeft: depth * 20 }}
        onClick={() => onRequest({ kind: 'toggle-folder', folder })}
      >
        <ChevronRight size={14} aria-hidden className={styles['chevron']} />
        <FolderIcon size={15} aria-hidden />
        <strong>{folder.title}</strong>
        <small>{dashboards === 1 ? '1 dashboard' : `${dashboards} dashboards`}</small>
      </button>
      <MenuButton
        label={`Actions for the folder ${folder.title}`}
        icon
        kind="quiet"
        tabIndex={tabIndex}
        testId="folder-menu"
        items={() => folderMenu(folder, onRequest)}
      >
        <Ellipsis size={15} aria-hidden />
      </MenuButton>
    </div>
  );
}

function folderMenu(folder: Folder, onRequest: RowProps['onRequest']): MenuItem[] {
  const ask = (kind: FolderRequest['kind']) => () => onRequest({ kind, folder });
  return [
    { label: 'Show this folder alone', icon: FolderTree, onSelect: ask('show-folder') },
    ...(folder.access === 'edit'
      ? [
          { label: 'New folder in it', icon: FolderPlus, divided: true, onSelect: ask('new-folder') },
          { label: 'Rename', icon: Pencil, testId: 'folder-rename', onSelect: ask('rename-folder') },
          { label: 'Move', icon: FolderInput, testId: 'folder-move', onSelect: ask('move-folder') },
          {
            label: 'Delete',
            icon: Trash2,
            danger: true,
            testId: 'folder-delete',
            onSelect: ask('remove-folder'),
          },
        ]
      : []),
  ];
}
