import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Star as StarIcon } from 'lucide-react';
import { dashboardsApi } from '../../api/dashboards.ts';
import { useSession } from '../../api/session.ts';
import { Button } from '../../components/Button.tsx';
import styles from './DashboardBar.module.css';

/** Marks a dashboard as one's own favourite; those who did not sign in have none. */
export function Star({ uid, starred }: { uid: string; starred: boolean }) {
  const client = useQueryClient();
  const user = useSession().data?.user;
  const change = useMutation({
    mutationFn: (on: boolean) => dashboardsApi.star(uid, on),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['dashboard', uid] }),
        client.invalidateQueries({ queryKey: ['dashboards'] }),
      ]),
  });
  if (!user) return null;
  const on = change.isPending ? change.variables : starred;
  return (
    <Button
      kind="quiet"
      icon
      className={styles['star'] ?? ''}
      aria-pressed={on}
      aria-label={on ? 'Take the star away' : 'Star'}
      title={on ? 'Starred' : 'Star'}
      data-testid="star"
      onClick={() => change.mutate(!on)}
    >
      <StarIcon size={15} aria-hidden fill={on ? 'currentColor' : 'none'} />
    </Button>
  );
}
