import { ChevronDown, RefreshCw } from 'lucide-react';
import type { RefreshMode } from '../../api/chartPlan.ts';
import { MenuButton } from '../../components/MenuButton.tsx';
import type { MenuItem } from '../../components/menuItem.ts';
import { useActions } from '../actions.ts';
import type { PageState } from '../pageState.ts';
import styles from './DashboardBar.module.css';

interface RefreshMenuProps {
  readonly mode: RefreshMode;
  readonly state: PageState;
  /** What the dashboard says; live when missing. */
  readonly fallback: string | undefined;
}

const intervals = ['5s', '10s', '30s', '1m', '5m', '15m', '1h'];

/** How new values come: by themselves, every so often, or not. */
export function RefreshMenu({ mode, state, fallback = 'live' }: RefreshMenuProps) {
  const actions = useActions();
  const chosen = state.refresh ?? fallback;
  const choose = (value: string) =>
    actions.setState({ refresh: value === fallback ? null : value }, { replace: true });
  const items = (): MenuItem[] => [
    { label: 'Refresh now', icon: RefreshCw, shortcut: 'r', onSelect: actions.refresh },
    {
      label: 'Live',
      note: 'New points stream in',
      divided: true,
      checked: chosen === 'live',
      testId: 'refresh-live',
      onSelect: () => choose('live'),
    },
    ...intervals.map((value) => ({
      label: `Every ${value}`,
      checked: chosen === value,
      testId: `refresh-${value}`,
      onSelect: () => choose(value),
    })),
    { label: 'Off', checked: chosen === 'off', testId: 'refresh-off', onSelect: () => choose('off') },
  ];
  const word = mode === 'live' ? null : mode === 'off' ? 'Off' : chosen;
  return (
    <MenuButton
      label={`Refresh: ${mode === 'live' ? 'live' : (word ?? '')}`}
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
  );
}
