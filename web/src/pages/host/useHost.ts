import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { serverNow } from '../../api/clock.ts';

/** One host of the list, refreshed with it; undefined while not known, null when there is none of that name. */
export function useHost(name: string) {
  const query = useQuery({
    queryKey: ['hosts'],
    queryFn: ({ signal }) => api.hosts(signal),
    refetchInterval: 3_000,
  });
  const host = query.data ? (query.data.hosts.find((one) => one.name === name) ?? null) : undefined;
  return { host, nowSeconds: serverNow(), failed: query.isError };
}
