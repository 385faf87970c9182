import { useState } from 'react';
import { type DateRange, DayPicker } from 'react-day-picker';
import styles from './Calendar.module.css';
import { weekdayNumber } from './calendarMoment.ts';
import type { WeekStart } from './typedRange.ts';

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface CalendarProps {
  readonly from: Day;
  readonly until: Day;
  readonly today: Day;
  readonly weekStart: WeekStart;
  /** First and last day; a second press makes one day several. */
  onPick(from: Day, until: Day): void;
}

/** Days stand for themselves here, whatever the zone: the noon of the device's own calendar carries them. */
const dateOf = ({ year, month, day }: Day) => new Date(year, month - 1, day, 12);
const dayOf = (date: Date): Day => ({
  year: date.getFullYear(),
  month: date.getMonth() + 1,
  day: date.getDate(),
});

/** A month at a time; the first press is a day, the next one the other end. */
export default function Calendar({ from, until, today, weekStart, onPick }: CalendarProps) {
  const [first, setFirst] = useState<Date | null>(null);
  const selected: DateRange = first ? { from: first, to: first } : { from: dateOf(from), to: dateOf(until) };
  return (
    <DayPicker
      mode="range"
      classNames={classNames}
      defaultMonth={dateOf(until)}
      today={dateOf(today)}
      weekStartsOn={weekdayNumber(weekStart) as 0 | 1 | 6}
      selected={selected}
      showOutsideDays
      labels={labels}
      onSelect={(_range, pressed) => {
        const [start, end] = first && first < pressed ? [first, pressed] : [pressed, first ?? pressed];
        setFirst(first ? null : pressed);
        onPick(dayOf(start), dayOf(end));
      }}
    />
  );
}

const labels = {
  // With the number first as it is seen: who speaks to the page says what is there.
  labelDayButton: (date: Date) =>
    date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }),
};

const classNames = Object.fromEntries(
  [
    'root',
    'months',
    'month',
    'nav',
    'button_previous',
    'button_next',
    'chevron',
    'month_caption',
    'caption_label',
    'month_grid',
    'weekday',
    'day',
    'day_button',
    'today',
    'outside',
    'selected',
    'range_start',
    'range_end',
  ].map((name) => [name, styles[name] ?? '']),
);
