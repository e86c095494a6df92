import type { Fault } from './fault-rules.ts';

function engineSays(status: number, text: string): Fault {
  const reply = { type: 'error', status: '', status_code: 0, operation: '', error_code: status };
  return { kind: 'answer', status, body: JSON.stringify({ ...reply, error: text, metadata: null }) };
}

/** As the engine answers once an operation has ended 5 s ago, or the daemon was started anew. */
export const operationForgotten = engineSays(404, 'Operation not found');
/** The path of the calls that ask for an operation or wait for it. */
export const operationPath = /^\/1\.0\/operations\//;
/** What the engine says when it took a call on and could not do it: trying again is no use. */
export const engineFailed = engineSays(500, 'Failed to write: no space left on device');
/** A 5xx of the engine's own that passes. */
export const engineStarting = engineSays(503, 'The daemon is starting');
/** What a proxy in front of the engine says of an engine that is away. */
export const badGateway: Fault = {
  kind: 'answer',
  status: 502,
  body: '<html>Bad Gateway</html>',
  type: 'text/html',
};
/** A 5xx whose body breaks off, though with a length that fits. */
export const halfReply: Fault = { kind: 'answer', status: 504, body: '{"type":"error","err' };
