/** The page that a list's address asks for; the first where it asks for none that could be. */
export function readPageNumber(text: string | undefined): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
}
