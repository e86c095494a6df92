/** The query of a page as its server component got it, and as a link of its own spells it. */
export type Query = Record<string, string | string[] | undefined>;

/**
 * The address of the same page with some of the query changed. An undefined or empty value takes its key
 * away; everything except a page number leads back to the first page.
 */
export function withQuery(path: string, query: Query, change: Query): string {
  const params = new URLSearchParams();
  const merged: Query = 'page' in change ? { ...query, ...change } : { ...query, page: undefined, ...change };
  for (const [key, value] of Object.entries(merged)) {
    for (const one of [value ?? []].flat()) if (one !== '') params.append(key, one);
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** One value of a key that may be repeated. */
export function queryValue(query: Query, key: string): string | undefined {
  return [query[key] ?? []].flat()[0];
}
