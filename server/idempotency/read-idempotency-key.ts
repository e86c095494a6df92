import { AppError } from '#server/errors.ts';

export const idempotencyKeyMax = 255;
const visibleAscii = /^[\x21-\x7e]+$/;

/**
 * The key of a call's `Idempotency-Key` header, undefined where there is none. Written as a structured
 * field (in double quotes, as the IETF draft has it) it is the same key as without. Throws `invalid`.
 */
export function readIdempotencyKey(header: string | null): string | undefined {
  if (header === null) return undefined;
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (key.length > idempotencyKeyMax || !visibleAscii.test(key)) {
    throw new AppError('invalid', 'idempotency-key-invalid', { max: idempotencyKeyMax });
  }
  return key;
}
