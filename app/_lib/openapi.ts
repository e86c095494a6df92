import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { statusOf } from '#server/errors.ts';
import { idempotencyKeyMax } from '#server/idempotency/read-idempotency-key.ts';
import { isWriting, type SpecifiedHandler } from './route.ts';

export type ApiCall = { method: string; path: string; handler: SpecifiedHandler };

const errorBody = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(statusOf) as [keyof typeof statusOf]),
      reason: z.string().describe('A stable name of what went wrong'),
      message: z.string().describe('What was attempted and what to do, in English'),
      requestId: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      fields: z
        .record(z.string(), z.string())
        .optional()
        .describe('By the name of the field that is to blame'),
      forOperators: z.string().optional().describe('What of a node only operators may know'),
    }),
  })
  .meta({ id: 'Error' });

const writingHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(idempotencyKeyMax)
    .optional()
    .describe(
      'A name of your own for this call, for example a UUID. For 24 hours every call with the same key, method, path and body gets the answer of the first one (with Idempotency-Replayed: true) and does nothing; another request with it, and one while the first is under way, is refused with 409.',
    )
    .meta({ id: 'IdempotencyKey' }),
});

/** The OpenAPI 3.1 document of /api/v1, made from the same schemas that check its calls. */
export function buildOpenApi(calls: readonly ApiCall[], version: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const { method, path, handler } of calls) {
    const { spec } = handler;
    paths[path] ??= {};
    Object.assign(paths[path], {
      [method.toLowerCase()]: {
        operationId: operationId(method, path),
        summary: spec.summary,
        tags: [spec.tag],
        requestParams: {
          ...(spec.params && { path: spec.params }),
          ...(spec.query && { query: spec.query }),
          ...(isWriting(method) && { header: writingHeaders }),
        },
        ...(spec.body && {
          requestBody: {
            required: !isOptional(spec.body),
            content: { 'application/json': { schema: spec.body } },
          },
        }),
        responses: {
          [spec.status ?? 200]: {
            description: 'Done',
            content: { 'application/json': { schema: spec.answer } },
          },
          default: { description: 'Refused', content: { 'application/json': { schema: errorBody } } },
        },
      },
    });
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Berth',
      version,
      description:
        'Everything the panel can do. Sizes are in bytes, times in ISO 8601 UTC, money in millionths of the currency unit.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths,
  });
}

/** A call without a body is one with an empty object: some need no more. */
function isOptional(body: z.ZodType): boolean {
  return body.safeParse({}).success;
}

/** `POST /api/v1/instances/{id}/start` → `postInstancesIdStart` */
function operationId(method: string, path: string): string {
  const words = path
    .replace('/api/v1/', '')
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
