import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';

/** Where the KMS is, what we show it and which of its keys we use. */
export type KmsSettings = { url: string; tokenFile: string; key: string; mount: string };
type Verb = 'encrypt' | 'decrypt';

const timeoutSeconds = 10;
const refusal = z.object({ errors: z.array(z.string()) });
const answer = z.object({ data: z.unknown() });

/**
 * One call of the transit engine (developer.hashicorp.com/vault/api-docs/secret/transit). Gives its `data`. Every
 * AppError says what to do; none carries a body that was sent or, where the call went well, received.
 */
export async function callTransit(settings: KmsSettings, verb: Verb, body: object): Promise<unknown> {
  const { url, key, mount } = settings;
  const token = readToken(settings.tokenFile);
  const response = await send(`${url.replace(/\/+$/, '')}/v1/${mount}/${verb}/${key}`, url, token, body);
  const text = await response.text().catch((cause: unknown) => {
    throw new AppError('unavailable', 'kms-unreachable', { url, why: whyOf(cause) });
  });
  if (response.ok) {
    const parsed = answer.safeParse(parseJson(text));
    if (parsed.success) return parsed.data.data;
    throw new AppError('unavailable', 'kms-answer-unreadable', { url });
  }
  throw refusalOf(settings, verb, response.status, text);
}

async function send(address: string, url: string, token: string, body: object): Promise<Response> {
  try {
    return await fetch(address, {
      method: 'POST',
      headers: { 'X-Vault-Token': token, 'X-Vault-Request': 'true', 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error', // a standby may send elsewhere, and the token must not go where nobody named
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
  } catch (cause) {
    throw new AppError('unavailable', 'kms-unreachable', { url, why: whyOf(cause) });
  }
}

/** Read for each call: whoever renews tokens may replace the file at any time. */
function readToken(file: string): string {
  const fail = (why: string) => new AppError('unavailable', 'kms-token-unreadable', { file, why });
  let token: string;
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw fail(error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
  }
  if (token === '') throw fail('it is empty');
  if (!/^[\x21-\x7e]+$/.test(token)) throw fail('it is not one line of plain characters');
  return token;
}

function refusalOf({ url, key }: KmsSettings, verb: Verb, status: number, text: string): AppError {
  const parsed = refusal.safeParse(parseJson(text));
  const why = parsed.success ? parsed.data.errors.join('; ').slice(0, 300) : '';
  if (status === 403) return new AppError('unavailable', 'kms-denied', { url, verb, key });
  if (status === 503) return new AppError('unavailable', 'kms-sealed', { url });
  // Encrypting with a key that is not there makes it, or is denied; decrypting answers 400 with these words.
  if (status === 404 || /encryption key not found/.test(why)) {
    return new AppError('unavailable', 'kms-key-missing', { url, key });
  }
  return new AppError('unavailable', 'kms-refused', { url, verb, why: why || `HTTP ${status}` });
}

/** The cause of a failed fetch is one or two levels down, for example ECONNREFUSED. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return `no answer within ${timeoutSeconds} s`;
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
