import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ComponentType, useMemo, useState } from 'react';
import type { PanelTypeName } from '../../../../src/schema/dashboard.ts';
import { shownSeries } from '../../../../src/view/panels/parts/panelValues.ts';
import { Button } from '../../components/Button.tsx';
import type { PanelViewProps } from '../panelType.ts';
import styles from './pagedPanel.module.css';

const barHeight = 32;

/** A view that shows so many series at once as its option `perPage` says, and the others page by page. */
export function pagedPanel<Type extends PanelTypeName>(
  View: ComponentType<PanelViewProps<Type>>,
): ComponentType<PanelViewProps<Type>> {
  return function PagedPanel(props: PanelViewProps<Type>) {
    const { data, options, height } = props;
    const [page, setPage] = useState(0);
    const { perPage } = options as { readonly perPage?: number };
    const shown = useMemo(() => shownSeries(data), [data]);
    const pages = perPage === undefined ? 1 : Math.max(1, Math.ceil(shown.length / perPage));
    const at = Math.min(page, pages - 1);
    const first = at * (perPage ?? 0);
    const part = useMemo(
      () => (pages === 1 ? data : { ...data, series: shown.slice(first, first + perPage!), left: 0 }),
      [data, shown, pages, first, perPage],
    );
    if (pages === 1) return <View {...props} />;
    return (
      <>
        <View {...props} data={part} height={height - barHeight} />
        <nav className={styles['pages']} aria-label="Pages of the panel" style={{ height: barHeight }}>
          <Button
            kind="quiet"
            icon
            aria-label="Earlier lines"
            disabled={at === 0}
            onClick={() => setPage(at - 1)}
          >
            <ChevronLeft size={14} aria-hidden />
          </Button>
          <span aria-live="polite">
            {first + 1} to {Math.min(shown.length, first + perPage!)} of {shown.length}
          </span>
          <Button
            kind="quiet"
            icon
            aria-label="Further lines"
            disabled={at === pages - 1}
            onClick={() => setPage(at + 1)}
          >
            <ChevronRight size={14} aria-hidden />
          </Button>
        </nav>
      </>
    );
  };
}
