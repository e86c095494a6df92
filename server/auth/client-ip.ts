import { env } from '#server/env.ts';

/**
 * The visitor's address. The custom server sets `x-berth-remote` on every request itself, whatever the
 * client sent; a proxy's X-Forwarded-For counts only where the operator said that there is one.
 */
export function clientIp(header: (name: string) => string | null | undefined): string | undefined {
  const forwarded = env().BERTH_TRUST_PROXY
    ? header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined;
  return forwarded || header('x-berth-remote') || undefined;
}
