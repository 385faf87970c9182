import { createRoot } from 'react-dom/client';
import { sessionQuery } from './api/session.ts';
import { App } from './app/App.tsx';
import { queryClient } from './app/queryClient.ts';
// Follows the system's theme on every page, also on those that draw nothing in it themselves.
import './theme/theme.ts';

// The frame of index.html stays until it is known who looks: nothing blank comes between it and the page.
await queryClient.prefetchQuery(sessionQuery);
createRoot(document.getElementById('root')!).render(<App />);
