import type { z } from 'zod';
import { factsOf, type InstanceKind } from '#server/instances/kinds/schema.ts';

/** Secret values are posted by themselves, by the place of their variable: `environmentSecrets.2`. */
const secretField = (index: number) => `environmentSecrets.${index}`;

/**
 * A form that has what only a kind takes as JSON in its field `settings`: as the API would be given it, with the secret
 * values of the environment in their places. What is no JSON stays as it is and is refused by the schema.
 */
export function readSettings(values: Record<string, unknown>): Record<string, unknown> {
  const settings = parse(values.settings);
  if (typeof settings !== 'object' || settings === null) return { ...values, settings };
  const { environment } = settings as { environment?: unknown };
  if (!Array.isArray(environment)) return { ...values, settings };
  const whole = environment.map((variable, index) => {
    const value = values[secretField(index)];
    return variable?.isSecret === true && typeof value === 'string' && value !== ''
      ? { ...variable, value }
      : variable;
  });
  return { ...values, settings: { ...settings, environment: whole } };
}

/** Says what of the settings does not fit their kind, in words of the catalogue, as issues below `settings`. */
export function checkSettings(kind: InstanceKind, settings: unknown, context: z.RefinementCtx): void {
  const parsed = factsOf(kind).settings.safeParse(settings);
  for (const { path, message } of parsed.error?.issues ?? []) {
    context.addIssue({ code: 'custom', path: ['settings', ...path], message });
  }
}

function parse(text: unknown): unknown {
  if (typeof text !== 'string') return text ?? {};
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
