import { Expand, Pause, Play, SkipBack, SkipForward, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useCommands } from '../../app/useCommands.ts';
import { Button } from '../../components/Button.tsx';
import styles from './PlayPage.module.css';
import type { Turns } from './useTurns.ts';

/** Hidden after the pointer has rested so long. */
const restMilliseconds = 3_000;

interface PlayControlsProps {
  readonly title: string;
  /** Such as "2 of 5". */
  readonly place: string;
  /** Seconds of a turn. */
  readonly interval: number;
  readonly turns: Turns;
}

/** Keys and buttons of a playlist, and the line that says how long the turn lasts. */
export function PlayControls({ title, place, interval, turns }: PlayControlsProps) {
  const [, navigate] = useLocation();
  const awake = useAwake();
  const { turn, paused, setPaused, step } = turns;
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    navigate('/playlists');
  };
  const group = 'Playlist';
  useCommands([
    { id: 'next', keys: ['ArrowRight', 'n'], label: 'Next dashboard', group, perform: () => step(1) },
    { id: 'previous', keys: ['ArrowLeft', 'b'], label: 'Previous dashboard', group, perform: () => step(-1) },
    { id: 'pause', keys: [' ', 'p'], label: 'Pause or go on', group, perform: () => setPaused(!paused) },
    { id: 'kiosk', keys: ['f'], label: 'Full screen', group, perform: toggleFullScreen },
    { id: 'leave', keys: ['Escape'], label: 'Leave the playlist', group, perform: leave },
  ]);
  return (
    <>
      <div
        // A turn's line begins anew with it.
        key={turn}
        className={styles['progress']}
        data-paused={paused || undefined}
        style={{ animationDuration: `${interval}s` }}
        aria-hidden
      />
      <div
        className={styles['controls']}
        data-awake={awake || paused || undefined}
        data-testid="play-controls"
      >
        <span role="status">
          {title}, {place}
          {paused && ', paused'}
        </span>
        <Button kind="quiet" icon aria-label="Previous dashboard" onClick={() => step(-1)}>
          <SkipBack size={15} aria-hidden />
        </Button>
        <Button kind="quiet" icon aria-label={paused ? 'Go on' : 'Pause'} onClick={() => setPaused(!paused)}>
          {paused ? <Play size={15} aria-hidden /> : <Pause size={15} aria-hidden />}
        </Button>
        <Button kind="quiet" icon aria-label="Next dashboard" onClick={() => step(1)}>
          <SkipForward size={15} aria-hidden />
        </Button>
        <Button kind="quiet" icon aria-label="Full screen" onClick={toggleFullScreen}>
          <Expand size={15} aria-hidden />
        </Button>
        <Button kind="quiet" icon aria-label="Leave the playlist" onClick={leave}>
          <X size={15} aria-hidden />
        </Button>
      </div>
    </>
  );
}

function toggleFullScreen(): void {
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.();
  void Promise.resolve(change).catch(() => {
    // The page fills the window all the same.
  });
}

/** True while the pointer moves, and for a moment after. */
function useAwake(): boolean {
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wake = () => {
      setAwake(true);
      clearTimeout(timer);
      timer = setTimeout(() => setAwake(false), restMilliseconds);
    };
    window.addEventListener('pointermove', wake, { passive: true });
    window.addEventListener('pointerdown', wake, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', wake);
      window.removeEventListener('pointerdown', wake);
    };
  }, []);
  return awake;
}
