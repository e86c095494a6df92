/** Each of two with every key of both: where one has not what the other has, it has `blank`. */
export function withBlanks<T, Blank extends T | null>(
  blank: Blank,
  a: Record<string, T>,
  b: Record<string, T>,
): [Record<string, T | Blank>, Record<string, T | Blank>] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const fill = (from: Record<string, T>) => Object.fromEntries(keys.map((key) => [key, from[key] ?? blank]));
  return [fill(a), fill(b)];
}
