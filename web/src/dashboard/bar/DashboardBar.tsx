import {
  Braces,
  ClipboardPaste,
  Copy,
  Ellipsis,
  Expand,
  FilePlus2,
  GitCompareArrows,
  History,
  LayoutPanelTop,
  Plus,
  Redo2,
  Rows3,
  Save,
  Settings,
  Share2,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { DashboardMeta } from '../../../../src/schema/dashboards.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { Button } from '../../components/Button.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import type { MenuItem } from '../../components/menuItem.ts';
import { RangePicker } from '../../time/RangePicker.tsx';
import { RefreshPicker } from '../../time/RefreshPicker.tsx';
import type { PageRange } from '../../time/usePageRange.ts';
import { useActions } from '../actions.ts';
import { copiedPanel } from '../clipboard.ts';
import type { DashboardKind } from '../dashboardKind.ts';
import { addPanel, addRow, newId, panelName } from '../edits.ts';
import { toggleKiosk } from '../kiosk.ts';
import type { PageState } from '../pageState.ts';
import type { DashboardScope } from '../scope.ts';
import type { Editor } from '../useEditor.ts';
import styles from './DashboardBar.module.css';
import { Star } from './Star.tsx';

/** The page above, and what stands beside the title, of a dashboard that is the page of something else. */
export interface DashboardPlace {
  readonly parent: { readonly title: string; readonly href: string };
  readonly note: ReactNode;
}

interface DashboardBarProps {
  readonly kind: DashboardKind;
  readonly editor: Editor;
  readonly meta: DashboardMeta | null;
  readonly scope: DashboardScope;
  readonly state: PageState;
  readonly page: PageRange;
  readonly place: DashboardPlace | undefined;
}

const compareChoices: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'off', label: 'No comparison' },
  { value: '1h', label: 'An hour earlier' },
  { value: '1d', label: 'A day earlier' },
  { value: '7d', label: 'A week earlier' },
  { value: '28d', label: 'Four weeks earlier' },
  { value: '1y', label: 'A year earlier' },
];

/** The top bar of a dashboard: its name, what is unsaved, and what rules the whole page. */
export function DashboardBar({ kind, editor, meta, scope, state, page, place }: DashboardBarProps) {
  const actions = useActions();
  const { dashboard, dirty, undoName, redoName } = editor;
  const { editable } = scope;
  const savable = editable && (dirty || kind === 'new' || kind === 'instant');

  return (
    <TopBar
      title={dashboard.title}
      parent={
        place?.parent ??
        (kind === 'snapshot'
          ? { title: 'Snapshots', href: '/snapshots' }
          : {
              title: meta?.folderTitle ?? 'Dashboards',
              href: meta?.folder ? `/dashboards?folder=${meta.folder}` : '/dashboards',
            })
      }
      note={
        <>
          {place?.note}
          {kind === 'saved' && meta && !place && <Star uid={meta.uid} starred={meta.starred} />}
          {meta?.origin === 'builtin' && !place && (
            <span className={styles['mark']} title="It comes with the program. Save a copy to change it.">
              Built in
            </span>
          )}
          {kind === 'snapshot' && <span className={styles['mark']}>Snapshot</span>}
          {dirty && editable && (
            <span className={styles['unsaved']} data-testid="unsaved">
              Unsaved
            </span>
          )}
        </>
      }
    >
      {editable && (undoName !== null || redoName !== null) && (
        <div className={styles['undo']}>
          <Button
            kind="quiet"
            icon
            disabled={undoName === null}
            aria-label={undoName === null ? 'Nothing to undo' : `Undo: ${undoName}`}
            title={undoName === null ? 'Nothing to undo' : `Undo: ${undoName} (Ctrl-Z)`}
            data-testid="undo"
            onClick={editor.undo}
          >
            <Undo2 size={15} aria-hidden />
          </Button>
          <Button
            kind="quiet"
            icon
            disabled={redoName === null}
            aria-label={redoName === null ? 'Nothing to do again' : `Do again: ${redoName}`}
            title={redoName === null ? 'Nothing to do again' : `Do again: ${redoName} (Ctrl-Shift-Z)`}
            data-testid="redo"
            onClick={editor.redo}
          >
            <Redo2 size={15} aria-hidden />
          </Button>
        </div>
      )}
      {editable && (
        <MenuButton label="Add" testId="add" items={addItems} className={styles['wide'] ?? ''}>
          <Plus size={15} aria-hidden />
          <span className={styles['word']}>Add</span>
        </MenuButton>
      )}
      {savable && (
        <Button
          kind="primary"
          data-testid="save"
          onClick={() => actions.open({ kind: kind === 'saved' ? 'save' : 'save-as' })}
        >
          Save
        </Button>
      )}
      <MenuButton label="More" icon testId="dashboard-menu" items={moreItems}>
        <Ellipsis size={16} aria-hidden />
      </MenuButton>
      {kind !== 'snapshot' && (
        <>
          <MenuButton
            label={scope.compare ? `Compared with ${scope.compare} earlier` : 'Compare with an earlier time'}
            testId="compare"
            items={compareItems}
            className={scope.compare ? (styles['on'] ?? '') : ''}
          >
            <GitCompareArrows size={15} aria-hidden />
            {scope.compare && <span className="numbers">−{scope.compare}</span>}
          </MenuButton>
          <RefreshPicker
            page={page}
            value={state.refresh}
            fallback={dashboard.refresh}
            onChange={(refresh) => actions.setState({ refresh }, { replace: true })}
            onRefresh={actions.refresh}
          />
          <RangePicker page={page} weekStart={scope.weekStart} />
        </>
      )}
    </TopBar>
  );

  function addItems(): MenuItem[] {
    const copied = copiedPanel();
    return [
      {
        label: 'Panel',
        icon: LayoutPanelTop,
        shortcut: 'a',
        testId: 'add-panel',
        onSelect: () => actions.open({ kind: 'add-panel', rowId: null }),
      },
      {
        label: 'Row',
        icon: Rows3,
        testId: 'add-row',
        onSelect: () => {
          const id = newId(dashboard, 'r');
          actions.edit(addRow({ id, title: 'New row', panels: [] }));
          actions.open({ kind: 'row', rowId: id });
        },
      },
      ...(copied
        ? [
            {
              label: `Paste ${panelName(copied)}`,
              icon: ClipboardPaste,
              testId: 'paste-panel',
              onSelect: () =>
                actions.edit(
                  addPanel({ ...copied, id: newId(dashboard, 'p') }, null, `Paste ${panelName(copied)}`),
                ),
            },
          ]
        : []),
    ];
  }

  function compareItems(): MenuItem[] {
    const chosen = scope.compare ?? 'off';
    return compareChoices.map(({ value, label }) => ({
      label,
      checked: chosen === value,
      testId: `compare-${value}`,
      onSelect: () => actions.setState({ compare: value === (dashboard.compare ?? 'off') ? null : value }),
    }));
  }

  function moreItems(): MenuItem[] {
    const kept = kind === 'saved';
    return [
      {
        label: 'Share',
        icon: Share2,
        testId: 'menu-share',
        onSelect: () => actions.open({ kind: 'share' }),
      },
      {
        label: 'Full screen',
        icon: Expand,
        shortcut: 'f',
        onSelect: () => toggleKiosk(true, actions),
      },
      ...(editable
        ? [
            {
              label: 'Settings',
              icon: Settings,
              divided: true,
              testId: 'menu-settings',
              onSelect: () => actions.open({ kind: 'settings' }),
            },
            ...(kept && !dirty
              ? []
              : [
                  {
                    label: 'Save',
                    icon: Save,
                    shortcut: 'Ctrl-S',
                    onSelect: () => actions.open({ kind: kept ? 'save' : 'save-as' }),
                  },
                ]),
          ]
        : []),
      ...(kept && meta?.origin !== 'builtin'
        ? [
            {
              label: 'Versions',
              icon: History,
              testId: 'menu-versions',
              onSelect: () => actions.open({ kind: 'settings', section: 'versions' }),
            },
          ]
        : []),
      {
        label: 'JSON',
        icon: Braces,
        testId: 'menu-json',
        onSelect: () => actions.open({ kind: 'settings', section: 'json' }),
      },
      ...(kept && (editable || meta?.origin === 'builtin')
        ? [
            {
              label: meta?.origin === 'builtin' ? 'Save a copy …' : 'Save as …',
              icon: meta?.origin === 'builtin' ? Copy : FilePlus2,
              testId: 'menu-save-as',
              onSelect: () => actions.open({ kind: 'save-as' }),
            },
          ]
        : []),
      ...(kept && editable && dirty
        ? [
            {
              label: 'Discard all changes',
              icon: Undo2,
              divided: true,
              onSelect: () => {
                editor.discard();
                actions.say('Changes discarded.', true);
              },
            },
          ]
        : []),
    ];
  }
}
