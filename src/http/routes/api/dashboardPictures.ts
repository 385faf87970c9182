/** Dashboards and panels as pictures, drawn by the server: for mails, wikis, and pages that only take images. */
import { z } from 'zod';
import { fileNameOf } from '../../../dashboards/fileName.ts';
import { instantDashboard } from '../../../dashboards/instant/instantDashboard.ts';
import { readBranch } from '../../../dashboards/instant/metricBranch.ts';
import type { PictureView } from '../../../dashboards/picture/dashboardPicture.ts';
import type { Dashboard, VariableValue } from '../../../schema/dashboard.ts';
import { uid } from '../../../schema/dashboards.ts';
import { rangeWords } from '../../commonParameters.ts';
import { dashboardCaller } from '../../dashboardCaller.ts';
import { type GraphiteParameters, graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest, HttpError } from '../../httpError.ts';
import type { Call, Route } from '../../route.ts';

const CONTENT_TYPES = { png: 'image/png', svg: 'image/svg+xml', pdf: 'application/pdf' } as const;
type Format = keyof typeof CONTENT_TYPES;

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

export const dashboardPictures: readonly Route[] = [
  {
    method: 'GET',
    path: '/render/d/:file',
    role: 'viewer',
    evaluates: true,
    about: {
      ...{ group: 'Dashboards', summary: 'A dashboard, or one of its panels, as a picture' },
      description:
        'The file is the uid with .png, .svg or .pdf behind it. "instant" instead of a uid is the dashboard of all below a branch of the metrics.',
      query: {
        panel: 'Id of one panel, such as p3, or p3@web01 of a repeated one; the whole dashboard when missing',
        ...rangeWords,
        from: "Such as -1h; the dashboard's own range when missing",
        tz: "IANA zone of times; the dashboard's own when missing, or UTC",
        'var-NAME': 'What is chosen of the variable NAME; repeated for several, $__all for all',
        theme: 'dark, or light (when missing)',
        width: `Pixels from ${LEAST.width} to ${MOST}; 800 of a panel, 1200 of a dashboard when missing`,
        height: `Pixels of a panel from ${LEAST.height} to ${MOST}; 400 when missing. A dashboard is as high as it has to be`,
        paper: 'Of a dashboard as pdf, whose pages are A4: landscape (when missing), or portrait',
        path: 'Of "instant": the branch, such as servers.web1; the root when missing',
      },
      answer: 'The picture',
    },
    handle: answer,
  },
];

async function answer(call: Call): Promise<unknown> {
  const { request, reply } = call;
  const { name, format } = readFile((request.params as { file: string }).file);
  const given = graphiteParameters(request);
  const { panel, from, until, tz, theme, width, height, paper } = readParameters(given);
  const dashboard = await find(call, name, given);
  const { time } = dashboard;
  const view: PictureView = {
    chosen: chosenValues(given),
    range: {
      from: from ?? time?.from ?? '-1h',
      until: until ?? (from === undefined ? time?.until : undefined) ?? 'now',
    },
    zone: tz ?? zoneOf(dashboard),
    theme,
  };
  const { drawDashboard } = await import('../../drawDashboard.ts');
  const body = await drawDashboard(call, dashboard, view, { format, panel, width, height, paper });
  return reply
    .type(CONTENT_TYPES[format])
    .header('content-disposition', `inline; filename="${fileNameOf(dashboard, format)}"`)
    .send(body);
}

function readFile(file: string): { name: string; format: Format } {
  const dot = file.lastIndexOf('.');
  const [name, format] = [file.slice(0, dot), file.slice(dot + 1)];
  if (dot > 0 && Object.hasOwn(CONTENT_TYPES, format) && uid.safeParse(name).success)
    return { name, format: format as Format };
  throw new HttpError(404, 'not-found', `There is no picture "${file.slice(0, 100)}".`, {
    hint: 'A picture is named by the uid of its dashboard with .png, .svg or .pdf behind it.',
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
