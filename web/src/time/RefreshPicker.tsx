import { ChevronDown, RefreshCw } from 'lucide-react';
import { MenuButton } from '../components/MenuButton.tsx';
import type { MenuItem } from '../components/menuItem.ts';
import { LiveSwitch } from './LiveSwitch.tsx';
import styles from './RefreshPicker.module.css';
import { refreshIntervals, refreshModeOf } from './refresh.ts';
import type { PageRange } from './usePageRange.ts';

interface RefreshPickerProps {
  readonly page: PageRange;
  /** What was chosen: `live`, `off` or an interval such as `30s`; null is `fallback`. */
  readonly value: string | null;
  /** What holds where nothing was chosen; live when missing. */
  readonly fallback?: string | undefined;
  /** Null goes back to the fallback. */
  onChange(value: string | null): void;
  /** Asks everything again at once. */
  onRefresh(): void;
}

/** How new values come: by themselves, every so often, or not. With live values also the switch that stops them. */
export function RefreshPicker({ page, value, fallback = 'live', onChange, onRefresh }: RefreshPickerProps) {
  const chosen = value ?? fallback;
  const mode = refreshModeOf(chosen);
  const choose = (next: string) => onChange(next === fallback ? null : next);
  const items = (): MenuItem[] => [
    { label: 'Refresh now', icon: RefreshCw, shortcut: 'r', testId: 'refresh-now', onSelect: onRefresh },
    {
      label: 'Live',
      note: 'New points stream in',
      divided: true,
      checked: mode === 'live',
      testId: 'refresh-live',
      onSelect: () => choose('live'),
    },
    ...refreshIntervals.map((interval) => ({
      label: `Every ${interval}`,
      checked: chosen === interval,
      testId: `refresh-${interval}`,
      onSelect: () => choose(interval),
    })),
    { label: 'Off', checked: mode === 'off', testId: 'refresh-off', onSelect: () => choose('off') },
  ];
  const word = mode === 'live' ? null : mode === 'off' ? 'Off' : chosen;
  return (
    <div className={styles['refresh']}>
      {mode === 'live' && <LiveSwitch page={page} />}
      <MenuButton
        label={`Refresh: ${word ?? 'live'}`}
        testId="refresh"
        items={items}
        className={word === null ? (styles['narrow'] ?? '') : ''}
      >
        {word !== null && (
          <>
            <RefreshCw size={14} aria-hidden />
            <span className="numbers">{word}</span>
          </>
        )}
        <ChevronDown size={14} aria-hidden />
      </MenuButton>
    </div>
  );
}
