import type { Host } from '../../schema/api.ts';
import type { Panel } from '../../schema/dashboard.ts';
import type {
  Annotation,
  DashboardSummary,
  SnapshotContent,
  VariableValuesAnswer,
  VariableValuesRequest,
} from '../../schema/dashboards.ts';
import type { Column } from '../../view/frame.ts';
import type { MeasureText } from '../../view/scene/fontStyle.ts';
import type { Span, TimeRange } from '../../view/time/range.ts';
import type { ListQuery } from '../store.ts';

export interface PanelQuestion {
  readonly targets: readonly { readonly id: string; readonly target: string }[];
  readonly span: Span;
  readonly maxDataPoints: number;
  readonly consolidateBy: Panel['consolidateBy'];
  /** The least and the greatest value of each interval as well. */
  readonly band: boolean;
}

export interface TargetAnswer {
  readonly id: string;
  readonly columns: readonly Column[];
  /** Why there are none, as a sentence. */
  readonly error?: string;
}

export interface EventsQuestion {
  readonly span: Span;
  readonly tags: readonly string[];
  readonly any: boolean;
  /** Only those made on this dashboard. */
  readonly dashboard: string | undefined;
}

/** What a picture needs of the program. Everything that is asked rejects when `signal` is aborted. */
export interface PictureWorld {
  /** Seconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
  readonly measure: MeasureText;
  /** Awaited between the pieces of long work. */
  othersTurn(): Promise<void>;
  /** A range in seconds. @throws for texts that mean nothing */
  spanOf(range: TimeRange): Span;
  ask(question: PanelQuestion): Promise<readonly TargetAnswer[]>;
  /** A snapshot, whose data are shown in place of asking; undefined for what there is now. */
  readonly frozen: SnapshotContent | undefined;
  /** The choices of a variable. */
  choices(request: VariableValuesRequest): Promise<VariableValuesAnswer>;
  events(question: EventsQuestion): Promise<readonly Annotation[]>;
  hosts(): Promise<readonly Host[]>;
  /** Those that whoever asks may see. */
  dashboards(query: ListQuery): Promise<readonly DashboardSummary[]>;
}

/** The words of a failure for whoever looks at the picture; throws again when the picture itself is not wanted any more. */
export function wordsOf(error: unknown, { signal }: Pick<PictureWorld, 'signal'>): string {
  signal.throwIfAborted();
  return error instanceof Error ? error.message : String(error);
}
