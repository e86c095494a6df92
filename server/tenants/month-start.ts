/** The first day of the calendar month, UTC: what traffic and prices are counted by. */
export function monthStart(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
}
