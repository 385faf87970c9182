import { Popover } from '@base-ui/react/popover';
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import { browserZone } from '../api/client.ts';
import { serverNow } from '../api/clock.ts';
import { Button } from '../components/Button.tsx';
import { TextField } from '../components/TextField.tsx';
import styles from './RangePicker.module.css';
import { formatField, momentSeconds, parseMoment, quickRanges, resolveRange } from './range.ts';
import type { PageRange } from './usePageRange.ts';

interface RangePopupProps {
  readonly page: PageRange;
  readonly anchor: RefObject<HTMLButtonElement | null>;
}

/** Quick ranges, with a key for the most used, and a form for any other. */
export default function RangePopup({ page, anchor }: RangePopupProps) {
  const { range, setPickerOpen, setRange } = page;
  const current = useRef<HTMLButtonElement>(null);
  const pick = (from: string) => {
    setRange({ from, until: 'now' });
    setPickerOpen(false);
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
            onKeyDown={(event) => {
              if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey)
                return;
              const quick = quickRanges.find((candidate) => candidate.key === event.key);
              if (quick) {
                event.preventDefault();
                pick(quick.from);
              }
            }}
          >
            <div className={styles['quick']}>
              {quickRanges.map((quick, i) => {
                const here = range.until === 'now' && range.from === quick.from;
                return (
                  <button
                    key={quick.from}
                    ref={here || i === 0 ? current : undefined}
                    type="button"
                    aria-current={here ? 'true' : undefined}
                    onClick={() => pick(quick.from)}
                  >
                    {quick.label}
                    {quick.key && <kbd>{quick.key}</kbd>}
                  </button>
                );
              })}
            </div>
            <Absolute page={page} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Absolute({ page }: { page: PageRange }) {
  const now = serverNow();
  const span = resolveRange(page.range, now);
  const asField = (moment: string, seconds: number) => (/^\d+$/.test(moment) ? formatField(seconds) : moment);
  const [from, setFrom] = useState(() => asField(page.range.from, span.from));
  const [until, setUntil] = useState(() => asField(page.range.until, span.until));
  const [problems, setProblems] = useState<{ from?: string; until?: string }>({});

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const start = parseMoment(from);
    const end = parseMoment(until);
    const help = 'Such as 2026-11-23 14:05, -2h or now.';
    if (!start || !end) {
      setProblems({ ...(start ? {} : { from: help }), ...(end ? {} : { until: help }) });
      return;
    }
    if (momentSeconds(start, now)! >= momentSeconds(end, now)!) {
      setProblems({ until: 'The end has to lie after the start.' });
      return;
    }
    page.setRange({ from: start, until: end });
    page.setPickerOpen(false);
  };

  return (
    <form className={styles['absolute']} onSubmit={submit} noValidate>
      <TextField
        label="From"
        value={from}
        problem={problems.from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        label="Until"
        value={until}
        problem={problems.until}
        onChange={(event) => setUntil(event.target.value)}
      />
      <Button kind="primary" type="submit">
        Show
      </Button>
      <p>
        Times are in <strong>{browserZone}</strong>
      </p>
    </form>
  );
}
