import { Pause, Play } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { liveHub } from '../api/live.ts';
import { Button } from '../components/Button.tsx';
import styles from './LiveSwitch.module.css';
import type { PageRange } from './usePageRange.ts';

/** Says whether the charts follow the clock, and stops or resumes them. */
export function LiveSwitch({ page }: { page: PageRange }) {
  const hub = liveHub();
  const state = useSyncExternalStore(hub.observe, hub.state);
  if (!page.live)
    return (
      <Button
        onClick={() => page.setRange({ from: '-1h', until: 'now' })}
        aria-label="Go live"
        title="Back to the last hour, live"
      >
        <Play size={14} aria-hidden />
        <span className={styles['word']}>Go live</span>
      </Button>
    );
  const word = page.paused ? 'Paused' : state === 'waiting' ? 'Reconnecting' : 'Live';
  return (
    <Button
      aria-pressed={!page.paused}
      aria-label={`${word}. ${page.paused ? 'Go on' : 'Pause'}`}
      title={page.paused ? 'Go on live (p)' : 'Pause (p)'}
      className={styles['switch']}
      data-state={page.paused ? 'paused' : state}
      onClick={() => page.setPaused(!page.paused)}
    >
      {page.paused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
      <span className={styles['word']}>{word}</span>
    </Button>
  );
}
