/** The first of `newUid`'s uids that is not taken. */
export function freeUid(newUid: () => string, isTaken: (uid: string) => boolean): string {
  for (;;) {
    const uid = newUid();
    if (!isTaken(uid)) return uid;
  }
}
