import { CalendarDays } from 'lucide-react';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { momentOf, wallTime } from '../../../src/view/time/zone.ts';
import { serverNow } from '../api/clock.ts';
import { Button } from '../components/Button.tsx';
import { TextField } from '../components/TextField.tsx';
import styles from './RangePicker.module.css';
import { formatField, isFixed, momentSeconds, parseMoment, resolveRange, type TimeRange } from './range.ts';
import type { WeekStart } from './typedRange.ts';
import type { PageRange } from './usePageRange.ts';

const Calendar = lazy(() => import('./Calendar.tsx'));

interface AbsoluteFormProps {
  readonly page: PageRange;
  readonly weekStart: WeekStart;
  onPick(range: TimeRange): void;
}

/** Both ends as they are written, by hand or from a calendar. */
export function AbsoluteForm({ page, weekStart, onPick }: AbsoluteFormProps) {
  const now = serverNow();
  const { zone } = page;
  const span = resolveRange(page.range, now, zone);
  const asField = (moment: string, seconds: number) =>
    isFixed(moment) ? formatField(seconds, zone) : moment;
  const [from, setFrom] = useState(() => asField(page.range.from, span.from));
  const [until, setUntil] = useState(() => asField(page.range.until, span.until));
  const [problems, setProblems] = useState<{ from?: string; until?: string }>({});
  const [calendar, setCalendar] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const start = parseMoment(from, zone);
    const end = parseMoment(until, zone);
    const help = 'Such as 2026-11-23 14:05, -2h or now.';
    if (!start || !end) {
      setProblems({ ...(start ? {} : { from: help }), ...(end ? {} : { until: help }) });
      return;
    }
    if (momentSeconds(start, now, zone)! >= momentSeconds(end, now, zone)!) {
      setProblems({ until: 'The end has to lie after the start.' });
      return;
    }
    onPick({ from: start, until: end });
  };
  const shown = (text: string, otherwise: number) => {
    const moment = parseMoment(text, zone);
    return (moment === null ? null : momentSeconds(moment, now, zone)) ?? otherwise;
  };

  return (
    <form className={styles['absolute']} onSubmit={submit} noValidate>
      <TextField
        label="From"
        value={from}
        problem={problems.from}
        data-testid="range-from"
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        label="Until"
        value={until}
        problem={problems.until}
        data-testid="range-until"
        onChange={(event) => setUntil(event.target.value)}
      />
      <div className={styles['buttons']}>
        <Button aria-expanded={calendar} data-testid="range-calendar" onClick={() => setCalendar(!calendar)}>
          <CalendarDays size={14} aria-hidden />
          Calendar
        </Button>
        <Button kind="primary" type="submit">
          Show
        </Button>
      </div>
      {calendar && (
        <div className={styles['calendar']}>
          <Suspense fallback={null}>
            <Calendar
              from={wallTime(shown(from, span.from), zone)}
              // The last second that belongs to it: a range until midnight ends on the day before.
              until={wallTime(Math.max(shown(from, span.from), shown(until, span.until) - 1), zone)}
              today={wallTime(now, zone)}
              weekStart={weekStart}
              onPick={(first, last) => {
                setFrom(formatField(momentOf(first, zone), zone));
                const end = momentOf({ ...last, day: last.day + 1 }, zone);
                setUntil(end > now && momentOf(last, zone) <= now ? 'now' : formatField(end, zone));
                setProblems({});
              }}
            />
          </Suspense>
        </div>
      )}
    </form>
  );
}
