import {
  ArrowLeft,
  ArrowRight,
  ChevronDown,
  ClipboardPaste,
  Copy,
  Globe,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useState } from 'react';
import { formatDate } from '../../../src/view/dateText.ts';
import { serverNow } from '../api/clock.ts';
import { deviceZone } from '../chart/zone.ts';
import { Button } from '../components/Button.tsx';
import { Picker } from '../components/Picker.tsx';
import styles from './RangePicker.module.css';
import type { TimeRange } from './range.ts';
import { copiedRange, readTypedRange, type WeekStart } from './typedRange.ts';
import type { PageRange } from './usePageRange.ts';
import { knownZones, offsetText, zoneName, zoneOfChoice } from './zoneChoice.ts';

interface RangeToolsProps {
  readonly page: PageRange;
  readonly weekStart: WeekStart;
  readonly withZone: boolean;
  onPick(range: TimeRange): void;
}

/** What is done to the range that is there: moved, made longer or shorter, taken along; and in whose time it is read. */
export function RangeTools({ page, weekStart, withZone, onPick }: RangeToolsProps) {
  const [said, setSaid] = useState('');
  const copy = () =>
    void clipboard()
      .then((board) => board.writeText(copiedRange(page.range)).then(() => setSaid('Copied.')))
      .catch(() => setSaid('The browser does not allow to copy here.'));
  const paste = () =>
    void clipboard()
      .then((board) => board.readText())
      .then((text) => {
        const read = readTypedRange(text, { now: serverNow(), zone: page.zone, weekStart });
        if ('range' in read) onPick(read.range);
        else setSaid('The clipboard holds no range.');
      })
      .catch(() => setSaid('Paste it into the field above with Ctrl-V.'));
  return (
    <footer className={styles['tools']}>
      <div>
        <Tool label="Earlier" shortcut="←" onClick={() => page.shiftBy(-0.5)}>
          <ArrowLeft size={14} aria-hidden />
        </Tool>
        <Tool label="Later" shortcut="→" onClick={() => page.shiftBy(0.5)}>
          <ArrowRight size={14} aria-hidden />
        </Tool>
        <Tool label="Zoom out" shortcut="-" onClick={() => page.zoomBy(2)}>
          <ZoomOut size={14} aria-hidden />
        </Tool>
        <Tool label="Zoom in" shortcut="+" onClick={() => page.zoomBy(0.5)}>
          <ZoomIn size={14} aria-hidden />
        </Tool>
        <Tool label="Copy the range" onClick={copy}>
          <Copy size={14} aria-hidden />
        </Tool>
        <Tool label="Paste a range" onClick={paste}>
          <ClipboardPaste size={14} aria-hidden />
        </Tool>
      </div>
      <span role="status" className={styles['said']}>
        {said}
      </span>
      {withZone && <ZonePicker zone={page.zone} onChange={page.setZone} />}
    </footer>
  );
}

/** Missing on a page that is neither https nor on this machine. */
async function clipboard(): Promise<Clipboard> {
  if (!navigator.clipboard) throw new Error('No clipboard.');
  return navigator.clipboard;
}

interface ToolProps {
  readonly label: string;
  readonly shortcut?: string;
  readonly children: React.ReactNode;
  onClick(): void;
}

function Tool({ label, shortcut, children, onClick }: ToolProps) {
  return (
    <Button
      kind="quiet"
      icon
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

const zoneOption = (zone: string) => ({
  value: zone,
  label: zoneName(zone),
  ...(zone.includes('/') ? { group: zone.split('/')[0] } : {}),
});
const zoneOptions = [
  { value: 'browser', label: 'Browser', detail: zoneName(deviceZone) },
  { value: 'utc', label: 'UTC' },
  ...knownZones().map(zoneOption),
];

/** In whose time the page is shown. */
function ZonePicker({ zone, onChange }: { zone: string; onChange: (choice: string) => void }) {
  return (
    <Picker
      label="Time zone"
      placeholder="Search zones"
      testId="zone-search"
      trigger={
        <button type="button" className={styles['zone']} data-testid="zone-button" title="Time zone">
          <Globe size={13} aria-hidden />
          <span>{zoneName(zone)}</span>
          <ChevronDown size={13} aria-hidden />
        </button>
      }
      options={zoneOptions}
      chosen={[zone === 'UTC' ? 'utc' : zone === deviceZone ? 'browser' : zone]}
      describe={({ value }) => {
        const now = serverNow();
        const there = zoneOfChoice(value);
        return (
          <p className={styles['there']}>
            <b>{formatDate(now, 'HH:mm', there)}</b>
            <br />
            {offsetText(there, now)}
          </p>
        );
      }}
      // The browser may know a zone that it does not list.
      free={(text) => (zoneOfChoice(text) === text ? zoneOption(text) : null)}
      onPick={onChange}
    />
  );
}
