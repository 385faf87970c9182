import { GripVertical, Info, TriangleAlert } from 'lucide-react';
import { lazy, memo, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { Panel } from '../../../../src/schema/dashboard.ts';
import type { SnapshotContent } from '../../../../src/schema/dashboards.ts';
import { isEmpty } from '../../../../src/view/isEmpty.ts';
import { describePanelTime } from '../../../../src/view/panelRange.ts';
import { variablesIn } from '../../../../src/view/variables/dependencies.ts';
import { ResolutionBadge } from '../../chart/ResolutionBadge.tsx';
import { useVisible } from '../../chart/useVisible.ts';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { StaleMark } from '../../time/StaleMark.tsx';
import { useActions } from '../actions.ts';
import type { ArrangeHandles } from '../grid/useArrange.ts';
import type { DashboardScope } from '../scope.ts';
import { useBox } from '../useBox.ts';
import { PanelBody } from './PanelBody.tsx';
import styles from './PanelFrame.module.css';
import { loadView } from './PanelView.tsx';
import { panelMenu } from './panelMenu.ts';
import { usePanelData } from './usePanelData.ts';

const Description = lazy(() => import('./Description.tsx'));

/** What is asked for by a panel without room has a use for so many pixels: enough to see that there is something. */
const awayWidth = 400;

interface PanelFrameProps {
  /** Of this copy on the page: `p3@web01`. */
  readonly id: string;
  readonly panel: Panel;
  readonly scope: DashboardScope;
  /** Names of variables that have no value yet. */
  readonly waiting: ReadonlySet<string>;
  /** What moves it; missing where nothing can be moved. */
  readonly handles?: ArrangeHandles | undefined;
  /** Shown alone. */
  readonly alone?: boolean;
  /** It takes no room, because it found nothing; it goes on asking. */
  readonly away?: boolean;
  /** Told whether anything was found; missing where that changes nothing. */
  readonly onEmpty?: ((id: string, empty: boolean) => void) | undefined;
  /** A snapshot that the data are taken from. */
  readonly frozen?: SnapshotContent | undefined;
}

/** A panel on the page: title, badges and menu around what it shows. It asks only while it is on screen or nearly so. */
export const PanelFrame = memo(function PanelFrame(props: PanelFrameProps) {
  const { id, panel, scope, waiting, handles, alone = false, frozen, away = false, onEmpty } = props;
  const actions = useActions();
  const root = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const visible = useVisible(root);
  const box = useBox(body);
  const [described, setDescribed] = useState(false);
  const describe = useRef<HTMLButtonElement>(null);
  const waits = useMemo(
    () =>
      waiting.size > 0 &&
      (panel.targets ?? []).some(({ target }) => variablesIn(target).some((name) => waiting.has(name))),
    [waiting, panel.targets],
  );
  const answer = usePanelData(panel, scope, {
    width: away ? awayWidth : box.width,
    visible: (visible || away) && !waits,
    frozen: useMemo(() => frozen && { content: frozen, id }, [frozen, id]),
  });
  const { chart, data } = answer;

  useEffect(() => {
    if (visible) loadView(panel.type);
  }, [visible, panel.type]);

  const empty = data === null || chart.stale ? null : isEmpty(data);
  useEffect(() => {
    if (empty !== null) onEmpty?.(id, empty);
  }, [id, empty, onEmpty]);

  const title = scope.interpolate(panel.title ?? '', undefined, 'text');
  const failed = chart.results?.filter((result) => result.error) ?? [];
  const follows =
    panel.type === 'timeseries' && scope.page.live && !frozen && !panel.timeFrom && !panel.timeShift;
  const time = panel.hideTimeNote ? null : describePanelTime(panel);
  const bare = panel.transparent && !title;

  return (
    <article
      ref={root}
      className={styles['panel']}
      data-transparent={panel.transparent || undefined}
      data-panel-id={panel.id}
      data-copy-id={id}
      data-testid="panel"
      aria-label={title || 'Panel without a title'}
    >
      <LoadingBar on={chart.fetching && (data === null || chart.stale)} />
      <header className={styles['head']} data-bare={bare || undefined} onPointerDown={handles?.onHeadDown}>
        {handles && (
          <button
            type="button"
            className={styles['grip']}
            aria-label={`Move or resize ${title || 'the panel'}`}
            title="Drag to move. Enter, then arrow keys: move; with Shift: resize."
            data-testid="panel-grip"
            onKeyDown={handles.onGripKey}
          >
            <GripVertical size={14} aria-hidden />
          </button>
        )}
        {title && <h3 title={title}>{title}</h3>}
        {panel.description && (
          <>
            <button
              ref={describe}
              type="button"
              className={styles['info']}
              aria-label={`About ${title || 'this panel'}`}
              aria-expanded={described}
              onClick={() => setDescribed(!described)}
            >
              <Info size={13} aria-hidden />
            </button>
            {described && (
              <Suspense fallback={null}>
                <Description
                  text={scope.interpolate(panel.description, undefined, 'text')}
                  anchor={describe}
                  onClose={() => setDescribed(false)}
                />
              </Suspense>
            )}
          </>
        )}
        {time && <span className={styles['badge']}>{time}</span>}
        {panel.type === 'timeseries' && data !== null && (
          <ResolutionBadge
            columns={data.series}
            chosen={panel.consolidateBy}
            onChoose={scope.onConsolidate && ((method) => scope.onConsolidate?.(panel, method ?? null))}
          />
        )}
        {follows && data !== null && !chart.stale && (
          <StaleMark series={data.series} until={chart.span.until} zone={scope.zone} />
        )}
        {failed.length > 0 && data !== null && (
          <span
            className={styles['partial']}
            title={failed.map((result) => `${result.id}: ${result.error!.message}`).join('\n')}
          >
            <TriangleAlert size={13} aria-hidden />
            <span>
              {failed.length === chart.results!.length
                ? 'Failed'
                : `${failed.length} of ${chart.results!.length} failed`}
            </span>
          </span>
        )}
        <div className={styles['actions']}>
          <MenuButton
            label={`Menu of ${title || 'the panel'}`}
            icon
            kind="quiet"
            className={styles['menu'] ?? ''}
            testId="panel-menu"
            items={() => panelMenu(id, panel, scope, actions, alone)}
          >
            <Dots />
          </MenuButton>
        </div>
      </header>
      <div ref={body} className={styles['body']}>
        <PanelBody
          panel={panel}
          scope={scope}
          answer={answer}
          box={box}
          waits={waits}
          frozen={frozen !== undefined}
        />
      </div>
      {handles && (
        <div
          className={styles['corner']}
          data-testid="panel-resize"
          aria-hidden
          onPointerDown={handles.onCornerDown}
        />
      )}
    </article>
  );
});

function Dots() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="currentColor">
      <circle cx="8" cy="3" r="1.4" />
      <circle cx="8" cy="8" r="1.4" />
      <circle cx="8" cy="13" r="1.4" />
    </svg>
  );
}
