import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowDown } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { Host } from '../../../../src/schema/api.ts';
import { hostMatcher } from '../../../../src/view/hosts/hostGlob.ts';
import { arrangeHosts, type HostSort, hostState } from '../../../../src/view/hosts/hostList.ts';
import { digits, formatCount, formatDuration, formatValue } from '../../../../src/view/units/units.ts';
import { api } from '../../api/client.ts';
import { formatMoment } from '../../chart/moment.ts';
import { Meter } from '../../components/Meter.tsx';
import { Sparkline } from '../../components/Sparkline.tsx';
import { formatAgo } from '../../time/range.ts';
import listStyles from '../list/ListFrame.module.css';
import { ListFrame, useMayAsk } from '../list/ListFrame.tsx';
import type { OptionsOf, PanelViewProps } from '../panelType.ts';
import styles from './HostListPanel.module.css';

type ColumnName = NonNullable<OptionsOf<'host-list'>['columns']>[number];

interface Column {
  readonly name: ColumnName;
  readonly label: string;
  /** Pixels that it takes in a line. */
  readonly width: number;
  readonly show: (host: Host) => ReactNode;
}

const refreshMilliseconds = 5_000;
const usualLimit = 100;
const usualColumns: readonly ColumnName[] = ['cpu', 'memory', 'disk', 'load', 'network', 'uptime'];
/** A name is not shortened below this: lines then have their numbers below the names. */
const leastName = 130;
const sparkWidth = 72;

const columns: readonly Column[] = [
  {
    name: 'cpu',
    label: 'CPU',
    width: 132,
    show: ({ cpuPercent, cpuHistory: { values } }) => (
      <span className={styles['spark']}>
        <span>{formatValue(rounded(cpuPercent), 'percent')}</span>
        <Sparkline
          values={values}
          max={Math.max(20, ...values.map((value) => value ?? 0))}
          width={sparkWidth}
          height={18}
        />
      </span>
    ),
  },
  {
    name: 'memory',
    label: 'Memory',
    width: 76,
    show: ({ name, memoryPercent }) => <Metered percent={memoryPercent} label={`Memory used on ${name}`} />,
  },
  {
    name: 'disk',
    label: 'Fullest disk',
    width: 84,
    show: ({ name, diskPercent }) => <Metered percent={diskPercent} label={`Fullest disk of ${name}`} />,
  },
  {
    name: 'load',
    label: 'Load',
    width: 56,
    show: ({ load1, cores }) => (
      <span title={cores === null ? undefined : `${cores} ${cores === 1 ? 'core' : 'cores'}`}>
        {load1 === null ? '–' : digits(load1)}
      </span>
    ),
  },
  {
    name: 'network',
    label: 'Network',
    width: 104,
    show: ({ rxBytes, txBytes }) => (
      <span className={styles['network']}>
        <span title="Received">
          <span aria-hidden>↓</span>
          <span className="visually-hidden">Received</span> {formatValue(rxBytes, 'binBps')}
        </span>
        <span title="Sent">
          <span aria-hidden>↑</span>
          <span className="visually-hidden">Sent</span> {formatValue(txBytes, 'binBps')}
        </span>
      </span>
    ),
  },
  {
    name: 'uptime',
    label: 'Up',
    width: 88,
    show: ({ uptimeSeconds }) => <span>{uptimeSeconds === null ? '–' : formatDuration(uptimeSeconds)}</span>,
  },
];

/** Machines with what they are doing; each leads to its dashboard. */
export default function HostListPanel({ options, width, height, scope }: PanelViewProps<'host-list'>) {
  const mayAsk = useMayAsk();
  const [chosenSort, setChosenSort] = useState<HostSort | null>(null);
  const answer = useQuery({
    queryKey: ['hosts'],
    queryFn: ({ signal }) => api.hosts(signal),
    enabled: mayAsk === true,
    refetchInterval: scope.page.paused ? false : refreshMilliseconds,
    placeholderData: keepPreviousData,
  });
  const filter = scope.interpolate(options.filter ?? '');
  const sort = chosenSort ?? options.sortBy ?? 'name';
  const found = useMemo(() => {
    const fits = hostMatcher(filter);
    return arrangeHosts(
      (answer.data?.hosts ?? []).filter(({ name }) => fits(name)),
      '',
      sort,
    );
  }, [answer.data, filter, sort]);
  const chosen = options.columns ?? usualColumns;
  const shown = columns.filter(({ name }) => chosen.includes(name));
  const narrow = shown.reduce((sum, column) => sum + column.width, leastName) + 16 > width;
  const hosts = found.slice(0, options.limit ?? usualLimit);
  const template = `minmax(${leastName}px, 1fr) ${shown.map((column) => `${column.width}px`).join(' ')}`;
  const total = answer.data?.hosts.length ?? 0;
  return (
    <ListFrame
      label="Hosts"
      height={height}
      state={answer}
      empty={
        found.length > 0
          ? null
          : total === 0
            ? 'No host is heard from yet'
            : `None of ${formatCount(total)} hosts is called ${filter}`
      }
      testId="host-list"
    >
      {!narrow && (
        <div className={styles['head']} style={{ gridTemplateColumns: template }}>
          {[{ name: 'name' as const, label: 'Host' }, ...shown].map(({ name, label }) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === sort}
              title={`Sort by ${label.toLowerCase()}`}
              onClick={() => setChosenSort(name)}
            >
              {label}
              {name === sort && <ArrowDown size={11} aria-hidden />}
            </button>
          ))}
        </div>
      )}
      <ul>
        {hosts.map((host) => (
          <Row
            key={host.name}
            host={host}
            columns={shown}
            template={narrow ? null : template}
            nowSeconds={answer.data!.nowSeconds}
            zone={scope.zone}
          />
        ))}
      </ul>
      {found.length > hosts.length && (
        <p className={listStyles['more']}>and {formatCount(found.length - hosts.length)} more hosts</p>
      )}
    </ListFrame>
  );
}

interface RowProps {
  readonly host: Host;
  readonly columns: readonly Column[];
  /** Widths of the columns; null where numbers stand below the name. */
  readonly template: string | null;
  readonly nowSeconds: number;
  readonly zone: string;
}

const stateWords = { ok: 'Sending', late: 'Late', silent: 'Silent' };

function Row({ host, columns: shown, template, nowSeconds, zone }: RowProps) {
  const state = hostState(host, nowSeconds);
  const seen =
    host.lastSeconds === null
      ? 'silent for more than a day'
      : `${stateWords[state]}, ${formatAgo(nowSeconds - host.lastSeconds)}: ${formatMoment(host.lastSeconds, zone)}`;
  return (
    <li>
      <Link
        href={`/d/host?var-host=${encodeURIComponent(host.name)}`}
        className={styles['row']}
        data-state={state}
        data-narrow={template === null || undefined}
        data-host={host.name}
        style={template === null ? undefined : { gridTemplateColumns: template }}
      >
        <span className={styles['name']} title={`${host.name}. ${seen}`}>
          <i className={styles['dot']} aria-hidden />
          <span className="visually-hidden">{stateWords[state]}: </span>
          <span>{host.name}</span>
        </span>
        {shown.map(({ name, label, show }) => (
          <span key={name} className={styles['cell']} data-label={template === null ? label : undefined}>
            {show(host)}
          </span>
        ))}
      </Link>
    </li>
  );
}

function Metered({ percent, label }: { readonly percent: number | null; readonly label: string }) {
  return (
    <span className={styles['metered']}>
      <span>{formatValue(rounded(percent), 'percent')}</span>
      <Meter percent={percent} label={label} />
    </span>
  );
}

/** Read at a glance: one decimal below ten, none above. */
function rounded(percent: number | null): number | null {
  if (percent === null) return null;
  return percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent);
}
