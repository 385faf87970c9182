import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { QueryAnswer, QueryRequest, QueryResult } from '../../../src/schema/api.ts';
import type { PointWishes } from '../../../src/view/chart/points.ts';
import type { Column } from '../../../src/view/frame.ts';
import { toColumn } from '../../../src/view/readColumn.ts';
import { mergeColumns } from '../chart/mergeColumns.ts';
import { relativeSeconds, type Span, type TimeRange } from '../time/range.ts';
import { comparedRange, comparedSeconds, pointsFor, pollSeconds, type RefreshMode } from './chartPlan.ts';
import { api, browserZone } from './client.ts';
import { noteServerTime, serverNow } from './clock.ts';
import { liveHub } from './live.ts';

export interface ChartTarget {
  readonly id: string;
  readonly target: string;
}

export interface TargetData {
  /** The target's; of the copy that is compared with, such as `A~7d`. */
  readonly id: string;
  readonly columns: readonly Column[];
  readonly error?: QueryResult['error'];
  /** The server had more series than it answers with. */
  readonly truncated: boolean;
}

export interface ChartData {
  /** In the order of the targets, copies to compare with behind them; null before the first answer. */
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
/** With more series than this nobody sees bands: they are not asked for. */
const mostBands = 3;

export interface ChartQuestion extends PointWishes {
  readonly targets: readonly ChartTarget[];
  readonly range: TimeRange;
  /** Pixels across; 0 while not measured: nothing is asked before. */
  readonly width: number;
  readonly visible: boolean;
  /** Stand still although the range moves. */
  readonly paused: boolean;
  /** How several values become one. Default: each series' own method. */
  readonly consolidateBy?: QueryRequest['consolidateBy'];
  /** The least and greatest value of each interval as well; `auto` for a few series that were rolled up. Default `off`. */
  readonly band?: 'auto' | 'on' | 'off' | undefined;
  /** The same targets so much earlier as well, such as `7d`; moved into the range. */
  readonly compare?: string | null | undefined;
  /** IANA zone for times such as `midnight`. Default the browser's. */
  readonly zone?: string | undefined;
  /** Default `live`. */
  readonly refresh?: RefreshMode | undefined;
}

/**
 * The series of a chart: the range once, then what comes into it: by the live stream, or asked for again where the stream
 * would say something else (another consolidation, bands). Nothing is asked while the tab is hidden or the chart off screen.
 */
export function useChartData(question: ChartQuestion): ChartData {
  const { targets, range, width, visible, paused, consolidateBy, compare = null } = question;
  const { zone = browserZone, refresh = 'live', band = 'off' } = question;
  const points = pointsFor(width, range, serverNow(), question, zone);
  const ends = range.until === 'now';
  const body: QueryRequest = {
    targets: [...targets],
    from: range.from,
    until: range.until,
    maxDataPoints: points,
    tz: zone,
    ...(consolidateBy ? { consolidateBy } : {}),
  };
  const enabled = visible && width > 0 && targets.length > 0;
  const shared = {
    placeholderData: keepPreviousData,
    staleTime: ends ? 0 : 60_000,
    refetchOnMount: true,
    gcTime: 60_000,
  };
  const ask = async (request: QueryRequest, signal: AbortSignal) => {
    const answer = await api.query(request, signal);
    if (request.until === 'now') noteServerTime(answer.until);
    return answer;
  };
  const pause = (data: QueryAnswer | undefined) => {
    if (paused || !data) return false;
    const seconds = pollSeconds(range, refresh, streamsWith(data), stepOf(data, range, points));
    return seconds === null ? false : seconds * 1000;
  };
  const streamsWith = (data: QueryAnswer) =>
    ends && refresh === 'live' && consolidateBy === undefined && !hasBands(data);

  // With bands the plain answer is asked for once only: to learn that there are few series.
  const bandsShown = useRef(false);
  const plain = useQuery({
    ...shared,
    queryKey: ['query', body, band === 'on'],
    queryFn: ({ signal }) => ask(band === 'on' ? { ...body, band: true } : body, signal),
    enabled,
    refetchInterval: ({ state }) => !bandsShown.current && pause(state.data),
  });
  const plainFresh = plain.data !== undefined && !plain.isPlaceholderData;
  const wantsBand = band === 'auto' && plainFresh && worthBands(plain.data);
  const banded = useQuery({
    ...shared,
    queryKey: ['query', body, true],
    queryFn: ({ signal }) => ask({ ...body, band: true }, signal),
    enabled: enabled && wantsBand,
    refetchInterval: ({ state }) => pause(state.data),
  });
  const bands = wantsBand && banded.data !== undefined && !banded.isPlaceholderData;
  bandsShown.current = bands;
  const query = bands ? banded : plain;

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

  const subscribe = base !== null && streamsWith(base) && visible && fresh && !paused;
  useEffect(() => {
    if (!subscribe || !state.current) return;
    if (serverNow() - state.current.until > shortAbsenceSeconds) askAgain();
    const length = relativeSeconds(range.from);
    const { from, until: end } = state.current.base;
    const coarsest = Math.max(1, Math.ceil((length ?? end - from) / points));
    const intervals = state.current.results.map((result) => intervalOf(result.columns, coarsest));
    return liveHub().subscribe({
      targets: targets.map((target, i) => ({ ...target, interval: intervals[i] ?? coarsest })),
      since: () => state.current?.until ?? serverNow(),
      zone,
      onStale: askAgain,
      onUpdate: (updates, nowSeconds) => {
        const before = state.current;
        if (!before) return;
        const start = length === null ? before.base.from : nowSeconds - length;
        const merged = mergeResults(before.results, updates, start);
        if (!merged) askAgain();
        state.current = { base: before.base, results: merged ?? before.results, until: nowSeconds };
        setOverlay(state.current);
      },
    });
  }, [subscribe, targets, range.from, points, zone, askAgain]);

  const stale = query.isPlaceholderData;
  const span = useMemo((): Span => {
    const length = ends ? relativeSeconds(range.from) : null;
    // While a new range is on its way the old one keeps its own axis; one that begins at a fixed time grows.
    if (base && (stale || length === null))
      return { from: base.from, until: ends && !stale ? until : base.until };
    return { from: until - (length ?? 3600), until };
  }, [base, ends, range.from, until, stale]);

  const copies = useCompared({
    targets,
    body,
    span,
    compare,
    enabled: enabled && fresh,
    points,
    follows: ends,
  });
  const all = useMemo(() => (results && copies ? [...results, ...copies] : results), [results, copies]);

  const stats = base?.stats ?? null;
  const { isFetching: fetching, error } = query;
  return useMemo(
    () => ({ results: all, span, stale, fetching, error, stats, retry: () => void refetch() }),
    [all, span, stale, fetching, error, stats, refetch],
  );
}

interface ComparedQuestion {
  readonly targets: readonly ChartTarget[];
  readonly body: QueryRequest;
  readonly span: Span;
  readonly compare: string | null;
  readonly enabled: boolean;
  readonly points: number;
  readonly follows: boolean;
}

/** The targets a while earlier, moved forward into the span; null while there is nothing to compare with. */
function useCompared(question: ComparedQuestion): readonly TargetData[] | null {
  const { targets, body, span, compare, enabled, points, follows } = question;
  const shift = comparedSeconds(compare);
  const past = shift === null ? null : comparedRange(span, shift, points, follows);
  const request: QueryRequest = {
    ...body,
    targets: targets.map(({ id, target }) => ({ id: `${id}~${compare}`, target })),
    from: String(past?.from ?? 0),
    until: String(past?.until ?? 0),
    maxDataPoints: past?.points ?? points,
  };
  const { data } = useQuery({
    queryKey: ['query', request, 'compare'],
    queryFn: ({ signal }) => api.query(request, signal),
    enabled: enabled && past !== null,
    placeholderData: keepPreviousData,
    staleTime: 300_000,
    gcTime: 60_000,
  });
  return useMemo(() => {
    if (!data || shift === null) return null;
    return readResults(data).map(({ error: _error, ...result }) => ({
      ...result,
      columns: result.columns.map((column) => ({ ...column, start: column.start + shift })),
    }));
  }, [data, shift]);
}

function readResults(answer: QueryAnswer): TargetData[] {
  return answer.results.map((result) => ({
    id: result.id,
    columns: result.series.map(toColumn),
    ...(result.error ? { error: result.error } : {}),
    truncated: result.truncated ?? false,
  }));
}

const seriesOf = (answer: QueryAnswer) => answer.results.flatMap((result) => result.series);

function hasBands(answer: QueryAnswer): boolean {
  return seriesOf(answer).some((series) => series.low !== undefined);
}

/** A band says something where several values became one, and is seen where there are few. */
function worthBands(answer: QueryAnswer): boolean {
  const series = seriesOf(answer);
  return series.length <= mostBands && series.some((one) => one.consolidation !== undefined);
}

/** The shortest distance of values in an answer; without series, what the points allow. */
function stepOf(answer: QueryAnswer, range: TimeRange, points: number): number {
  const steps = seriesOf(answer).map((series) => series.step);
  return steps.length > 0 ? Math.min(...steps) : (relativeSeconds(range.from) ?? 3600) / points;
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
