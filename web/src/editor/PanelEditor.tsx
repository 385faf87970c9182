import { Tabs } from '@base-ui/react/tabs';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { Dashboard, FieldConfig, Panel } from '../../../src/schema/dashboard.ts';
import { useCommands } from '../app/useCommands.ts';
import { SearchBox } from '../components/SearchBox.tsx';
import { usePanelData } from '../dashboard/panel/usePanelData.ts';
import type { DashboardScope } from '../dashboard/scope.ts';
import { useBox } from '../dashboard/useBox.ts';
import { fieldGroups } from '../panels/fieldGroups.ts';
import { panelTypeOf } from '../panels/index.ts';
import type { FieldGroupName, OptionGroup } from '../panels/optionFields.ts';
import { changeType } from './changeType.ts';
import type { FieldContext } from './fields/fieldProps.ts';
import { framesOfAnswers } from './framesOf.ts';
import { OptionForm } from './OptionForm.tsx';
import { OverridesPanel } from './OverridesPanel.tsx';
import type { OptionValues } from './optionValues.ts';
import styles from './PanelEditor.module.css';
import { Preview, type PreviewMode } from './Preview.tsx';
import { panelGroup, queryGroup, repeatGroup } from './panelGroups.ts';
import { QueriesPanel } from './QueriesPanel.tsx';
import { TransformationsPanel } from './TransformationsPanel.tsx';
import { TypePicker } from './TypePicker.tsx';
import { useNarrow } from './useNarrow.ts';

interface PanelEditorProps {
  readonly dashboard: Dashboard;
  readonly panel: Panel;
  readonly scope: DashboardScope;
  /** What rules the page above the panel: its variables. */
  readonly filters?: ReactNode;
  /** The whole panel after every change. */
  onChange(panel: Panel): void;
  onClose(): void;
}

/** Columns of the grid; a row is so high, with so much between. */
const columns = 24;
const rowHeight = 30;
const gap = 8;

const first = [panelGroup];

type Tab = 'queries' | 'transformations' | 'options';

/** A panel with everything that can be chosen about it: the preview, its queries, what is done with them, and its options. */
export default function PanelEditor({
  dashboard,
  panel,
  scope,
  filters,
  onChange,
  onClose,
}: PanelEditorProps) {
  const type = panelTypeOf(panel.type);
  const hasTargets = type?.hasTargets ?? false;
  const [mode, setMode] = useState<PreviewMode>('fill');
  const narrow = useNarrow();
  const [tab, setTab] = useState<Tab>('queries');
  // On a wide page the options stand beside the queries, and are no tab.
  const shown = tab === 'options' && !narrow ? 'queries' : tab;
  const withOptions = !narrow || shown === 'options' || !hasTargets;
  const [search, setSearch] = useState('');
  const searchField = useRef<HTMLInputElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const roomBox = useBox(room);
  // As wide as the grid would be on this page: the room for the preview and the options beside it.
  const page = useRef<HTMLElement>(null);
  const pageWidth = useBox(page).width;
  const { w, h } = panel.grid;
  const actual = {
    width: Math.round(((pageWidth + gap) / columns) * w - gap),
    height: (rowHeight + gap) * h - gap,
  };
  const answer = usePanelData(panel, scope, {
    width: mode === 'actual' ? Math.min(actual.width, roomBox.width) : roomBox.width,
    visible: true,
  });
  const { data } = answer;

  const context = useMemo((): FieldContext => {
    const series = data?.series ?? [];
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (const { values } of series)
      for (const value of values)
        if (!Number.isNaN(value)) {
          if (value < min) min = value;
          if (value > max) max = value;
        }
    return {
      seriesNames: [...new Set(series.map(({ name }) => name))],
      dataRange: min <= max ? { min, max } : null,
    };
  }, [data]);
  const frames = useMemo(() => framesOfAnswers(answer.chart.results ?? []), [answer.chart.results]);
  const variables = useMemo(() => (dashboard.variables ?? []).map(({ name }) => name), [dashboard.variables]);
  const later = useMemo(
    () => [...(hasTargets ? [queryGroup] : []), ...(variables.length > 0 ? [repeatGroup(variables)] : [])],
    [variables, hasTargets],
  );
  const settings = useMemo(() => settingsOf(type?.fieldGroups ?? []), [type]);
  const refIds = (panel.targets ?? []).map(({ refId }) => refId);

  const set = useCallback((changes: Partial<Panel>) => onChange(merged(panel, changes)), [onChange, panel]);
  const leave = useCallback(() => onClose(), [onClose]);
  useCommands([
    {
      id: 'leave-editor',
      keys: ['Escape'],
      label: 'Back to the dashboard',
      group: 'Panel editor',
      perform: leave,
    },
    {
      id: 'search-options',
      keys: ['/'],
      label: 'Search the options',
      group: 'Panel editor',
      perform: () => {
        setTab('options');
        // On a narrow page the field is there only after the tab has changed.
        requestAnimationFrame(() => searchField.current?.focus());
      },
    },
  ]);

  return (
    <main id="content" ref={page} className={styles['editor']} data-testid="panel-editor">
      <div className={styles['left']}>
        {filters && <div className={styles['filters']}>{filters}</div>}
        <div className={styles['preview']}>
          <Preview
            panel={panel}
            scope={scope}
            answer={answer}
            mode={mode}
            actual={actual}
            frame={room}
            onMode={setMode}
            onClose={onClose}
          />
        </div>
        {hasTargets && (
          <Tabs.Root value={shown} onValueChange={(next) => setTab(next as Tab)}>
            <Tabs.List className={styles['tabs'] ?? ''} aria-label="What is edited">
              <Tabs.Tab value="queries">
                Queries <small>{panel.targets?.length ?? 0}</small>
              </Tabs.Tab>
              <Tabs.Tab value="transformations" data-testid="tab-transformations">
                Transformations <small>{panel.transformations?.length ?? 0}</small>
              </Tabs.Tab>
              {narrow && <Tabs.Tab value="options">Options</Tabs.Tab>}
            </Tabs.List>
            <Tabs.Panel value="queries">
              <QueriesPanel
                panel={panel}
                scope={scope}
                answer={answer}
                onChange={(targets) => set({ targets: [...targets] })}
              />
            </Tabs.Panel>
            <Tabs.Panel value="transformations">
              <TransformationsPanel
                steps={panel.transformations ?? []}
                frames={frames}
                zone={scope.zone}
                context={context}
                onChange={(transformations) => set({ transformations: [...transformations] })}
              />
            </Tabs.Panel>
          </Tabs.Root>
        )}
      </div>
      {withOptions && (
        <aside className={styles['options']} aria-label="Options" data-testid="panel-options">
          <div className={styles['optionsHead']}>
            <TypePicker
              type={panel.type}
              onPick={(next) => {
                const to = panelTypeOf(next);
                if (to) onChange(changeType(panel, type, to));
              }}
            />
            <div className={styles['search']}>
              <SearchBox
                ref={searchField}
                value={search}
                label="Search options"
                testId="option-search"
                onChange={setSearch}
              />
            </div>
          </div>
          <OptionForm
            groups={first}
            values={panel as unknown as OptionValues}
            context={context}
            search={search}
            onChange={(values) => onChange(tidy(values as unknown as Panel))}
          />
          {type && (
            <OptionForm
              groups={type.options}
              values={(panel.options ?? {}) as OptionValues}
              context={context}
              search={search}
              onChange={(options) => onChange(merged(panel, { options } as Partial<Panel>))}
            />
          )}
          <OptionForm
            groups={settings}
            values={(panel.field ?? {}) as OptionValues}
            context={context}
            search={search}
            onChange={(field) => set({ field: field as FieldConfig })}
          />
          <OptionForm
            groups={later}
            values={panel as unknown as OptionValues}
            context={context}
            search={search}
            onChange={(values) => onChange(tidy(values as unknown as Panel))}
          />
          {settings.length > 0 && search.trim() === '' && (
            <>
              <h3 className={styles['heading']}>Overrides</h3>
              <OverridesPanel
                overrides={panel.overrides ?? []}
                field={panel.field ?? {}}
                groups={settings}
                refIds={refIds}
                context={context}
                onChange={(overrides) => set({ overrides: [...overrides] })}
              />
            </>
          )}
        </aside>
      )}
    </main>
  );
}

/** The field settings that a type has a use for; how thresholds are drawn is asked where there is a graph only. */
function settingsOf(names: readonly FieldGroupName[]): OptionGroup[] {
  return names.map((name) => {
    const { title, fields } = fieldGroups[name];
    if (name !== 'thresholds' || names.includes('graph')) return fieldGroups[name];
    return { title, fields: fields.filter(({ path }) => path !== 'thresholdsStyle') };
  });
}

/** The panel with changes; lists and objects with nothing in them are left out, as what nobody decided. */
function merged(panel: Panel, changes: Partial<Panel>): Panel {
  const next: Record<string, unknown> = { ...panel, ...changes };
  for (const name of Object.keys(changes)) {
    const value = next[name];
    const empty =
      value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
    if (empty) delete next[name];
  }
  return next as unknown as Panel;
}

/** A repetition without a variable is none. */
function tidy(panel: Panel): Panel {
  if (!panel.repeat || panel.repeat.variable) return panel;
  const { repeat: _, ...rest } = panel;
  return rest as Panel;
}
