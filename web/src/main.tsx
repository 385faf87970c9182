import { createRoot } from 'react-dom/client';
import { sessionQuery } from './api/session.ts';
import { App } from './app/App.tsx';
import { queryClient } from './app/queryClient.ts';

// The frame of index.html stays until it is known who looks: nothing blank comes between it and the page.
await queryClient.prefetchQuery(sessionQuery);
createRoot(document.getElementById('root')!).render(<App />);
