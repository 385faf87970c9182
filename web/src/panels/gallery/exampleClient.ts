import { QueryClient } from '@tanstack/react-query';
import type { Session } from '../../../../src/schema/api.ts';
import { sessionKey } from '../../api/session.ts';
import type { ExampleAnswer } from '../panelType.ts';

const session: Session = {
  user: null,
  role: 'viewer',
  mustChangePassword: false,
  firstUse: false,
  version: '',
  hostname: 'example',
};

/** Answers that are there already: nothing is asked, and a question without an answer goes on waiting. */
export function exampleClient(answers: readonly ExampleAnswer[]): QueryClient {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, retryOnMount: false } },
  });
  client.setQueryData(sessionKey, session);
  for (const { key, data } of answers) {
    if (data instanceof Error)
      client.getQueryCache().build(client, { queryKey: key }).setState({ status: 'error', error: data });
    else client.setQueryData(key, data);
  }
  return client;
}
