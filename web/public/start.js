// Runs before the first paint, so that nobody sees a flash of the other theme, or of the frame around the sign-in
// page. Kept outside the bundle and classic, because a module would run after the paint and the content policy
// forbids inline scripts.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage may be forbidden: the defaults then decide.
      return null;
    }
  };
  const choice = read('plumbago.theme');
  const light =
    choice === 'light' || (choice !== 'dark' && matchMedia('(prefers-color-scheme: light)').matches);
  const root = document.documentElement;
  root.dataset.theme = light ? 'light' : 'dark';
  if (location.pathname === '/sign-in' || read('plumbago.signedOut') !== null) root.dataset.bare = '';
})();
