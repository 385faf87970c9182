import { Component, type ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import styles from './PanelFrame.module.css';

interface PanelBoundaryProps {
  readonly children: ReactNode;
  /** A change of it is a reason to try again. */
  readonly watch: unknown;
}

interface PanelBoundaryState {
  readonly error: Error | null;
  readonly watch: unknown;
}

/** Keeps what goes wrong while a panel is drawn inside that panel. */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  override state: PanelBoundaryState = { error: null, watch: this.props.watch };

  static getDerivedStateFromError(error: unknown): Partial<PanelBoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(
    props: PanelBoundaryProps,
    state: PanelBoundaryState,
  ): PanelBoundaryState | null {
    return props.watch === state.watch ? null : { error: null, watch: props.watch };
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    return (
      <div className={styles['over']} role="status">
        <p>This panel could not be drawn: {this.state.error.message}</p>
        <Button onClick={() => this.setState({ error: null })}>Try again</Button>
      </div>
    );
  }
}
