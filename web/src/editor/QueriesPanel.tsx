import { Copy, Eye, EyeOff, GripVertical, Plus, Trash2 } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { Panel, PanelTarget } from '../../../src/schema/dashboard.ts';
import { panelRange } from '../../../src/view/panelRange.ts';
import { formatCount } from '../../../src/view/units/units.ts';
import type { TargetData } from '../api/useChartData.ts';
import { Button } from '../components/Button.tsx';
import { askedTargets } from '../dashboard/panel/askedTargets.ts';
import type { PanelAnswer } from '../dashboard/panel/usePanelData.ts';
import type { DashboardScope } from '../dashboard/scope.ts';
import type { TargetWord } from '../query/completionSources.ts';
import { useFunctions } from '../query/functions.ts';
import { HintList } from '../query/HintList.tsx';
import { type QueryCost, useQueryCosts } from '../query/queryCosts.ts';
import type { BuilderContext } from '../query/TargetBuilder.tsx';
import { TargetField, type TargetView } from '../query/TargetField.tsx';
import { useHints } from '../query/useHints.ts';
import { useTargetTree } from '../query/useTargetTree.ts';
import styles from './QueriesPanel.module.css';
import { type QueryPlace, readQueryView, rememberQueryView } from './queryView.ts';
import { addTarget, duplicateTarget, moved, removeTarget, setTarget, toggleHidden } from './targetEdits.ts';

interface QueriesPanelProps {
  readonly panel: Panel;
  readonly scope: DashboardScope;
  readonly answer: PanelAnswer;
  /** Default the panel editor. */
  readonly place?: QueryPlace;
  /** Metrics without a point in the range are offered too. */
  readonly stale?: boolean;
  /** Below the queries, beside what adds one. */
  readonly actions?: ReactNode;
  onChange(targets: readonly PanelTarget[]): void;
}

/** A panel's queries, one below the other: built or written, hidden, copied, ordered, with what each gives and costs. */
export function QueriesPanel({
  panel,
  scope,
  answer,
  place = 'editor',
  stale = false,
  actions,
  onChange,
}: QueriesPanelProps) {
  const functions = useFunctions();
  const targets = useMemo(() => panel.targets ?? [], [panel.targets]);
  const dragged = useRef<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const range = useMemo(() => panelRange(scope.page.range, panel), [scope.page.range, panel]);
  const asked = useMemo(() => askedTargets(panel, scope), [panel, scope]);
  const costs = useQueryCosts({ targets: asked, range, zone: scope.zone });
  const variables = useMemo(
    () => (scope.dashboard?.variables ?? []).map(({ name }) => name),
    [scope.dashboard],
  );
  const finder = useMemo(
    () => ({
      stale,
      ...range,
      zone: scope.zone,
      resolve: (path: string) => scope.interpolateTarget?.(path) ?? scope.interpolate(path),
    }),
    [range, scope, stale],
  );
  const results = answer.chart.results;
  const { stats } = answer.chart;

  const drop = (event: DragEvent, at: number) => {
    if (dragged.current === null) return;
    event.preventDefault();
    onChange(moved(targets, dragged.current, dragged.current < at ? at - 1 : at));
    dragged.current = null;
    setOver(null);
  };
  return (
    <div className={styles['queries']} data-testid="queries">
      <ol>
        {targets.map((target, i) => (
          <li
            key={target.refId}
            className={styles['place']}
            data-drop={over === i || undefined}
            onDragOver={(event) => {
              if (dragged.current === null) return;
              event.preventDefault();
              setOver(i);
            }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => drop(event, i)}
          >
            <QueryRow
              target={target}
              place={place}
              autoFocus={place === 'explore' && i === targets.length - 1 && target.target === ''}
              context={{
                functions,
                scope: finder,
                variables,
                refIds: targets.map(({ refId }) => refId).filter((refId) => refId !== target.refId),
              }}
              result={answer.chart.stale ? null : (results?.find(({ id }) => id === target.refId) ?? null)}
              asked={asked.find(({ id }) => id === target.refId)?.target}
              cost={costs.get(target.refId)}
              unitChosen={panel.field?.unit !== undefined}
              onChange={(text) => onChange(setTarget(targets, i, text))}
              onHide={() => onChange(toggleHidden(targets, i))}
              onDuplicate={() => onChange(duplicateTarget(targets, i))}
              onRemove={() => onChange(removeTarget(targets, i))}
              onMove={(by) => onChange(moved(targets, i, i + by))}
              onDragStart={(event) => {
                dragged.current = i;
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', target.target);
              }}
              onRange={(around) =>
                scope.page.setRange({
                  from: String(Math.floor(around - 3600)),
                  until: String(Math.ceil(around + 60)),
                })
              }
            />
          </li>
        ))}
      </ol>
      <div className={styles['foot']}>
        <Button data-testid="add-query" onClick={() => onChange(addTarget(targets))}>
          <Plus size={13} aria-hidden />
          Add query
        </Button>
        {actions}
        {stats && targets.length > 1 && (
          <p className={styles['counts']}>
            {formatCount(stats.series)} series · {formatCount(stats.points)} points ·{' '}
            {milliseconds(stats.milliseconds)}
          </p>
        )}
      </div>
    </div>
  );
}

interface QueryRowProps {
  readonly target: PanelTarget;
  readonly place: QueryPlace;
  readonly autoFocus: boolean;
  readonly context: BuilderContext;
  readonly result: TargetData | null;
  /** The target with variables and references put in. */
  readonly asked: string | undefined;
  readonly cost: QueryCost | undefined;
  readonly unitChosen: boolean;
  onChange(target: string): void;
  onHide(): void;
  onDuplicate(): void;
  onRemove(): void;
  onMove(by: number): void;
  onDragStart(event: DragEvent): void;
  onRange(around: number): void;
}

function QueryRow({
  target: { refId, target, hidden },
  place,
  autoFocus,
  context,
  result,
  asked,
  cost,
  unitChosen,
  onChange,
  onHide,
  onDuplicate,
  onRemove,
  onMove,
  onDragStart,
  onRange,
}: QueryRowProps) {
  const [view, setView] = useState<TargetView>(() => readQueryView(place));
  const [dragging, setDragging] = useState(false);
  const read = useTargetTree(target);
  const hints = useHints({
    target,
    read,
    result,
    cost,
    unitChosen,
    resolve: (path) => context.scope.resolve?.(path) ?? path,
  });
  const words = useMemo(
    (): TargetWord[] => [
      ...context.refIds.map((each) => ({ text: `#${each}`, detail: 'query' })),
      ...[...context.variables, '__interval'].map((name) => ({ text: `$${name}`, detail: 'variable' })),
    ],
    [context.refIds, context.variables],
  );
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    event.stopPropagation();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <section
      className={styles['row']}
      aria-label={`Query ${refId}`}
      data-testid="query-row"
      data-ref={refId}
      data-hidden={hidden || undefined}
      draggable={dragging}
      onDragStart={onDragStart}
      onDragEnd={() => setDragging(false)}
    >
      <header>
        {/* Only the grip starts a drag: text in the editors has to be selectable. */}
        <button
          type="button"
          className={styles['grip']}
          aria-label={`Move query ${refId}: drag, or arrow keys`}
          onPointerDown={() => setDragging(true)}
          onPointerUp={() => setDragging(false)}
          onKeyDown={keys}
        >
          <GripVertical size={14} aria-hidden />
        </button>
        <b>{refId}</b>
        <p className={styles['counts']} data-testid="query-counts">
          {hidden
            ? 'Hidden: not drawn, but other queries may refer to it'
            : result && !result.error
              ? countsText(result, cost)
              : ''}
        </p>
        <div>
          <Button
            kind="quiet"
            icon
            aria-label={hidden ? `Show query ${refId}` : `Hide query ${refId}`}
            onClick={onHide}
          >
            {hidden ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
          </Button>
          <Button kind="quiet" icon aria-label={`Duplicate query ${refId}`} onClick={onDuplicate}>
            <Copy size={14} aria-hidden />
          </Button>
          <Button kind="quiet" icon aria-label={`Remove query ${refId}`} onClick={onRemove}>
            <Trash2 size={14} aria-hidden />
          </Button>
        </div>
      </header>
      <div className={styles['body']}>
        <TargetField
          label={`Query ${refId}`}
          target={target}
          read={read}
          context={context}
          words={words}
          view={view}
          autoFocus={autoFocus}
          later={place === 'explore'}
          error={result?.error ? errorOf(result.error, asked === target) : null}
          onView={(next) => {
            setView(next);
            rememberQueryView(place, next);
          }}
          onChange={onChange}
        />
        <HintList
          hints={hints}
          onFix={(fix) => (fix.kind === 'target' ? onChange(fix.target) : onRange(fix.around))}
        />
      </div>
    </section>
  );
}

/** A column is one of what was asked: where that is another text, it says nothing here. */
function errorOf(
  error: NonNullable<TargetData['error']>,
  sameText: boolean,
): NonNullable<TargetData['error']> {
  if (sameText) return error;
  const { column: _, ...rest } = error;
  return rest;
}

function countsText({ columns, truncated }: TargetData, cost: QueryCost | undefined): string {
  const points = columns.reduce((sum, { values }) => sum + values.length, 0);
  return [
    `${truncated ? 'more than ' : ''}${formatCount(columns.length)} series`,
    `${formatCount(points)} points`,
    ...(cost ? [milliseconds(cost.milliseconds)] : []),
  ].join(' · ');
}

function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : formatCount(value)} ms`;
}
