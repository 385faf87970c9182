/** Where a listener listens. Port 0 binds a free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** A listener that takes points. */
export interface Receiver {
  /** The address that is really bound. */
  readonly address: ListenAddress;
  /** While false, nothing is read (TCP: senders wait) or kept (UDP: counted and dropped). */
  setReading(on: boolean): void;
  /** Stops listening and ends all connections. */
  close(): Promise<void>;
}
