import { useCallback, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { serverNow } from '../api/clock.ts';
import type { Command } from '../app/commands.ts';
import { useCommands } from '../app/useCommands.ts';
import {
  defaultRange,
  isLive,
  quickRanges,
  readRange,
  shiftRange,
  type TimeRange,
  writeRange,
  zoomRange,
} from './range.ts';
import { readZone, writeZone, zoneOfChoice } from './zoneChoice.ts';

export interface PageRange {
  readonly range: TimeRange;
  /** IANA zone by whose clocks the page's times are shown and meant. */
  readonly zone: string;
  readonly live: boolean;
  readonly paused: boolean;
  readonly pickerOpen: boolean;
  setRange(range: TimeRange): void;
  /** `browser`, `utc` or a name of an IANA zone; null is the page's own. */
  setZone(choice: string | null): void;
  /** To a part of what is shown, seconds since 1970. */
  zoomTo(from: number, until: number): void;
  /** Makes the range longer (factor above 1) or shorter. */
  zoomBy(factor: number): void;
  /** Moves the range by a fraction of its length: negative is earlier. */
  shiftBy(fraction: number): void;
  setPaused(paused: boolean): void;
  setPickerOpen(open: boolean): void;
}

const shortestZoomSeconds = 5;
const noCommands: readonly Command[] = [];

export interface PageRangeOptions {
  /** The page's own zone, where the address names none; the browser's when missing. */
  readonly zone?: string | undefined;
  /** Of the names in the address, where a page has a second range. */
  readonly prefix?: string;
  /** Whether the keys are for this range. Default true. */
  readonly keys?: boolean;
}

/** The time range of a page and its zone, kept in its address, with the keys that change it. */
export function usePageRange(
  fallback: TimeRange = defaultRange,
  { zone: own, prefix = '', keys = true }: PageRangeOptions = {},
): PageRange {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const [paused, setPaused] = useState(false);
  const [pickerOpen, setPickerOpen] = useState(false);
  const [earlier, setEarlier] = useState<readonly TimeRange[]>([]);
  const range = useMemo(() => readRange(search, fallback, prefix), [search, fallback, prefix]);
  const zone = zoneOfChoice(readZone(search) ?? own);

  const show = useCallback(
    (next: TimeRange) => {
      setPaused(false);
      navigate(path + writeRange(search, next, prefix));
    },
    [navigate, path, search, prefix],
  );
  const setRange = useCallback(
    (next: TimeRange) => {
      if (next.from === range.from && next.until === range.until) return;
      setEarlier((list) => [...list.slice(-49), range]);
      show(next);
    },
    [range, show],
  );
  const zoomTo = useCallback(
    (from: number, until: number) => {
      const middle = (from + until) / 2;
      const half = Math.max(shortestZoomSeconds, until - from) / 2;
      setRange({ from: String(Math.floor(middle - half)), until: String(Math.ceil(middle + half)) });
    },
    [setRange],
  );
  const zoomBy = (factor: number) => setRange(zoomRange(range, factor, serverNow(), zone));
  const shiftBy = (fraction: number) => setRange(shiftRange(range, fraction, serverNow(), zone));
  const setZone = (choice: string | null) => {
    const same = choice === null || zoneOfChoice(choice) === zoneOfChoice(own);
    navigate(path + writeZone(search, same ? null : choice), { replace: true });
  };
  const undo = () => {
    const last = earlier[earlier.length - 1];
    if (!last) return;
    setEarlier(earlier.slice(0, -1));
    show(last);
  };

  const group = 'Time';
  const commands: Command[] = [
    {
      id: 'ranges',
      keys: ['t'],
      label: 'Choose a time range (then h, d or w)',
      group,
      perform: () => setPickerOpen(true),
    },
    {
      id: 'earlier',
      keys: ['ArrowLeft'],
      label: 'Earlier',
      group,
      perform: () => shiftBy(-0.5),
    },
    {
      id: 'later',
      keys: ['ArrowRight'],
      label: 'Later',
      group,
      perform: () => shiftBy(0.5),
    },
    {
      id: 'zoom-in',
      keys: ['+', '='],
      label: 'Zoom in',
      group,
      perform: () => zoomBy(0.5),
    },
    { id: 'zoom-out', keys: ['-'], label: 'Zoom out', group, perform: () => zoomBy(2) },
    { id: 'undo-zoom', keys: ['z'], label: 'Undo the last change of range', group, perform: undo },
    // The keys of the open picker, also while its code is on its way or the focus is elsewhere.
    ...(pickerOpen
      ? [
          ...quickRanges.flatMap((quick) =>
            quick.key
              ? {
                  id: `range-${quick.key}`,
                  keys: [quick.key],
                  label: quick.label,
                  group,
                  perform: () => {
                    setRange({ from: quick.from, until: quick.until });
                    setPickerOpen(false);
                  },
                }
              : [],
          ),
          {
            id: 'close-ranges',
            keys: ['Escape'],
            label: 'Close the ranges',
            group,
            perform: () => setPickerOpen(false),
          },
        ]
      : []),
    ...(isLive(range)
      ? [{ id: 'pause', keys: ['p'], label: 'Pause or go on live', group, perform: () => setPaused(!paused) }]
      : []),
  ];
  useCommands(keys ? commands : noCommands);

  return {
    range,
    zone,
    live: isLive(range),
    paused,
    pickerOpen,
    setRange,
    setZone,
    zoomTo,
    zoomBy,
    shiftBy,
    setPaused,
    setPickerOpen,
  };
}
