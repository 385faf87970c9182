/** The description of the API, for people's browsers and programs' generators. */
import { openApi } from '../../openApi.ts';
import type { Route } from '../../route.ts';

/** `routes` is asked when somebody wants to see it: this route is among them. */
export function openApiDescription(routes: () => readonly Route[]): readonly Route[] {
  let made: unknown;
  return [
    {
      method: 'GET',
      path: '/api/openapi.json',
      role: 'viewer',
      about: { group: 'Server', summary: 'This description', answer: 'OpenAPI 3.1 as JSON' },
      handle({ deps }) {
        made ??= openApi(routes(), deps.settings.version);
        return made;
      },
    },
  ];
}
