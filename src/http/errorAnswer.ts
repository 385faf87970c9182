/** Turns whatever was thrown into a status and words: the caller's mistakes explained, ours not shown. */
import type { FastifyError } from 'fastify';
import { ZodError } from 'zod';
import { AccountError, type AccountErrorCode } from '../accounts/accountError.ts';
import { DashboardError, type DashboardErrorCode } from '../dashboards/dashboardError.ts';
import { VariableQueryError } from '../dashboards/variables/variableQuery.ts';
import { RemotesMissingError } from '../federation/missingRemotes.ts';
import { TargetError } from '../query/targetError.ts';
import { TimeError } from '../query/timeError.ts';
import { RenderOptionError } from '../render/format.ts';
import type { ApiError } from '../schema/api.ts';
import { HttpError } from './httpError.ts';

export interface ErrorAnswer {
  readonly status: number;
  readonly error: ApiError['error'];
  readonly headers: Readonly<Record<string, string>>;
  /** True when it is our fault: then there is a line in the log. */
  readonly internal: boolean;
}

const ACCOUNT_STATUS: Readonly<Record<AccountErrorCode, number>> = {
  'wrong-password': 401,
  'too-many-attempts': 429,
  'first-password-elsewhere': 403,
  'same-password': 400,
  'bad-password': 400,
  'no-such-user': 404,
};

const DASHBOARD_STATUS: Readonly<Record<DashboardErrorCode, number>> = {
  'not-found': 404,
  'bad-dashboard': 400,
  'bad-folder': 400,
  'not-allowed': 403,
  'read-only': 403,
  'users-only': 403,
  'uid-taken': 409,
  'title-taken': 409,
  'folder-not-empty': 409,
  'in-trash': 404,
};

/** `requestId` is named in the answer when the reason is only in the log. */
export function answerOf(error: unknown, requestId: string): ErrorAnswer {
  if (error instanceof HttpError) {
    const { status, code, message, hint, column, headers } = error;
    return answer(status, { code, message, hint, column }, headers);
  }
  if (error instanceof TargetError) {
    const { message, hint, column } = error;
    return answer(400, { code: 'bad-target', message, hint, column });
  }
  if (error instanceof TimeError) {
    const { message, hint } = error;
    return answer(400, { code: 'bad-time', message, hint });
  }
  if (isNamed(error, 'BadRequestError') || error instanceof VariableQueryError) {
    return answer(400, { code: 'bad-request', message: error.message });
  }
  if (isNamed(error, 'TooMuchError')) {
    return answer(422, {
      code: 'too-much',
      message: error.message,
      hint: 'Ask for a shorter range or fewer series.',
    });
  }
  if (error instanceof RemotesMissingError) {
    return answer(502, {
      code: 'remote-failed',
      message: error.message,
      hint: 'Try again later; with the setting federation.require-all off there are answers without them.',
    });
  }
  if (error instanceof AccountError) {
    const { code, message, hint, retryAfterSeconds } = error;
    const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    return answer(ACCOUNT_STATUS[code], { code, message, hint }, headers);
  }
  if (error instanceof DashboardError) {
    const { code, message, hint } = error;
    return answer(DASHBOARD_STATUS[code], { code, message, hint });
  }
  if (error instanceof RenderOptionError) {
    return answer(400, { code: 'bad-request', message: error.message });
  }
  if (error instanceof ZodError) {
    return answer(400, { code: 'bad-request', message: describeIssues(error) });
  }
  const { statusCode, code, message } = error as Partial<FastifyError>;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500 && code?.startsWith('FST_')) {
    return answer(statusCode, {
      code: FRAMEWORK_CODES[code] ?? 'bad-request',
      message: message ?? 'Bad request',
    });
  }
  return {
    ...answer(500, {
      code: 'internal',
      message: 'Something went wrong in the server.',
      hint: `Its log says more under request ${requestId}.`,
    }),
    internal: true,
  };
}

/** By name: the store may live in another thread, and what crosses threads keeps its name, not its class. */
function isNamed(error: unknown, name: string): error is Error {
  return error instanceof Error && error.name === name;
}

const FRAMEWORK_CODES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'bad-content-type',
};

/** One paragraph of plain text, for Graphite's endpoints. */
export function errorText({ message, hint, column }: ApiError['error']): string {
  const place = column === undefined ? '' : ` (column ${column + 1})`;
  return `${message}${place}\n${hint === undefined ? '' : `${hint}\n`}`;
}

function answer(
  status: number,
  {
    code,
    message,
    hint,
    column,
  }: { code: string; message: string; hint?: string | undefined; column?: number | undefined },
  headers: Readonly<Record<string, string>> = {},
): ErrorAnswer {
  const error = {
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(column === undefined ? {} : { column }),
  };
  return { status, error, headers, internal: false };
}

/** `targets.0.target: expected string`, for at most three of them. */
function describeIssues({ issues }: ZodError): string {
  const texts = issues.slice(0, 3).map(({ path, message }) => {
    const place = path.join('.');
    return place === '' ? message : `${place}: ${message}`;
  });
  return `${texts.join('; ')}${issues.length > 3 ? `; and ${issues.length - 3} more` : ''}`;
}
