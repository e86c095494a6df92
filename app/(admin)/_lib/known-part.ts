import type { z } from 'zod';

/**
 * What of a query the schema understands, each key by itself: an address somebody has typed or kept shows
 * the list without the part that is nonsense, and not an error.
 */
export function knownPart<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  query: Record<string, string | undefined>,
): z.output<z.ZodObject<Shape>> {
  const shape: Record<string, z.core.$ZodType> = schema.shape;
  const known = Object.entries(query).filter(([key, value]) => {
    const field = shape[key];
    return value !== undefined && value !== '' && field !== undefined && isFine(field, value);
  });
  return schema.parse(Object.fromEntries(known));
}

function isFine(field: z.core.$ZodType, value: string): boolean {
  return '~standard' in field && !('issues' in (field['~standard'].validate(value) as object));
}
