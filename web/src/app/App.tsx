import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import { mustSignIn, useSession } from '../api/session.ts';
import { Problem } from '../components/Problem.tsx';
import { handleKey } from './commands.ts';
import { Frame } from './Frame.tsx';
import { queryClient } from './queryClient.ts';
import { routes } from './routes.ts';
import { rememberSignedOut } from './startHint.ts';
import { useCommands } from './useCommands.ts';

const pages = routes.map((route) => ({ path: route.path, Page: lazy(route.load) }));
const SignIn = lazy(() => import('../pages/signIn/SignInPage.tsx'));
const Shortcuts = lazy(() => import('./ShortcutsDialog.tsx'));
const Palette = lazy(() => import('../palette/PaletteDialog.tsx'));

// The page that the address names is fetched together with the session, not after it.
void routes.find((route) => route.matches(location.pathname))?.load();

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Gate />
    </QueryClientProvider>
  );
}

/** Nothing is shown before it is known who looks: then either the sign-in page or the frame with its pages. */
function Gate() {
  const session = useSession();
  const [path] = useLocation();
  const search = useSearch();
  useEffect(() => {
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, []);

  const signedOut = session.data && mustSignIn(session.data);
  useEffect(() => {
    if (signedOut !== undefined) rememberSignedOut(signedOut);
  }, [signedOut]);

  if (!session.data) {
    if (!session.error) return null;
    return (
      <main style={{ maxWidth: 480, margin: '20vh auto 0', padding: 16 }}>
        <Problem error={session.error} retry={() => void session.refetch()} />
      </main>
    );
  }
  if (path === '/sign-in')
    return (
      <Suspense fallback={null}>
        <SignIn session={session.data} />
      </Suspense>
    );
  if (mustSignIn(session.data)) {
    const here = path + (search ? `?${search}` : '');
    return <Redirect to={here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`} replace />;
  }
  return <Inside />;
}

function Inside() {
  const [, navigate] = useLocation();
  const [shortcuts, setShortcuts] = useState(false);
  const [palette, setPalette] = useState(false);
  useCommands([
    ...routes.flatMap((route) =>
      route.label && route.key
        ? [
            {
              id: `go-${route.path}`,
              keys: [route.key],
              label: `Go to ${route.label}`,
              group: 'Pages',
              perform: () => navigate(route.path),
            },
          ]
        : [],
    ),
    {
      id: 'palette',
      keys: ['Ctrl-K'],
      label: 'Search everything',
      group: 'Everywhere',
      everywhere: true,
      perform: () => setPalette((open) => !open),
    },
    {
      id: 'shortcuts',
      keys: ['?'],
      label: 'Keyboard shortcuts',
      group: 'Everywhere',
      perform: () => setShortcuts(true),
    },
  ]);
  return (
    <Frame onSearch={() => setPalette(true)}>
      <Suspense fallback={<Frame.Waiting />}>
        <Switch>
          {pages.map(({ path, Page }) => (
            <Route key={path} path={path}>
              <Page />
            </Route>
          ))}
          <Route>
            <Frame.Missing />
          </Route>
        </Switch>
      </Suspense>
      {/* Of their own: the page stays while their code is on its way. */}
      <Suspense fallback={null}>
        {shortcuts && <Shortcuts onClose={() => setShortcuts(false)} />}
        {palette && <Palette onClose={() => setPalette(false)} />}
      </Suspense>
    </Frame>
  );
}
