/** Dashboards: find, read, save, delete. */
import { z } from 'zod';
import {
  conflictAnswer,
  type DashboardList,
  dashboardAnswer,
  dashboardList,
  type Saved,
  saveDashboard,
  saved,
  uid,
} from '../../../schema/dashboards.ts';
import { dashboardCaller } from '../../dashboardCaller.ts';
import type { Call, Route } from '../../route.ts';

const several = z.union([z.string().max(250), z.array(z.string().max(250)).max(50)]).default([]);
const flag = z.enum(['0', '1']).default('0');
const listParameters = z.object({
  text: z.string().max(1000).default(''),
  /** All of them. */
  tag: several,
  folder: z.union([z.literal('general'), uid]).optional(),
  starred: flag,
  sort: z.enum(['title', 'updated', 'recent']).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
  trash: flag,
});
/** What the dashboard itself has to be is said by the store, in better words. */
const body = saveDashboard.extend({ dashboard: z.unknown().optional() });

export const dashboards: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/dashboards',
    role: 'viewer',
    about: {
      group: 'Dashboards',
      summary: 'Find dashboards',
      query: {
        text: 'Words that all occur in title, tags, description, folder, titles of panels, or targets; the best match first',
        tag: 'With this tag; repeated, with all of them',
        folder: 'Directly in the folder of this uid; "general" is the top',
        starred: '1: starred by the caller',
        sort: 'title, updated, or recent (only those that the caller has looked at)',
        limit: '1000 when missing',
        trash: '1: those that were deleted, for editors',
      },
      answer: dashboardList,
    },
    handle: list,
  },
  {
    method: 'POST',
    path: '/api/dashboards',
    role: 'editor',
    about: {
      ...{ group: 'Dashboards', summary: 'Save a new dashboard', body: saveDashboard, answer: saved },
      description: 'A uid in it is kept when it is free; otherwise the answer is 409 uid-taken.',
    },
    handle: (call): Promise<Saved> =>
      call.deps.dashboards.create(body.parse(call.request.body), dashboardCaller(call)),
  },
  {
    method: 'GET',
    path: '/api/dashboards/:uid',
    role: 'viewer',
    about: { group: 'Dashboards', summary: 'Read a dashboard', answer: dashboardAnswer },
    handle: (call) => call.deps.dashboards.find(uidOf(call), dashboardCaller(call)),
  },
  {
    method: 'PUT',
    path: '/api/dashboards/:uid',
    role: 'editor',
    about: {
      ...{ group: 'Dashboards', summary: 'Save a dashboard', body: saveDashboard, answer: saved },
      others: { 409: conflictAnswer },
      description:
        'When the newest version is another than baseVersion nothing is written; the answer is 409 with both changes and a merged state. Without baseVersion whatever is there is replaced, or a new one made.',
    },
    handle: save,
  },
  {
    method: 'DELETE',
    path: '/api/dashboards/:uid',
    role: 'editor',
    about: { group: 'Dashboards', summary: 'Put a dashboard into the trash for 30 days', answer: null },
    async handle(call) {
      await call.deps.dashboards.trash(uidOf(call), dashboardCaller(call));
      return call.reply.code(204).send();
    },
  },
];

function list(call: Call): Promise<DashboardList> {
  const { tag, folder, starred, trash, ...rest } = listParameters.parse(call.request.query);
  return call.deps.dashboards.list(
    {
      ...rest,
      tags: Array.isArray(tag) ? tag : [tag],
      ...(folder === undefined ? {} : { folder: folder === 'general' ? null : folder }),
      starred: starred === '1',
      trash: trash === '1',
    },
    dashboardCaller(call),
  );
}

async function save(call: Call): Promise<unknown> {
  const request = body.parse(call.request.body);
  const outcome = await call.deps.dashboards.save(uidOf(call), request, dashboardCaller(call));
  return outcome.kind === 'saved' ? outcome.saved : call.reply.code(409).send(outcome.answer);
}

/** Of the address. */
export function uidOf({ request }: Pick<Call, 'request'>): string {
  return uid.parse((request.params as { uid: string }).uid);
}
