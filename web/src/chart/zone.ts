/** The zone of the device. */
export const deviceZone: string = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
