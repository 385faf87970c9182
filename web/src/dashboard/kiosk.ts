import type { DashboardActions } from './actions.ts';

/** Fills the window with the panels alone, and the screen where the browser lets a page do that. */
export function toggleKiosk(on: boolean, actions: Pick<DashboardActions, 'setState'>): void {
  actions.setState({ kiosk: on }, { replace: true });
  const screen = on
    ? document.documentElement.requestFullscreen?.()
    : document.fullscreenElement && document.exitFullscreen();
  void Promise.resolve(screen).catch(() => {
    // The page fills the window all the same.
  });
}
