import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Annotation } from '../../../../src/schema/dashboards.ts';
import { formatDuration } from '../../../../src/view/units/units.ts';
import { serverNow } from '../../api/clock.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { formatMoment } from '../../chart/moment.ts';
import { formatAgo } from '../../time/range.ts';
import listStyles from '../list/ListFrame.module.css';
import { ListFrame, useMayAsk } from '../list/ListFrame.tsx';
import type { PanelViewProps } from '../panelType.ts';
import styles from './AnnotationListPanel.module.css';
import { annotationQuery, rangeAround } from './annotationQuery.ts';

const refreshMilliseconds = 30_000;
const mostTags = 3;
/** Below this, tags stand below the title. */
const wideEnough = 380;

/** What happened within the range of the page, the newest first; a click goes there. */
export default function AnnotationListPanel({
  options,
  width,
  height,
  chart,
  scope,
}: PanelViewProps<'annotation-list'>) {
  const mayAsk = useMayAsk();
  const question = annotationQuery(options, scope);
  const answer = useQuery({
    queryKey: ['annotations', 'panel', question],
    queryFn: async ({ signal }) =>
      (await dashboardsApi.annotations(new URLSearchParams(question!), signal)).annotations,
    enabled: mayAsk === true && question !== null,
    refetchInterval: scope.page.live && !scope.page.paused ? refreshMilliseconds : false,
    placeholderData: keepPreviousData,
  });
  const list = (answer.data ?? []).toReversed();
  const empty =
    question === null
      ? 'What happens on a dashboard can be listed once it is saved'
      : list.length === 0
        ? 'Nothing happened in this time range'
        : null;
  return (
    <ListFrame
      label="Annotations"
      height={height}
      state={{ ...answer, isPending: answer.isPending && question !== null }}
      empty={empty}
      testId="annotation-list"
    >
      <ul>
        {list.map((annotation) => (
          <Row
            key={annotation.id}
            annotation={annotation}
            wide={width >= wideEnough}
            zone={scope.zone}
            onGo={() => {
              const { from, until } = rangeAround(annotation, chart.span);
              scope.page.zoomTo(from, until);
            }}
          />
        ))}
      </ul>
    </ListFrame>
  );
}

interface RowProps {
  readonly annotation: Annotation;
  readonly wide: boolean;
  readonly zone: string;
  onGo(): void;
}

function Row({ annotation, wide, zone, onGo }: RowProps) {
  const { time, timeEnd, title, text, tags, createdBy } = annotation;
  const moment = formatMoment(time, zone);
  const details = [moment, timeEnd !== null && `for ${formatDuration(timeEnd - time)}`, createdBy, text];
  return (
    <li>
      <button
        type="button"
        className={listStyles['row']}
        title={details.filter(Boolean).join('\n')}
        data-testid="annotation-row"
        onClick={onGo}
      >
        <time className={styles['time']} dateTime={new Date(time * 1000).toISOString()}>
          {formatAgo(serverNow() - time)}
        </time>
        <span className={styles['words']}>
          <span className={styles['title']}>{title}</span>
          {text && <span className={styles['text']}>{text}</span>}
          {!wide && <Tags tags={tags} />}
        </span>
        {timeEnd !== null && <span className={listStyles['quiet']}>{formatDuration(timeEnd - time)}</span>}
        {wide && <Tags tags={tags} />}
      </button>
    </li>
  );
}

function Tags({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <span className={listStyles['tags']}>
      {tags.slice(0, mostTags).map((tag) => (
        <span key={tag} className={listStyles['tag']}>
          {tag}
        </span>
      ))}
    </span>
  );
}
