import { createRoot } from 'react-dom/client';
import type { Session } from '../../src/schema/api.ts';
import { mustSignIn, sessionQuery } from './api/session.ts';
import { App } from './app/App.tsx';
import { queryClient } from './app/queryClient.ts';
import { routes } from './app/routes.ts';
// Follows the system's theme on every page, also on those that draw nothing in it themselves.
import './theme/theme.ts';

// The frame of index.html stays until it is known who looks: nothing blank comes between it and the page.
await queryClient.prefetchQuery(sessionQuery);
const session = queryClient.getQueryData<Session>(sessionQuery.queryKey);
if (session && !mustSignIn(session)) {
  const { pathname } = location;
  routes.find((route) => route.matches(pathname))?.prefetch?.(pathname);
}
createRoot(document.getElementById('root')!).render(<App />);
