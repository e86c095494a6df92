/**
 * Spells a path under /1.0 and escapes what is filled in:
 * apiPath`instances/${name}/state` → "/1.0/instances/web-1/state".
 */
export function apiPath(texts: TemplateStringsArray, ...values: string[]): string {
  const spelled = texts.reduce(
    (path, text, index) => path + (index === 0 ? '' : encodeURIComponent(values[index - 1] ?? '')) + text,
    '',
  );
  return `/1.0/${spelled}`;
}

export type Query = Record<string, string | number | boolean | undefined>;

/** `?a=1&b=2` without the parts that are undefined, or an empty text. */
export function queryText(query: Query): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
