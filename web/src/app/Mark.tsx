/** The product's sign: a line over its zero. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        d="M5 20.5 10.5 13l4.5 5L21 7.5l6 8.5"
        stroke="var(--accent)"
        strokeWidth="2.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M5 26h22" stroke="var(--text-3)" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}
