import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { QueryAnswer, QueryResult } from '../../../src/schema/api.ts';
import { type Column, mergeColumns, toColumn } from '../chart/frame.ts';
import { isLive, relativeSeconds, type Span, type TimeRange } from '../time/range.ts';
import { api, browserZone } from './client.ts';
import { noteServerTime, serverNow } from './clock.ts';
import { liveHub } from './live.ts';

export interface ChartTarget {
  readonly id: string;
  readonly target: string;
}

export interface TargetData {
  readonly id: string;
  readonly columns: readonly Column[];
  readonly error?: QueryResult['error'];
  /** The server had more series than it answers with. */
  readonly truncated: boolean;
}

export interface ChartData {
  /** In the order of the targets; null before the first answer. */
  readonly results: readonly TargetData[] | null;
  readonly span: Span;
  /** What is shown belongs to an earlier question. */
  readonly stale: boolean;
  readonly fetching: boolean;
  readonly error: Error | null;
  readonly stats: QueryAnswer['stats'] | null;
  retry(): void;
}

interface Overlay {
  readonly base: QueryAnswer;
  readonly results: readonly TargetData[];
  readonly until: number;
}

/** Asking for a whole range again because a live update did not fit is done no more often than this. */
const refetchPauseMilliseconds = 5_000;
/** A chart that was off screen no longer than this is caught up by the stream. */
const shortAbsenceSeconds = 120;
/** Widths are rounded, so that a scroll bar that appears asks nothing anew. */
const widthStep = 40;

export interface ChartQuestion {
  readonly targets: readonly ChartTarget[];
  readonly range: TimeRange;
  /** Pixels across; 0 while not measured: nothing is asked before. */
  readonly width: number;
  readonly visible: boolean;
  /** Stand still although the range ends now. */
  readonly paused: boolean;
}

/** The series of a chart: the range once, then, when it ends now, what the live stream adds to it. */
export function useChartData({ targets, range, width, visible, paused }: ChartQuestion): ChartData {
  const maxDataPoints = Math.max(widthStep, Math.ceil(width / widthStep) * widthStep);
  const follows = isLive(range);
  const query = useQuery({
    queryKey: ['query', targets, range.from, range.until, maxDataPoints],
    queryFn: async ({ signal }) => {
      const answer = await api.query(
        { targets: [...targets], from: range.from, until: range.until, maxDataPoints, tz: browserZone },
        signal,
      );
      if (range.until === 'now') noteServerTime(answer.until);
      return answer;
    },
    enabled: visible && width > 0 && targets.length > 0,
    placeholderData: keepPreviousData,
    staleTime: follows ? 0 : 60_000,
    refetchOnMount: true,
    gcTime: 60_000,
  });
  const base = query.data ?? null;
  const fresh = base !== null && !query.isPlaceholderData;

  const fromBase = useMemo(() => (base ? readResults(base) : null), [base]);
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const current = overlay && overlay.base === base ? overlay : null;
  const results = current?.results ?? fromBase;
  const until = current?.until ?? base?.until ?? serverNow();

  // What the subscription below reads: it outlives the draws that its updates cause.
  const state = useRef<Overlay | null>(null);
  if (base && fromBase && state.current?.base !== base)
    state.current = { base, results: fromBase, until: base.until };

  const { refetch } = query;
  const lastRefetch = useRef(0);
  const askAgain = useCallback(() => {
    const now = Date.now();
    if (now - lastRefetch.current < refetchPauseMilliseconds) return;
    lastRefetch.current = now;
    void refetch();
  }, [refetch]);

  const subscribe = follows && visible && fresh && !paused;
  useEffect(() => {
    if (!subscribe || !state.current) return;
    if (serverNow() - state.current.until > shortAbsenceSeconds) askAgain();
    const length = relativeSeconds(range.from) ?? 3600;
    const coarsest = Math.max(1, Math.ceil(length / maxDataPoints));
    const intervals = state.current.results.map((result) => intervalOf(result.columns, coarsest));
    return liveHub().subscribe({
      targets: targets.map((target, i) => ({ ...target, interval: intervals[i] ?? coarsest })),
      since: () => state.current?.until ?? serverNow(),
      onStale: askAgain,
      onUpdate: (updates, nowSeconds) => {
        const before = state.current;
        if (!before) return;
        const merged = mergeResults(before.results, updates, nowSeconds - length);
        if (!merged) askAgain();
        state.current = { base: before.base, results: merged ?? before.results, until: nowSeconds };
        setOverlay(state.current);
      },
    });
  }, [subscribe, targets, range.from, maxDataPoints, askAgain]);

  const span = useMemo((): Span => {
    const length = follows ? relativeSeconds(range.from) : null;
    // While a new range is on its way the old one keeps its own axis.
    if (base && (!follows || query.isPlaceholderData || length === null))
      return { from: base.from, until: base.until };
    return { from: until - (length ?? 3600), until };
  }, [base, follows, range.from, until, query.isPlaceholderData]);

  return {
    results,
    span,
    stale: query.isPlaceholderData,
    fetching: query.isFetching,
    error: query.error,
    stats: base?.stats ?? null,
    retry: () => void refetch(),
  };
}

function readResults(answer: QueryAnswer): TargetData[] {
  return answer.results.map((result) => ({
    id: result.id,
    columns: result.series.map(toColumn),
    ...(result.error ? { error: result.error } : {}),
    truncated: result.truncated ?? false,
  }));
}

/** The step of a target's series, whole seconds; without series, what the pixels allow. */
function intervalOf(columns: readonly Column[], otherwise: number): number {
  const steps = columns.filter((column) => column.values.length > 0).map((column) => column.step);
  return steps.length > 0 ? Math.max(1, Math.round(Math.min(...steps))) : otherwise;
}

function mergeResults(
  results: readonly TargetData[],
  updates: readonly QueryResult[],
  windowStart: number,
): TargetData[] | null {
  const merged: TargetData[] = [];
  for (const result of results) {
    const update = updates.find((candidate) => candidate.id === result.id);
    if (!update || update.error) {
      merged.push(result);
      continue;
    }
    const columns = mergeColumns(result.columns, update.series.map(toColumn), windowStart);
    if (!columns) return null;
    merged.push({ ...result, columns });
  }
  return merged;
}
