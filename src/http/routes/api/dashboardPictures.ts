/** Dashboards and panels as pictures, drawn by the server: for mails, wikis, and pages that only take images. */
import { z } from 'zod';
import { fileNameOf } from '../../../dashboards/fileName.ts';
import { instantDashboard } from '../../../dashboards/instant/instantDashboard.ts';
import { readBranch } from '../../../dashboards/instant/metricBranch.ts';
import type { PictureView } from '../../../dashboards/picture/dashboardPicture.ts';
import type { PictureName } from '../../../render/graph/picture.ts';
import type { Dashboard, VariableValue } from '../../../schema/dashboard.ts';
import { snapshotContent, uid } from '../../../schema/dashboards.ts';
import { rangeWords } from '../../commonParameters.ts';
import { dashboardCaller } from '../../dashboardCaller.ts';
import type { PictureSource } from '../../drawDashboard.ts';
import { type GraphiteParameters, graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest, HttpError } from '../../httpError.ts';
import type { Call, Route } from '../../route.ts';
import { noSnapshot } from './snapshots.ts';

const CONTENT_TYPES = { png: 'image/png', svg: 'image/svg+xml', pdf: 'application/pdf' } as const;

/** Pixels of a side. */
const LEAST = { width: 100, height: 60 };
const MOST = 4096;
const MOST_VALUES = 10_000;

const parameters = z.object({
  panel: z.string().max(500).optional(),
  from: z.string().max(100).optional(),
  until: z.string().max(100).optional(),
  tz: z.string().max(100).optional(),
  theme: z.enum(['dark', 'light']).default('light'),
  paper: z.enum(['landscape', 'portrait']).default('landscape'),
  width: pixels(LEAST.width),
  height: pixels(LEAST.height),
});

function pixels(least: number) {
  return z.coerce.number().int().min(least).max(MOST).optional();
}

const shared = {
  method: 'GET',
  role: 'viewer',
  evaluates: true,
} as const;
const aboutShared = {
  group: 'Dashboards',
  query: {
    panel: 'Id of one panel, such as p3, or p3@web01 of a repeated one; the whole dashboard when missing',
    ...rangeWords,
    from: "Such as -1h; the dashboard's own range when missing",
    tz: "IANA zone of times; the dashboard's own when missing, or UTC",
    theme: 'dark, or light (when missing)',
    width: `Pixels from ${LEAST.width} to ${MOST}; 800 of a panel, 1200 of a dashboard when missing`,
    height: `Pixels of a panel from ${LEAST.height} to ${MOST}; 400 when missing. A dashboard is as high as it has to be`,
    paper: 'Of a dashboard as pdf, whose pages are A4: landscape (when missing), or portrait',
  },
  answer: 'The picture',
};

export const dashboardPictures: readonly Route[] = [
  {
    ...shared,
    path: '/render/d/:file',
    about: {
      ...{ ...aboutShared, summary: 'A dashboard, or one of its panels, as a picture' },
      description:
        'The file is the uid with .png, .svg or .pdf behind it. "instant" instead of a uid is the dashboard of all below a branch of the metrics.',
      query: {
        ...aboutShared.query,
        'var-NAME': 'What is chosen of the variable NAME; repeated for several, $__all for all',
        path: 'Of "instant": the branch, such as servers.web1; the root when missing',
      },
    },
    async handle(call) {
      const { name, format } = readFile(call);
      const given = graphiteParameters(call.request);
      return answer(call, { dashboard: await find(call, name, given) }, given, format);
    },
  },
  {
    ...shared,
    path: '/render/snapshot/:file',
    about: {
      ...{ ...aboutShared, group: 'Snapshots', summary: 'A snapshot, or one of its panels, as a picture' },
      description: 'The file is the key with .png, .svg or .pdf behind it.',
    },
    async handle(call) {
      const { name, format } = readFile(call);
      const found = await call.deps.snapshots.read(name);
      if (found === null) throw noSnapshot();
      const frozen = snapshotContent.parse(JSON.parse(found.content));
      const given = graphiteParameters(call.request);
      return answer(call, { dashboard: frozen.dashboard, frozen }, given, format);
    },
  },
];

async function answer(
  call: Call,
  source: PictureSource,
  given: GraphiteParameters,
  format: PictureName,
): Promise<unknown> {
  const { panel, from, until, tz, theme, width, height, paper } = readParameters(given);
  const { dashboard, frozen } = source;
  const own = frozen ? { from: String(frozen.from), until: String(frozen.until) } : dashboard.time;
  const view: PictureView = {
    chosen: chosenValues(given),
    range: {
      from: from ?? own?.from ?? '-1h',
      until: until ?? (from === undefined ? own?.until : undefined) ?? 'now',
    },
    zone: tz ?? zoneOf(dashboard),
    theme,
  };
  const { drawDashboard } = await import('../../drawDashboard.ts');
  const body = await drawDashboard(call, source, view, { format, panel, width, height, paper });
  return call.reply
    .type(CONTENT_TYPES[format])
    .header('content-disposition', `inline; filename="${fileNameOf(dashboard, format)}"`)
    .send(body);
}

/** The last part of the address: a uid or a key, and the format behind it. */
function readFile({ request }: Call): { name: string; format: PictureName } {
  const { file } = request.params as { file: string };
  const dot = file.lastIndexOf('.');
  const [name, format] = [file.slice(0, dot), file.slice(dot + 1)];
  if (dot > 0 && Object.hasOwn(CONTENT_TYPES, format) && uid.safeParse(name).success)
    return { name, format: format as PictureName };
  throw new HttpError(404, 'not-found', `There is no picture "${file.slice(0, 100)}".`, {
    hint: 'Its name is the uid of a dashboard, or the key of a snapshot, with .png, .svg or .pdf behind it.',
  });
}

function readParameters(given: GraphiteParameters): z.infer<typeof parameters> {
  const written = Object.keys(parameters.shape).map((name) => [name, given.last(name)]);
  return parameters.parse(Object.fromEntries(written));
}

async function find(call: Call, name: string, given: GraphiteParameters): Promise<Dashboard> {
  if (name !== 'instant') return (await call.deps.dashboards.find(name, dashboardCaller(call))).dashboard;
  const path = (given.last('path') ?? '').replace(/^\.+|\.+$/g, '');
  const { branch } = await readBranch(path, call.store);
  return instantDashboard(branch);
}

/** By `var-NAME`, which may be repeated. */
function chosenValues(given: GraphiteParameters): Map<string, VariableValue> {
  const chosen = new Map<string, VariableValue>();
  let count = 0;
  for (const parameter of given.names()) {
    if (!parameter.startsWith('var-')) continue;
    const values = given.all(parameter);
    count += values.length;
    chosen.set(parameter.slice('var-'.length), values.length === 1 ? values[0]! : values);
  }
  if (count > MOST_VALUES) throw badRequest(`There are more than ${MOST_VALUES} values of variables.`);
  return chosen;
}

/** What a browser would put in for its own zone is not known here. */
function zoneOf({ timeZone = 'browser' }: Dashboard): string {
  return timeZone === 'browser' || timeZone === 'utc' ? 'UTC' : timeZone;
}
