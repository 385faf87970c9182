import type { VariableValue } from '../../../../src/schema/dashboard.ts';
import type { DashboardScope } from '../scope.ts';

interface PictureWishes {
  readonly panel?: string;
  readonly format?: 'png' | 'svg' | 'pdf';
  readonly theme?: 'dark' | 'light';
}

/** The address of a picture of a dashboard, or of one panel of it, as it is shown now: range and variables. */
export function pictureAddress(
  uid: string,
  scope: Pick<DashboardScope, 'page' | 'variables' | 'zone'>,
  { panel, format = 'png', theme }: PictureWishes = {},
): string {
  const params = new URLSearchParams({ from: scope.page.range.from, until: scope.page.range.until });
  if (scope.zone !== 'UTC') params.set('tz', scope.zone);
  if (panel) params.set('panel', panel);
  if (theme) params.set('theme', theme);
  addVariables(params, scope.variables);
  return `/render/d/${encodeURIComponent(uid)}.${format}?${params}`;
}

/** The variables as a dashboard's address has them. */
export function addVariables(params: URLSearchParams, variables: ReadonlyMap<string, VariableValue>): void {
  for (const [name, value] of variables)
    for (const text of typeof value === 'string' ? [value] : value) params.append(`var-${name}`, text);
}
