const shape = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** A W3C `traceparent` header if it is one, so that nothing else gets into rows and spans. */
export function traceparent(header: string | null | undefined): string | undefined {
  return header && shape.test(header) ? header : undefined;
}
