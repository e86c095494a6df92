import type { ZodType } from 'zod';
import { AppError } from '#server/errors.ts';
import { toInvalidInput } from '#server/parse-input.ts';
import { isBrokenText, refuseBrokenText } from '#server/refuse-broken-text.ts';

const maxBodyBytes = 1024 * 1024;

type Schemas<Params, Query, Body> = {
  params?: ZodType<Params>;
  query?: ZodType<Query>;
  body?: ZodType<Body>;
};
type Sent = { params: Record<string, string>; url: string; text: string };

/** The body as it was sent. Throws `invalid` for one that is too large. */
export async function readText(request: Request): Promise<string> {
  const text = await request.text();
  if (text.length > maxBodyBytes) throw new AppError('invalid', 'body-too-large');
  return text;
}

/** What a call was given, checked by its schemas. Throws InvalidInput; `not-found` for a path that names nothing. */
export function readInput<P, Q, B>(schemas: Schemas<P, Q, B>, { params, url, text }: Sent) {
  const query = Object.fromEntries(new URL(url).searchParams);
  if (Object.values(params ?? {}).some(isBrokenText)) throw new AppError('not-found', 'not-found');
  const sent = schemas.body && parseJson(text);
  refuseBrokenText({ ...query });
  refuseBrokenText(sent);
  return {
    params: parse(schemas.params, params, 'path'),
    query: parse(schemas.query, query, 'query'),
    body: schemas.body ? parse(schemas.body, sent, 'body') : (undefined as B),
  };
}

function parse<T>(schema: ZodType<T> | undefined, value: unknown, place: 'path' | 'query' | 'body'): T {
  if (!schema) return undefined as T;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  if (place === 'path') throw new AppError('not-found', 'not-found');
  throw toInvalidInput(result.error);
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid', 'invalid-json', {}, { cause });
  }
}
