const maxLength = 32;

/** An identifier out of a name: "Acme & Söhne" → "acme-sohne"; empty where nothing of it can be used. */
export function toSlug(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain
    .replace(/^[^a-z]+/, '')
    .slice(0, maxLength)
    .replace(/-+$/, '');
}
