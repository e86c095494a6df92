import type { ZodType } from 'zod';
import { AppError } from '#server/errors.ts';
import { streamIndex, streamProducts } from './parse-streams.ts';

const timeoutMs = 30_000;
/** The public server's list has some 4 MB. */
const maxBytes = 64 * 1024 ** 2;

/** Everything that a simplestreams server offers. @throws AppError `unavailable` with what is wrong */
export async function fetchStreams(server: string) {
  const { index } = await fetchJson(server, 'streams/v1/index.json', streamIndex);
  const entry = Object.values(index).find(({ datatype }) => datatype === 'image-downloads');
  // A list that lies elsewhere would be an address that nobody has set.
  if (!entry || /^[a-z]+:|^\/\/|\.\.|^\//i.test(entry.path)) {
    throw new AppError('unavailable', 'image-server-unreadable', { server });
  }
  return fetchJson(server, entry.path, streamProducts);
}

async function fetchJson<T>(server: string, path: string, schema: ZodType<T>): Promise<T> {
  const text = await fetchText(server, path);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError('unavailable', 'image-server-unreadable', { server }, { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new AppError('unavailable', 'image-server-unreadable', { server }, { cause: parsed.error });
}

async function fetchText(server: string, path: string): Promise<string> {
  const unreachable = (why: string, cause?: unknown) =>
    new AppError('unavailable', 'image-server-unreachable', { server, why }, { cause });
  try {
    const answer = await fetch(`${server}/${path}`, { signal: AbortSignal.timeout(timeoutMs) });
    if (!answer.ok) throw unreachable(`${answer.status} ${answer.statusText}`.trim());
    return await readText(answer, () => unreachable('its list is too large'));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unreachable(whyOf(error), error);
  }
}

async function readText(answer: Response, tooLarge: () => AppError): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `fetch` says "fetch failed" and keeps the reason to itself. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `nothing in ${timeoutMs / 1000} seconds`;
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
