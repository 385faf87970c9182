import { GitCompareArrows, SlidersHorizontal } from 'lucide-react';
import { MenuButton } from '../../components/MenuButton.tsx';
import type { MenuItem } from '../../components/menuItem.ts';
import { Segmented } from '../../components/Segmented.tsx';
import styles from './ExplorePage.module.css';
import type { DrawStyle, Pane } from './exploreState.ts';

const styleNames: readonly { readonly value: DrawStyle; readonly label: string }[] = [
  { value: 'lines', label: 'Lines' },
  { value: 'areas', label: 'Areas' },
  { value: 'bars', label: 'Bars' },
  { value: 'stacked', label: 'Stacked' },
  { value: 'percent', label: 'Percent' },
];
const compareNames: readonly { readonly value: string | null; readonly label: string }[] = [
  { value: null, label: 'No comparison' },
  { value: 'period', label: 'The period before' },
  { value: '1h', label: 'An hour earlier' },
  { value: '1d', label: 'A day earlier' },
  { value: '7d', label: 'A week earlier' },
  { value: '28d', label: 'Four weeks earlier' },
  { value: '1y', label: 'A year earlier' },
];
const scaleNames: readonly {
  readonly value: Pane['scale'];
  readonly label: string;
  readonly note: string;
}[] = [
  { value: 'linear', label: 'Linear scale', note: 'Equal steps are equally far apart' },
  { value: 'log', label: 'Logarithmic scale', note: 'Equal factors are equally far apart; above zero only' },
  { value: 'symlog', label: 'Logarithmic through zero', note: 'Also for values below zero' },
];
const bandNames: readonly { readonly value: Pane['band']; readonly label: string; readonly note: string }[] =
  [
    { value: 'auto', label: 'Band where it helps', note: 'Least to greatest, of up to three series' },
    { value: 'on', label: 'Band always', note: 'Least to greatest of what was rolled up' },
    { value: 'off', label: 'No band', note: 'Lines alone' },
  ];

interface ChartToolsProps {
  readonly pane: Pane;
  onChange(changes: Partial<Pane>): void;
}

/** How the series of a pane are drawn. */
export function ChartTools({ pane, onChange }: ChartToolsProps) {
  const compared = compareNames.find(({ value }) => value === pane.compare);
  const changed = pane.scale !== 'linear' || pane.band !== 'auto';
  return (
    <>
      <Segmented
        label="How series are drawn"
        value={pane.style}
        options={styleNames}
        onChange={(style) => onChange({ style })}
      />
      <MenuButton
        label={pane.compare ? `Compared: ${compared?.label ?? pane.compare}` : 'Compare with an earlier time'}
        testId="explore-compare"
        className={pane.compare ? (styles['on'] ?? '') : ''}
        items={() =>
          compareNames.map(({ value, label }) => ({
            label,
            checked: pane.compare === value,
            testId: `compare-${value ?? 'off'}`,
            onSelect: () => onChange({ compare: value }),
          }))
        }
      >
        <GitCompareArrows size={14} aria-hidden />
        {pane.compare && (
          <span className="numbers">{pane.compare === 'period' ? 'before' : `−${pane.compare}`}</span>
        )}
      </MenuButton>
      <MenuButton
        label="Scale and band"
        testId="explore-options"
        className={changed ? (styles['on'] ?? '') : ''}
        items={(): MenuItem[] => [
          ...scaleNames.map(({ value, label, note }) => ({
            label,
            note,
            checked: pane.scale === value,
            testId: `scale-${value}`,
            onSelect: () => onChange({ scale: value }),
          })),
          ...bandNames.map(({ value, label, note }, i) => ({
            label,
            note,
            divided: i === 0,
            checked: pane.band === value,
            testId: `band-${value}`,
            onSelect: () => onChange({ band: value }),
          })),
        ]}
      >
        <SlidersHorizontal size={14} aria-hidden />
        {pane.scale !== 'linear' && <span>{pane.scale === 'log' ? 'Log' : 'Symlog'}</span>}
      </MenuButton>
    </>
  );
}
