import { ChevronDown, Clock } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { serverNow } from '../api/clock.ts';
import { Button } from '../components/Button.tsx';
import styles from './RangePicker.module.css';
import { describeRange } from './range.ts';
import type { WeekStart } from './typedRange.ts';
import type { PageRange } from './usePageRange.ts';

const load = () => import('./RangePopup.tsx');
const RangePopup = lazy(load);

interface RangePickerProps {
  readonly page: PageRange;
  /** First day of the calendar's weeks. */
  readonly weekStart?: WeekStart;
  /** False where another picker of the page has the zone. */
  readonly withZone?: boolean;
}

/** The button that says the range; what opens below it is loaded when somebody reaches for it. */
export function RangePicker({ page, weekStart = 'monday', withZone = true }: RangePickerProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // After the charts have had their turn, so that `t` opens at once.
    const timer = setTimeout(() => void load(), 3_000);
    return () => clearTimeout(timer);
  }, []);
  const label = describeRange(page.range, serverNow(), page.zone);
  return (
    <>
      <Button
        ref={button}
        className={styles['button']}
        data-testid="time-range-button"
        aria-label={`${label}. Change the time range`}
        aria-haspopup="dialog"
        aria-expanded={page.pickerOpen}
        onPointerEnter={() => void load()}
        onClick={() => page.setPickerOpen(!page.pickerOpen)}
      >
        <Clock size={14} aria-hidden />
        <span className="numbers">{label}</span>
        <ChevronDown size={14} aria-hidden />
      </Button>
      {page.pickerOpen && (
        <Suspense fallback={null}>
          <RangePopup page={page} anchor={button} weekStart={weekStart} withZone={withZone} />
        </Suspense>
      )}
    </>
  );
}
