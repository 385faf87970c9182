/** The zone of the device. */
export const deviceZone: string = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** A zone as it is named beside an axis: its city, such as `New York`. */
export function zoneCity(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
