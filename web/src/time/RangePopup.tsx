import { Popover } from '@base-ui/react/popover';
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { serverNow } from '../api/clock.ts';
import { AbsoluteForm } from './AbsoluteForm.tsx';
import styles from './RangePicker.module.css';
import { RangeTools } from './RangeTools.tsx';
import { describeRange, quickRanges, type TimeRange } from './range.ts';
import { recentRanges, rememberRange } from './recentRanges.ts';
import { TypedField } from './TypedField.tsx';
import type { WeekStart } from './typedRange.ts';
import type { PageRange } from './usePageRange.ts';

interface RangePopupProps {
  readonly page: PageRange;
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly weekStart: WeekStart;
  readonly withZone: boolean;
}

/** A field for any range in words, quick ranges with a key for the most used, days of a calendar, and what was chosen lately. */
export default function RangePopup({ page, anchor, weekStart, withZone }: RangePopupProps) {
  const { range, setPickerOpen, setRange } = page;
  const current = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const recent = recentRanges();
  const pick = ({ from, until }: TimeRange) => {
    setRange({ from, until });
    setPickerOpen(false);
  };
  /** What was not picked from a list is remembered. */
  const pickNew = (next: TimeRange) => {
    rememberRange(next);
    pick(next);
  };
  const here = (one: TimeRange) => one.from === range.from && one.until === range.until;
  const start = quickRanges.find(here) ?? quickRanges[0];

  const keys = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const quick = quickRanges.find(({ key }) => key === event.key);
    if (quick) {
      event.preventDefault();
      pick(quick);
      // A number begins a range in words.
    } else if (/^[0-9-]$/.test(event.key)) field.current?.focus();
    else moveInList(event);
  };
  return (
    <Popover.Root
      open
      onOpenChange={(open, details) => {
        // The button toggles by itself; a press on it must not close and open again.
        const onButton =
          details.event.target instanceof Node && anchor.current?.contains(details.event.target);
        if (!open && !onButton) setPickerOpen(false);
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          sideOffset={4}
          align="end"
          collisionPadding={8}
          className={styles['positioner']}
        >
          <Popover.Popup
            className={styles['popup']}
            aria-label="Time range"
            initialFocus={current}
            finalFocus={anchor}
            onKeyDown={keys}
          >
            <TypedField page={page} weekStart={weekStart} field={field} onPick={pickNew} />
            <div className={styles['columns']}>
              <div className={styles['quick']}>
                {quickRanges.map((quick) => (
                  <button
                    key={quick.label}
                    ref={quick === start ? current : undefined}
                    type="button"
                    aria-current={here(quick) ? 'true' : undefined}
                    onClick={() => pick(quick)}
                  >
                    {quick.label}
                    {quick.key && <kbd>{quick.key}</kbd>}
                  </button>
                ))}
              </div>
              <div className={styles['side']}>
                <AbsoluteForm page={page} weekStart={weekStart} onPick={pickNew} />
                {recent.length > 0 && (
                  <section className={styles['recent']} aria-label="Recent ranges">
                    <h3>Recent</h3>
                    <div className={styles['quick']}>
                      {recent.map((one) => (
                        <button
                          key={`${one.from} ${one.until}`}
                          type="button"
                          aria-current={here(one) ? 'true' : undefined}
                          onClick={() => pickNew(one)}
                        >
                          <span className="numbers">{describeRange(one, serverNow(), page.zone)}</span>
                        </button>
                      ))}
                    </div>
                  </section>
                )}
              </div>
            </div>
            <RangeTools page={page} weekStart={weekStart} withZone={withZone} onPick={pickNew} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Up and down through the buttons of the list that has the focus. */
function moveInList(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const button = event.target instanceof HTMLButtonElement ? event.target : null;
  const buttons = [...(button?.closest(`.${styles['quick']}`)?.querySelectorAll('button') ?? [])];
  if (step === undefined || !button || buttons.length === 0) return;
  event.preventDefault();
  buttons[Math.max(0, Math.min(buttons.length - 1, buttons.indexOf(button) + step))].focus();
}
