import { memo, useMemo } from 'react';
import { Link } from 'wouter';
import { inksOf, toCss } from '../../../../src/view/palette.ts';
import type { PanelSeries } from '../../../../src/view/panelData.ts';
import { Painter } from '../../../../src/view/panels/parts/painter.ts';
import { paintSparkline } from '../../../../src/view/panels/parts/sparkline.ts';
import type { CellBar, TableCell, TableColumn } from '../../../../src/view/panels/table/tableModel.ts';
import { MenuButton } from '../../components/MenuButton.tsx';
import { useTheme } from '../../theme/useTheme.ts';
import { SceneShapes } from '../scene/SceneShapes.tsx';
import type { CellLink } from './cellLinks.ts';
import styles from './TablePanel.module.css';

interface CellViewProps {
  readonly column: TableColumn;
  readonly cell: TableCell;
  /** Names as short as they can be. */
  readonly short: boolean;
  readonly links: readonly CellLink[];
  /** Pixels that a line has, and the text beside a line or a bar. */
  readonly picture: number;
  readonly textRoom: number;
  readonly height: number;
}

/** What stands in a cell: text, a bar or a line with its value, and where it leads to. */
export function CellView({ column, cell, short, links, picture, textRoom, height }: CellViewProps) {
  const { ink, fill, bar, line } = cell;
  const text = short ? (cell.short ?? cell.text) : cell.text;
  const words = <Words text={text} links={links} />;
  if (bar || line)
    return (
      <div className={styles['pictured']}>
        {bar && <Bar bar={bar} />}
        {line && <CellLine series={line} width={picture} height={Math.max(8, height - 10)} />}
        {column.kind === 'line' ? (
          <span className="visually-hidden">Values of {cell.of} over time</span>
        ) : (
          <span style={{ width: textRoom, color: ink ? toCss(ink) : undefined }}>{words}</span>
        )}
      </div>
    );
  if (fill)
    return (
      <div
        className={styles['filled']}
        style={{ background: toCss(fill), color: ink ? toCss(ink) : undefined }}
      >
        {words}
      </div>
    );
  return ink ? <span style={{ color: toCss(ink) }}>{words}</span> : words;
}

function Words({ text, links }: { readonly text: string; readonly links: readonly CellLink[] }) {
  if (links.length === 0) return text;
  if (links.length > 1)
    return (
      <MenuButton
        label={`Links of ${text}`}
        kind="quiet"
        className={styles['menu'] ?? ''}
        items={() =>
          links.map(({ title, href, newTab }) =>
            newTab
              ? { label: title, onSelect: () => void window.open(href, '_blank', 'noopener') }
              : { label: title, href },
          )
        }
      >
        {text}
      </MenuButton>
    );
  const [{ href, newTab, title }] = links;
  return newTab ? (
    <a href={href} title={title} className={styles['link']} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  ) : (
    <Link href={href} title={title} className={styles['link']}>
      {text}
    </Link>
  );
}

function Bar({ bar: { from, to, color, gradient } }: { readonly bar: CellBar }) {
  const full = toCss(color);
  return (
    <div className={styles['bar']} aria-hidden>
      <i
        style={{
          left: `${from * 100}%`,
          width: `${(to - from) * 100}%`,
          background: gradient ? `linear-gradient(to right, ${toCss(color, 0.35)}, ${full})` : full,
        }}
      />
    </div>
  );
}

interface CellLineProps {
  readonly series: PanelSeries;
  readonly width: number;
  readonly height: number;
}

/** The line of a series, as pictures of the table have it. */
const CellLine = memo(function CellLine({ series, width, height }: CellLineProps) {
  const theme = useTheme();
  const scene = useMemo(() => {
    // Nothing here is written, so that nothing is measured.
    const painter = new Painter({ inks: inksOf(theme), measure: () => 0 });
    paintSparkline(painter, series, { x: 0, y: 0, width, height }, series.color, true);
    return painter.scene({ width, height }, '');
  }, [series, width, height, theme]);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <SceneShapes scene={scene} marks={noMarks} focusable={-1} />
    </svg>
  );
});

const noMarks: readonly never[] = [];
