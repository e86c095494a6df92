import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { env } from '#server/env.ts';

type Header = (name: string) => string | null | undefined;
type Asking = { header: Header; remote: string | null | undefined; isDirect: boolean };

/**
 * Whether a program may read the metrics. With BERTH_METRICS_TOKEN: who brings it. Without: who asks from
 * this machine itself, not through a proxy on it, for behind one the whole world seems to be here.
 */
export function mayReadMetrics({ header, remote, isDirect }: Asking): boolean {
  const { BERTH_METRICS_TOKEN, BERTH_TRUST_PROXY } = env();
  if (BERTH_METRICS_TOKEN) {
    const given = /^Bearer (\S+)$/i.exec(header('authorization') ?? '')?.[1];
    return given !== undefined && isSame(given, BERTH_METRICS_TOKEN);
  }
  return !BERTH_TRUST_PROXY && isDirect && isLoopback(remote) && isLoopbackHost(header('host'));
}

/** Whether no proxy handed a request on. To be asked of the request as it came: Next adds such headers itself. */
export function cameDirectly(headers: IncomingHttpHeaders): boolean {
  return !proxyHeaders.some((name) => headers[name]);
}

const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

function isLoopback(address: string | null | undefined): boolean {
  return /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(address ?? '');
}

/** A page elsewhere whose name was made to point here is not this machine. */
function isLoopbackHost(host: string | null | undefined): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host ?? '');
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
