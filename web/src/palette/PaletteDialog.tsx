import { Dialog } from '@base-ui/react/dialog';
import {
  ArrowRight,
  ChartSpline,
  Clock,
  LayoutDashboard,
  ListTree,
  type LucideIcon,
  Search,
  Server,
  SunMoon,
  Zap,
} from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../api/session.ts';
import { keyLabel } from '../app/keyLabel.ts';
import { LoadingBar } from '../components/LoadingBar.tsx';
import { markMatches } from '../pages/explore/markMatches.ts';
import styles from './PaletteDialog.module.css';
import type { PaletteEntry, PaletteGroup } from './paletteEntry.ts';
import { rememberRecent } from './recent.ts';
import { usePaletteEntries } from './usePaletteEntries.ts';

const icons: Readonly<Record<PaletteGroup, LucideIcon>> = {
  Recent: Clock,
  Dashboards: LayoutDashboard,
  Hosts: Server,
  Actions: Zap,
  'Go to': ArrowRight,
  Appearance: SunMoon,
  Branches: ListTree,
  Metrics: ChartSpline,
};

/** One field over everything there is to go to and to do. */
export default function PaletteDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [, navigate] = useLocation();
  const user = useSession().data?.user?.name ?? '';
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  // What is done next may put the focus somewhere: it is not to be taken back.
  const [leaving, setLeaving] = useState<PaletteEntry | null>(null);
  const { entries, loading } = usePaletteEntries(text);
  const at = Math.min(active, entries.length - 1);
  const current = entries[at];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the line comes into view when it is another one
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [at, text]);

  // The dialog goes first: what is performed finds the page as it was before.
  useEffect(() => {
    if (!leaving) return;
    onClose();
    if (leaving.href === undefined) setTimeout(() => leaving.perform?.());
  }, [leaving, onClose]);

  const pick = (entry: PaletteEntry, newTab: boolean) => {
    rememberRecent(user, entry);
    if (entry.href !== undefined && newTab) {
      window.open(entry.href, '_blank', 'noopener');
      return;
    }
    if (entry.href !== undefined) navigate(entry.href);
    setLeaving(entry);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    const all = entries.length;
    if (step !== undefined && all > 0) {
      // One step goes round; a page stops at the ends.
      setActive(Math.abs(step) === 1 ? (at + step + all) % all : Math.max(0, Math.min(all - 1, at + step)));
    } else if (event.key === 'Enter' && current && !event.nativeEvent.isComposing)
      pick(current, event.ctrlKey || event.metaKey);
    else if (event.key === 'Escape' && text) setText('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup
          className={styles['popup']}
          aria-label="Search everything"
          initialFocus={input}
          finalFocus={leaving === null}
          data-testid="palette"
        >
          <div className={styles['search']}>
            <Search size={16} aria-hidden />
            <input
              ref={input}
              role="combobox"
              aria-label="Dashboards, hosts, metrics, actions"
              aria-expanded
              aria-controls={`${id}-list`}
              aria-activedescendant={current ? `${id}-${at}` : undefined}
              placeholder="Dashboards, hosts, metrics, actions"
              value={text}
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              enterKeyHint="go"
              data-testid="palette-input"
              onChange={(event) => {
                setText(event.target.value);
                setActive(0);
              }}
              onKeyDown={keys}
            />
            <LoadingBar on={loading} />
          </div>
          <div
            ref={list}
            id={`${id}-list`}
            role="listbox"
            aria-label="Found"
            tabIndex={-1}
            className={styles['list']}
          >
            {entries.map((entry, i) => (
              <Line
                key={`${entry.group} ${entry.value}`}
                id={`${id}-${i}`}
                entry={entry}
                text={text}
                heading={entry.group !== entries[i - 1]?.group}
                active={i === at}
                onHover={() => setActive(i)}
                onPick={(newTab) => pick(entry, newTab)}
              />
            ))}
          </div>
          <p className={styles['help']} aria-hidden>
            <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Enter</kbd> open <kbd>{keyLabel('Ctrl-')}Enter</kbd> in a
            new tab
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface LineProps {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly text: string;
  readonly heading: boolean;
  readonly active: boolean;
  onHover(): void;
  onPick(newTab: boolean): void;
}

function Line({ id, entry, text, heading, active, onHover, onPick }: LineProps) {
  const { label, detail, group, kind = group, keys = [] } = entry;
  const Icon = icons[kind];
  return (
    <>
      {heading && (
        <div className={styles['group']} aria-hidden>
          {group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which says which line is meant */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        data-active={active || undefined}
        data-group={group}
        className={styles['line']}
        onMouseMove={active ? undefined : onHover}
        // Keeps the focus in the field.
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => onPick(event.ctrlKey || event.metaKey)}
        onAuxClick={(event) => event.button === 1 && onPick(true)}
      >
        <Icon size={15} strokeWidth={1.75} aria-hidden />
        <span className={styles['label']} data-name={kind === 'Metrics' || kind === 'Branches' || undefined}>
          {markMatches(label, text).map((part) =>
            part.matched ? (
              <mark key={part.start}>{part.text}</mark>
            ) : (
              <span key={part.start}>{part.text}</span>
            ),
          )}
        </span>
        {detail && <small>{detail}</small>}
        {keys.length > 0 && (
          <span className={styles['keys']} aria-hidden>
            {keys.slice(0, 1).map((key) => (
              <kbd key={key}>{keyLabel(key)}</kbd>
            ))}
          </span>
        )}
      </div>
    </>
  );
}
