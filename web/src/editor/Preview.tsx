import { ArrowLeft } from 'lucide-react';
import { useRef } from 'react';
import type { Panel } from '../../../src/schema/dashboard.ts';
import { Button } from '../components/Button.tsx';
import { LoadingBar } from '../components/LoadingBar.tsx';
import { Segmented } from '../components/Segmented.tsx';
import { PanelBody } from '../dashboard/panel/PanelBody.tsx';
import type { PanelAnswer } from '../dashboard/panel/usePanelData.ts';
import type { DashboardScope } from '../dashboard/scope.ts';
import { useBox } from '../dashboard/useBox.ts';
import { DataTables } from './DataTables.tsx';
import styles from './Preview.module.css';

export type PreviewMode = 'fill' | 'actual' | 'table';

interface PreviewProps {
  readonly panel: Panel;
  readonly scope: DashboardScope;
  readonly answer: PanelAnswer;
  readonly mode: PreviewMode;
  /** Pixels that the panel's room on the dashboard is wide and high. */
  readonly actual: { readonly width: number; readonly height: number };
  /** How wide the drawing is: what the queries are asked for. */
  readonly frame: React.RefObject<HTMLDivElement | null>;
  onMode(mode: PreviewMode): void;
  onClose(): void;
}

/** The panel as it will look, with its real data: filling the room, in its size on the dashboard, or as a table. */
export function Preview({ panel, scope, answer, mode, actual, frame, onMode, onClose }: PreviewProps) {
  const title = scope.interpolate(panel.title ?? '', undefined, 'text');
  const { data } = answer;
  return (
    <section className={styles['preview']} aria-label="Preview" data-testid="panel-preview">
      <header>
        <Button onClick={onClose} title="Back to the dashboard (Esc)" data-testid="leave-editor">
          <ArrowLeft size={14} aria-hidden />
          Done
        </Button>
        <h2 title={title}>{title || <span className={styles['quiet']}>Panel without a title</span>}</h2>
        <Segmented
          label="How the preview is shown"
          value={mode}
          options={[
            { value: 'fill', label: 'Fill' },
            { value: 'actual', label: 'Actual size' },
            { value: 'table', label: 'Table' },
          ]}
          onChange={onMode}
        />
      </header>
      <div ref={frame} className={styles['room']}>
        {mode === 'table' ? (
          <div className={styles['tables']}>
            {data && <DataTables data={data} zone={scope.zone} file={title || 'panel'} />}
          </div>
        ) : (
          <Drawn
            panel={panel}
            scope={scope}
            answer={answer}
            title={mode === 'actual' ? title : ''}
            size={mode === 'actual' ? actual : undefined}
          />
        )}
      </div>
    </section>
  );
}

interface DrawnProps extends Pick<PreviewProps, 'panel' | 'scope' | 'answer'> {
  /** Over it; empty for none. */
  readonly title: string;
  /** Missing: as large as the room. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** The panel's frame without its menu, and what it draws. */
function Drawn({ panel, scope, answer, title, size }: DrawnProps) {
  const body = useRef<HTMLDivElement>(null);
  const box = useBox(body);
  const { chart, data } = answer;
  return (
    <div className={styles['panel']} data-transparent={panel.transparent || undefined} style={size}>
      <LoadingBar on={chart.fetching && (data === null || chart.stale)} />
      {title && <h3 className={styles['title']}>{title}</h3>}
      <div ref={body} className={styles['body']}>
        <PanelBody panel={panel} scope={scope} answer={answer} box={box} waits={false} />
      </div>
    </div>
  );
}
