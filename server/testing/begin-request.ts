import type { IncomingMessage } from 'node:http';
import type { ProxiedRequest, ProxyContext } from './proxy-context.ts';

/** Writes a request down and says what is to go wrong with it. */
export function beginRequest({ rules, requests }: ProxyContext, incoming: IncomingMessage) {
  const method = incoming.method ?? 'GET';
  const url = incoming.url ?? '';
  const strike = rules.take(method, url);
  const record: ProxiedRequest = {
    method,
    path: url.split('?')[0] ?? '',
    status: 0,
    fault: strike?.fault.kind,
  };
  requests.push(record);
  return { fault: strike?.fault, tell: strike?.tell ?? (() => undefined), record };
}
