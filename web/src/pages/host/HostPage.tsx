import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { TopBar } from '../../app/TopBar.tsx';
import { useCommands } from '../../app/useCommands.ts';
import { LiveSwitch } from '../../time/LiveSwitch.tsx';
import { RangePicker } from '../../time/RangePicker.tsx';
import { defaultRange, type TimeRange } from '../../time/range.ts';
import { usePageRange } from '../../time/usePageRange.ts';
import { firstRange } from './firstRange.ts';
import styles from './HostPage.module.css';
import { HostStats } from './HostStats.tsx';
import { hostDashboard } from './hostDashboard.ts';
import { Panel } from './Panel.tsx';
import { StateMark } from './StateMark.tsx';
import { useHost } from './useHost.ts';

/** The charts of one machine. */
export default function HostPage() {
  const name = useParams<{ name: string }>().name;
  const { host, failed } = useHost(name);
  // Decided once: the range must not jump while somebody looks, because the host has grown older.
  const [first, setFirst] = useState<TimeRange | null>(null);
  const known = first ?? (failed ? defaultRange : firstRange(host));
  if (known !== first) setFirst(known);
  const page = usePageRange(known ?? defaultRange);
  const [, navigate] = useLocation();
  useCommands([
    { id: 'back', keys: ['Escape'], label: 'Back to all hosts', group: 'Host', perform: () => navigate('/') },
  ]);
  return (
    <>
      <TopBar title={name} parent={{ title: 'Hosts', href: '/' }} note={<StateMark name={name} />}>
        <LiveSwitch page={page} />
        <RangePicker page={page} />
      </TopBar>
      <main id="content" className={styles['page']}>
        <HostStats name={name} />
        {hostDashboard.map((section) => (
          <section key={section.title} className={styles['section']}>
            <h2>{section.title}</h2>
            <div className={styles['grid']}>
              {section.panels.map((panel) => (
                <Panel key={panel.id} panel={panel} host={name} page={page} ready={known !== null} />
              ))}
            </div>
          </section>
        ))}
      </main>
    </>
  );
}
