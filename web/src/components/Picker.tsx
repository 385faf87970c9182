import { Popover } from '@base-ui/react/popover';
import { Check, Search } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { LoadingBar } from './LoadingBar.tsx';
import styles from './Picker.module.css';
import { type PickerOption, pickerOrder } from './pickerOrder.ts';

export type { PickerOption };

interface PickerProps {
  /** What is picked, for those who cannot see it. */
  readonly label: string;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly options: readonly PickerOption[];
  /** Marked in the list. */
  readonly chosen?: readonly string[];
  readonly placeholder?: string;
  /** What is typed already when it opens. */
  readonly initialText?: string;
  readonly loading?: boolean;
  /** What stands there when nothing fits. */
  readonly empty?: string;
  /** Below the list. */
  readonly note?: ReactNode;
  /** An entry for what was typed, where any text is allowed; null when this one is not. */
  free?(text: string): PickerOption | null;
  /** Beside the list: more about the entry that the keys are at. */
  describe?(option: PickerOption): ReactNode;
  /** Before an entry's label. */
  mark?(option: PickerOption): ReactNode;
  /** Stays open, for several picks one after the other. */
  readonly several?: boolean;
  readonly testId?: string;
  onOpen?(): void;
  onSearch?(text: string): void;
  /** `add`: picked together with Ctrl, Cmd or Shift. */
  onPick(value: string, add: boolean): void;
}

/** More are not drawn: typing narrows them faster than anybody scrolls. */
const mostShown = 200;

/** A button that opens a searchable list. Everything works by keys: type, arrows, Enter, Esc. */
export function Picker({ label, trigger, onOpen, ...rest }: PickerProps) {
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) onOpen?.();
      }}
    >
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner
          sideOffset={4}
          align="start"
          collisionPadding={8}
          className={styles['positioner']}
        >
          <Popover.Popup className={styles['popup']} aria-label={label} initialFocus={input}>
            <PickerList {...rest} label={label} input={input} onClose={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface PickerListProps extends Omit<PickerProps, 'trigger' | 'onOpen'> {
  readonly input: React.RefObject<HTMLInputElement | null>;
  onClose(): void;
}

function PickerList({
  label,
  options,
  chosen = [],
  placeholder = 'Search',
  initialText = '',
  loading = false,
  empty = 'Nothing fits.',
  note,
  free,
  describe,
  mark,
  several = false,
  testId,
  onSearch,
  onPick,
  input,
  onClose,
}: PickerListProps) {
  const id = useId();
  const [text, setText] = useState(initialText);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex(({ value }) => value === chosen[0]),
    ),
  );
  const list = useRef<HTMLDivElement>(null);
  const fitting = pickerOrder(options, text);
  const typed = text.trim();
  const own = typed && free && !options.some(({ value }) => value === typed) ? free(typed) : null;
  const all = own ? [...fitting, own] : fitting;
  const shown = all.slice(0, mostShown);
  const at = Math.min(active, shown.length - 1);
  const current = shown[at];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the entry comes into view when it changes, whatever the reason
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [at, text]);

  const pick = (option: PickerOption, add: boolean) => {
    onPick(option.value, add);
    if (!several && !add) onClose();
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) setActive(Math.max(0, Math.min(shown.length - 1, at + step)));
    else if (event.key === 'Enter' && current)
      pick(current, event.ctrlKey || event.metaKey || event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div className={styles['search']}>
        <Search size={14} aria-hidden />
        <input
          ref={input}
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={current ? `${id}-${at}` : undefined}
          value={text}
          placeholder={placeholder}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          data-testid={testId}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
            onSearch?.(event.target.value);
          }}
          onKeyDown={keys}
        />
        <LoadingBar on={loading} />
      </div>
      <div className={styles['body']}>
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          aria-multiselectable={several || undefined}
          className={styles['list']}
          tabIndex={-1}
        >
          {shown.map((option, i) => (
            <Entry
              key={`${option.group ?? ''} ${option.value}`}
              id={`${id}-${i}`}
              option={option}
              active={i === at}
              chosen={chosen.includes(option.value)}
              heading={!typed && option.group !== shown[i - 1]?.group ? option.group : undefined}
              mark={mark?.(option)}
              onHover={() => setActive(i)}
              onPick={(add) => pick(option, add)}
            />
          ))}
          {shown.length === 0 && !loading && <p className={styles['empty']}>{empty}</p>}
          {all.length > mostShown && (
            <p className={styles['empty']}>{all.length - mostShown} more: type to narrow them.</p>
          )}
        </div>
        {describe && current && <div className={styles['describe']}>{describe(current)}</div>}
      </div>
      {note && <div className={styles['note']}>{note}</div>}
    </>
  );
}

interface EntryProps {
  readonly id: string;
  readonly option: PickerOption;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly heading: string | undefined;
  readonly mark: ReactNode;
  onHover(): void;
  onPick(add: boolean): void;
}

function Entry({ id, option, active, chosen, heading, mark, onHover, onPick }: EntryProps) {
  return (
    <>
      {heading && (
        <div className={styles['group']} aria-hidden>
          {heading}
        </div>
      )}
      {/* The keys are the field's: it says which entry is meant. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={chosen}
        data-active={active || undefined}
        data-value={option.value}
        className={styles['option']}
        title={option.label}
        onMouseMove={active ? undefined : onHover}
        // Keeps the focus in the field.
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => onPick(event.ctrlKey || event.metaKey || event.shiftKey)}
      >
        {mark}
        <span>{option.label}</span>
        {option.detail && <small>{option.detail}</small>}
        {chosen && <Check size={13} className={styles['check']} aria-hidden />}
      </div>
    </>
  );
}
