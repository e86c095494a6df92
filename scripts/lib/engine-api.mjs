import http from 'node:http';
import https from 'node:https';

/** An answer of the engine that is an error. */
export class EngineError extends Error {
  constructor(message, status) {
    super(message);
    this.name = 'EngineError';
    this.status = status;
  }
}

/**
 * One request to the engine's REST interface, over its unix socket or mutual TLS. Asynchronous operations are
 * waited for. `target` is what `engineTarget` gives; `body` an object (JSON) or a stream with its own headers.
 */
export async function engineRequest(target, method, path, { body, headers = {}, timeoutSeconds = 30 } = {}) {
  const answer = await send(target, method, path, { body, headers, timeoutSeconds });
  if (answer.type !== 'async') return answer.metadata;
  return waitForOperation(target, answer.operation);
}

/** Like engineRequest, but `undefined` where there is nothing under that path. */
export async function engineFind(target, path) {
  try {
    return await engineRequest(target, 'GET', path);
  } catch (error) {
    if (error.status === 404) return undefined;
    throw error;
  }
}

async function waitForOperation(target, path) {
  for (;;) {
    const wait = `${path.replace(/\?.*$/, '')}/wait?timeout=25`;
    const answer = await send(target, 'GET', wait, { timeoutSeconds: 40 });
    const { status_code: code, err, metadata } = answer.metadata;
    if (code === 200) return metadata;
    if (code >= 400) throw new EngineError(err, code);
  }
}

function send(target, method, path, { body, headers = {}, timeoutSeconds }) {
  const isStream = typeof body?.pipe === 'function';
  const text = body && !isStream ? JSON.stringify(body) : undefined;
  const client = target.socketPath ? http : https;
  return new Promise((resolve, reject) => {
    const request = client.request(
      {
        ...target,
        method,
        path,
        headers: text
          ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers }
          : headers,
        timeout: timeoutSeconds * 1000,
      },
      (response) => readAnswer(response).then(resolve, reject),
    );
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutSeconds} s`)));
    request.on('error', reject);
    if (isStream) {
      body.on('error', (error) => request.destroy(error));
      body.pipe(request);
    } else request.end(text);
  });
}

async function readAnswer(response) {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new EngineError('what answers there is not Incus', response.statusCode);
  }
  if (answer.type === 'error') throw new EngineError(answer.error, answer.error_code);
  return answer;
}
