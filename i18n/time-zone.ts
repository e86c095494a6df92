/** The zone that the browser told us, if the runtime knows it; UTC until then. */
export function timeZone(told: string | undefined): string {
  if (!told) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: told }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
