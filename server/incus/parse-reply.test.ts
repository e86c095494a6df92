import { expect, test } from 'vitest';
import { EngineError } from './engine-error.ts';
import { parseReply } from './parse-reply.ts';

const source = { method: 'GET', path: '/1.0/instances/web-1', project: 'acme', status: 200 };

function errorOf(status: number, body: string): EngineError {
  try {
    parseReply({ ...source, status }, body);
  } catch (error) {
    if (error instanceof EngineError) return error;
  }
  throw new Error('no EngineError was thrown');
}

const errorBody = (code: number, error: string) => JSON.stringify({ type: 'error', error, error_code: code });

test('a sync reply gives its metadata and etag', () => {
  const body = JSON.stringify({ type: 'sync', status: 'Success', status_code: 200, metadata: { a: 1 } });
  expect(parseReply({ ...source, etag: 'abc' }, body)).toEqual({
    type: 'sync',
    metadata: { a: 1 },
    etag: 'abc',
  });
});

test('an async reply names its operation', () => {
  const body = JSON.stringify({ type: 'async', operation: '/1.0/operations/x', metadata: { id: 'x' } });
  expect(parseReply({ ...source, status: 202 }, body)).toEqual({
    type: 'async',
    operationPath: '/1.0/operations/x',
    metadata: { id: 'x' },
  });
});

test('an error reply is thrown with the words of the engine', () => {
  const error = errorOf(404, errorBody(404, 'Instance not found'));
  expect(error).toMatchObject({
    kind: 'not-found',
    status: 404,
    engineMessage: 'Instance not found',
    method: 'GET',
    path: '/1.0/instances/web-1',
    project: 'acme',
    message: 'GET /1.0/instances/web-1: Instance not found',
  });
});

test('an error under HTTP 200 is an error: long polls send their status first', () => {
  expect(errorOf(200, errorBody(404, 'Operation not found'))).toMatchObject({
    kind: 'not-found',
    status: 404,
  });
});

test('an error without words still has some', () => {
  expect(errorOf(403, errorBody(403, '')).engineMessage).toBe('error 403');
});

test.each([
  ['a page of a proxy', 502, '<html>Bad Gateway</html>', 'unavailable'],
  ['nothing at all', 200, '', 'broken'],
  ['half a reply', 200, '{"type":"sync","meta', 'broken'],
  ['another kind of reply', 200, '{"type":"gossip"}', 'broken'],
  ['an operation without a name', 202, '{"type":"async","metadata":{}}', 'broken'],
])('%s is %s → %s', (_what, status, body, kind) => {
  expect(errorOf(status, body)).toMatchObject({ kind, status });
});
