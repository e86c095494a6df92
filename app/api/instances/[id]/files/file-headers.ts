/** Saved under its name, as bytes of no kind: no browser shows them, whatever is in them. */
export function fileHeaders({
  name,
  sizeBytes,
}: {
  name: string;
  sizeBytes: number;
}): Record<string, string> {
  return {
    'content-type': 'application/octet-stream',
    'content-length': String(sizeBytes),
    'content-disposition': `attachment; filename="${plain(name)}"; filename*=UTF-8''${encode(name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}

/** For what does not know the other: RFC 6266, appendix D. */
function plain(name: string): string {
  return name.replaceAll(/[^\w. -]/g, '_').slice(0, 200) || 'file';
}

/** RFC 8187: what `encodeURIComponent` leaves and a header's value must not have. */
function encode(name: string): string {
  const whole = name.replaceAll(/\p{Surrogate}/gu, '\ufffd') || 'file';
  return encodeURIComponent(whole).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
