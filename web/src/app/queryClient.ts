import { QueryClient } from '@tanstack/react-query';
import { CallFailure, whenSignedOut } from '../api/client.ts';
import { sessionKey } from '../api/session.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      // What the server refused it refuses again; what did not arrive may arrive.
      retry: (count, error) =>
        count < 2 && !(error instanceof CallFailure && error.status >= 400 && error.status < 500),
      retryDelay: (count) => 400 * 2 ** count,
    },
  },
});

whenSignedOut(() => void queryClient.invalidateQueries({ queryKey: sessionKey }));
