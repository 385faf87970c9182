import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Star } from 'lucide-react';
import { Link } from 'wouter';
import type { DashboardSummary } from '../../../../src/schema/dashboards.ts';
import { type DashboardSearch, dashboardsApi } from '../../api/dashboards.ts';
import { linkAddress } from '../../dashboard/bar/linkAddress.ts';
import styles from '../list/ListFrame.module.css';
import { ListFrame, useMayAsk } from '../list/ListFrame.tsx';
import type { PanelViewProps } from '../panelType.ts';
import { dashboardListKey, type ListSection, listSections } from './listSections.ts';

const refreshMilliseconds = 60_000;
/** Below this a line has room for its title alone. */
const wideEnough = 420;

/** Dashboards to go to: starred ones, those that were looked at lately, and those that match. */
export default function DashboardListPanel({
  options,
  width,
  height,
  scope,
}: PanelViewProps<'dashboard-list'>) {
  const mayAsk = useMayAsk();
  const sections = listSections(options, (text) => scope.interpolate(text, undefined, 'text'));
  const answers = useQuery({
    queryKey: dashboardListKey(sections),
    queryFn: ({ signal }) => Promise.all(sections.map((section) => ask(section, signal))),
    enabled: mayAsk === true && sections.length > 0,
    refetchInterval: scope.page.paused ? false : refreshMilliseconds,
    placeholderData: keepPreviousData,
  });
  const lists = answers.data ?? [];
  const several = sections.length > 1;
  const nothing = lists.every((list) => list.length === 0);
  return (
    <ListFrame
      label="Dashboards"
      height={height}
      state={{ ...answers, isPending: answers.isPending && sections.length > 0 }}
      empty={
        sections.length === 0
          ? 'The panel lists nothing: choose what in its options'
          : nothing
            ? sections[0].empty
            : null
      }
      testId="dashboard-list"
    >
      {sections.map(({ title, empty }, i) => (
        <Section
          key={title}
          title={several ? title : null}
          empty={empty}
          list={lists[i] ?? []}
          wide={width >= wideEnough}
          addressOf={(uid) => linkAddress(`/d/${uid}`, options, scope)}
        />
      ))}
    </ListFrame>
  );
}

async function ask({ search, tags }: ListSection, signal: AbortSignal): Promise<readonly DashboardSummary[]> {
  const wanted: DashboardSearch = { ...search, ...(tags.length > 0 ? { tag: tags[0] } : {}) };
  const { dashboards } = await dashboardsApi.list(wanted, signal);
  // The server looks for one tag; the others are looked for here.
  return dashboards.filter((one) => tags.every((tag) => one.tags.includes(tag)));
}

interface SectionProps {
  readonly title: string | null;
  readonly empty: string;
  readonly list: readonly DashboardSummary[];
  readonly wide: boolean;
  addressOf(uid: string): string;
}

function Section({ title, empty, list, wide, addressOf }: SectionProps) {
  return (
    <>
      {title && <h4 className={styles['heading']}>{title}</h4>}
      <ul className={styles['list']}>
        {title && list.length === 0 && <li className={styles['more']}>{empty}</li>}
        {list.map(({ uid, title: name, tags, folderTitle, starred, description }) => (
          <li key={uid}>
            <Link href={addressOf(uid)} className={styles['row']} title={description || name}>
              <span className={styles['title']}>{name}</span>
              {wide && tags.length > 0 && (
                <span className={styles['tags']}>
                  {tags.slice(0, 3).map((tag) => (
                    <span key={tag} className={styles['tag']}>
                      {tag}
                    </span>
                  ))}
                </span>
              )}
              {wide && folderTitle && <span className={styles['quiet']}>{folderTitle}</span>}
              {starred && <Star size={12} fill="currentColor" aria-label="Starred" />}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
