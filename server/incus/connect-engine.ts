import { Agent as HttpsAgent } from 'node:https';
import { Agent, buildConnector } from 'undici';
import { endIfSilent } from './end-if-silent.ts';
import type { Engine, EngineCallReport } from './engine.ts';
import { type EngineTlsFiles, readEngineTls } from './read-engine-tls.ts';

export type EngineOptions = Partial<EngineTlsFiles> & {
  /** `unix:///var/lib/incus/unix.socket` or `https://host:8443`. */
  url: string;
  signal?: AbortSignal | undefined;
  onCall?: ((call: EngineCallReport) => void) | undefined;
};

// Our own clock governs every call (call-engine.ts); undici's would cut long polls and streams.
const agentOptions = { headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4_000 } as const;

/**
 * Prepares a way to an engine. Opens no connection: the first call does, and `getServer` is the one that tells
 * whether the engine trusts us.
 *
 * @throws Error when the URL or the TLS files cannot be used; the message says which and why.
 */
export function connectEngine(options: EngineOptions): Engine {
  const { protocol, pathname, origin } = parseUrl(options.url);
  if (protocol === 'unix:') return connectUnix(options, decodeURIComponent(pathname));
  if (protocol === 'https:') return connectHttps(options, origin);
  throw new Error(`engine address ${options.url}: must begin with unix:// or https://`);
}

function connectUnix(options: EngineOptions, socketPath: string): Engine {
  const dispatcher = new Agent({ ...agentOptions, connect: connectorTo(socketPath) });
  return {
    url: options.url,
    httpOrigin: 'http://incus',
    socketOrigin: `ws+unix:${socketPath}:`,
    dispatcher,
    socketAgent: undefined,
    signal: options.signal,
    onCall: options.onCall,
    close: () => dispatcher.destroy(),
  };
}

function connectorTo(socketPath: string): buildConnector.connector {
  const connect = buildConnector({ socketPath });
  return (options, callback) =>
    connect(options, (...ended) => {
      if (ended[1]) endIfSilent(ended[1]);
      callback(...ended);
    });
}

function connectHttps(options: EngineOptions, origin: string): Engine {
  const tls = readEngineTls(options.url, options);
  const dispatcher = new Agent({ ...agentOptions, connect: { ...tls, maxCachedSessions: 0 } });
  return {
    url: options.url,
    httpOrigin: origin,
    socketOrigin: origin.replace(/^https:/, 'wss:'),
    dispatcher,
    socketAgent: new HttpsAgent({ ...tls, maxCachedSessions: 0 }),
    signal: options.signal,
    onCall: options.onCall,
    close: () => dispatcher.destroy(),
  };
}

function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    throw new Error(`engine address "${url}": not a URL`, { cause });
  }
}
