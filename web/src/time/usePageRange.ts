import { useCallback, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { serverNow } from '../api/clock.ts';
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

export interface PageRange {
  readonly range: TimeRange;
  readonly live: boolean;
  readonly paused: boolean;
  readonly pickerOpen: boolean;
  setRange(range: TimeRange): void;
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

/** The time range of a page, kept in its address, with the keys that change it. */
export function usePageRange(fallback: TimeRange = defaultRange): PageRange {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const [paused, setPaused] = useState(false);
  const [pickerOpen, setPickerOpen] = useState(false);
  const [earlier, setEarlier] = useState<readonly TimeRange[]>([]);
  const range = useMemo(() => readRange(search, fallback), [search, fallback]);

  const show = useCallback(
    (next: TimeRange) => {
      setPaused(false);
      navigate(path + writeRange(search, next));
    },
    [navigate, path, search],
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
  const zoomBy = (factor: number) => setRange(zoomRange(range, factor, serverNow()));
  const shiftBy = (fraction: number) => setRange(shiftRange(range, fraction, serverNow()));
  const undo = () => {
    const last = earlier[earlier.length - 1];
    if (!last) return;
    setEarlier(earlier.slice(0, -1));
    show(last);
  };

  const group = 'Time';
  useCommands([
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
                  id: `range-${quick.from}`,
                  keys: [quick.key],
                  label: quick.label,
                  group,
                  perform: () => {
                    setRange({ from: quick.from, until: 'now' });
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
  ]);

  return {
    range,
    live: isLive(range),
    paused,
    pickerOpen,
    setRange,
    zoomTo,
    zoomBy,
    shiftBy,
    setPaused,
    setPickerOpen,
  };
}
