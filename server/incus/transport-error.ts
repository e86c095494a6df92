import { EngineError } from './engine-error.ts';

type Call = { method: string; path: string; project?: string | undefined };

// Node's codes for a certificate that is not the pinned one (node:tls, "X509 certificate error codes").
const certificateCodes =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT)/;

const explanations: Record<string, string> = {
  ECONNREFUSED: 'nobody listens there',
  ENOENT: 'the socket does not exist: is the engine running?',
  EACCES: 'this user may not use the socket: it belongs to the group incus-admin',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  ENOTFOUND: 'the host name is unknown',
  EHOSTUNREACH: 'the host cannot be reached',
  EPROTO: 'the TLS handshake failed',
};

/** Turns what went wrong between us and the engine into an `EngineError` of kind `unavailable`. */
export function transportError(call: Call, thrown: unknown): EngineError {
  if (thrown instanceof EngineError) return thrown;
  return new EngineError({
    kind: 'unavailable',
    engineMessage: explain(thrown),
    method: call.method,
    path: call.path,
    project: call.project,
    cause: thrown,
  });
}

function explain(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  if (certificateCodes.test(code)) {
    return `the server's certificate is not the pinned one (${thrown.message || code})`;
  }
  const explanation = explanations[code];
  return explanation ? `${explanation} (${thrown.message || code})` : thrown.message || thrown.name;
}
