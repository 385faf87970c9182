/** Read by public/start.js before anything is drawn. */
const key = 'plumbago.signedOut';

/** Remembers whether the next visit begins at the sign-in page, where the frame must not flash up. */
export function rememberSignedOut(signedOut: boolean): void {
  try {
    if (signedOut) localStorage.setItem(key, '1');
    else localStorage.removeItem(key);
  } catch {
    // Without storage the frame may show for a moment.
  }
}
