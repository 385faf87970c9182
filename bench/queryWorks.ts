/** What the query benchmark asks for, and over which points. */
import { letter } from './contenders/contender.ts';
import type { Workload, WorkloadSize } from './workload.ts';

const USER = Array.from({ length: 8 }, (_, core) => `cpu.${core}.user`);

/** Points that several works ask for; each set is stored once. */
export const DATA = {
  one: { root: 'one', hosts: 1, points: 8640, step: 10, metrics: ['cpu.0.user'] },
  day: { root: 'r2', hosts: 125, points: 1440, step: 60, metrics: USER },
  many: { root: 'r3', hosts: 1250, points: 360, step: 60, metrics: USER },
  panels: { root: 'r4', hosts: 300, points: 1440, step: 60, metrics: USER },
  names: { hosts: 25_000, points: 1, step: 60 },
} as const satisfies Record<string, Omit<WorkloadSize, 'end'>>;

export interface QueryWork {
  readonly name: string;
  readonly title: string;
  readonly data: keyof typeof DATA;
  readonly requests: number;
  /** The path of request number `number`, for servers of Graphite's API. No two texts are the same where that is possible. */
  graphite(workload: Workload, number: number): string;
  /** The same where VictoriaMetrics has other words for it. */
  victoriaMetrics?(workload: Workload, number: number): string;
  /** Checks an answer, so that nobody is fast by answering nothing; throws. */
  check(body: string): void;
}

/** Any dc, any web: another text for the same series in every request. */
const hosts = (root: string, number: number) => `${root}.*.web[0-9${letter(number)}]*`;

export const QUERY_WORKS: readonly QueryWork[] = [
  {
    name: 'Q1',
    title: 'one series, 8,640 points, JSON',
    data: 'one',
    requests: 100,
    graphite: (workload) => render(workload, 'one.dc1.web00000.cpu.0.user'),
    victoriaMetrics: (workload) => range(workload, 'one.dc1.web00000.cpu.0.user'),
    check: (body) => expectAbout(body.split('],').length, 8640),
  },
  {
    name: 'Q1c',
    title: 'the same with maxDataPoints=800',
    data: 'one',
    requests: 100,
    graphite: (workload) => `${render(workload, 'one.dc1.web00000.cpu.0.user')}&maxDataPoints=800`,
    victoriaMetrics: (workload) => range(workload, 'one.dc1.web00000.cpu.0.user', 110),
    check: (body) => expectAbout(body.split('],').length, 785),
  },
  {
    name: 'Q2',
    title: 'sumSeries of 1,000 series × 1,440 points',
    data: 'day',
    requests: 30,
    graphite: (workload, number) => render(workload, `sumSeries(${hosts('r2', number)}.cpu.*.user)`),
    victoriaMetrics: (workload, number) => range(workload, `${hosts('r2', number)}.cpu.*.user`, 60, 'sum'),
    check: (body) => expectAbout(body.split('],').length, 1440),
  },
  {
    name: 'Q3',
    title: 'sumSeries of 10,000 series × 360 points',
    data: 'many',
    requests: 30,
    graphite: (workload, number) => render(workload, `sumSeries(${hosts('r3', number)}.cpu.*.user)`),
    victoriaMetrics: (workload, number) => range(workload, `${hosts('r3', number)}.cpu.*.user`, 60, 'sum'),
    check: (body) => expectAbout(body.split('],').length, 360),
  },
  {
    name: 'Q5',
    title: 'highestAverage of 10,000 series × 360 points, ten of them',
    data: 'many',
    requests: 30,
    graphite: (workload, number) =>
      render(workload, `aliasByNode(highestAverage(${hosts('r3', number)}.cpu.*.user,10),2)`),
    victoriaMetrics: (workload, number) =>
      range(workload, `${hosts('r3', number)}.cpu.*.user`, 60, 'topk_avg(10,'),
    check: (body) => expectAbout(body.split('],').length, 3600),
  },
  {
    name: 'Q4n',
    title: 'find among 1,000,000 names, one host',
    data: 'names',
    requests: 100,
    graphite: (_, number) => find(`servers.*.web0012[3${letter(number)}].cpu.*`),
    check: (body) => expectAbout(entries(body), 8),
  },
  {
    name: 'Q4t',
    title: 'find among 1,000,000 names, 6,250 answers',
    data: 'names',
    requests: 30,
    graphite: (_, number) => find(`servers.dc[1${letter(number)}].*`),
    check: (body) => expectAbout(entries(body), 6250),
  },
  {
    name: 'Q4s',
    title: 'find among 1,000,000 names, wildcards on two levels',
    data: 'names',
    requests: 30,
    graphite: (_, number) => find(`servers.*.web[0-9${letter(number)}]*.cpu.*`),
    check: (body) => expectAbout(entries(body), 8),
  },
];

/** The dashboard: so many panels asked at once, each a sum over 100 series of a day. */
export const PANELS = 24;

/** The sum of 100 series: eight cores of twelve hosts, and four of one more. */
export function panel(workload: Workload, number: number, panelNumber: number): string {
  const text = letter(number);
  const tens = String(panelNumber).padStart(3, '0');
  const digit = panelNumber % 5;
  const terms = [
    `r4.*.web0${tens}[0-9${text}].cpu.*.user`,
    `r4.*.web0029[${digit}${digit + 5}${text}].cpu.*.user`,
    `r4.*.web0028[${digit}${text}].cpu.[0-3].user`,
  ];
  return render(workload, `sumSeries(${terms.join(',')})`);
}

function render({ firstSeconds, lastSeconds, step }: Workload, target: string): string {
  const query = new URLSearchParams({
    target,
    from: String(firstSeconds - step),
    until: String(lastSeconds),
    format: 'json',
    noCache: '1',
  });
  return `/render?${query}`;
}

/** `how`: the name of an aggregation, or a call whose bracket is open already. */
function range(
  { firstSeconds, lastSeconds, step }: Workload,
  pattern: string,
  resolution = step,
  how = '',
): string {
  const selector = `{__graphite__="${pattern}"}`;
  const query = how === '' ? selector : how.includes('(') ? `${how}${selector})` : `${how}(${selector})`;
  const parameters = new URLSearchParams({
    query,
    start: String(firstSeconds),
    end: String(lastSeconds),
    step: String(resolution),
    nocache: '1',
  });
  return `/api/v1/query_range?${parameters}`;
}

function find(query: string): string {
  return `/metrics/find?${new URLSearchParams({ query, format: 'treejson' })}`;
}

function entries(body: string): number {
  return (JSON.parse(body) as unknown[]).length;
}

function expectAbout(found: number, wanted: number): void {
  if (Math.abs(found - wanted) > Math.max(2, wanted * 0.02)) {
    throw new Error(`the answer has about ${found} values or entries instead of ${wanted}`);
  }
}
