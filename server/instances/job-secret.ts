import { z } from 'zod';

/** What a job needs and its row must not show: a password's hash; user-data, which often holds tokens. */
const jobSecret = z.object({ rootPasswordHash: z.string().optional(), userData: z.string().optional() });
export type InstanceJobSecret = z.infer<typeof jobSecret>;

/** The text to seal, or undefined when there is nothing in it. */
export function writeJobSecret(secret: {
  rootPasswordHash?: string | undefined;
  userData?: string | undefined;
}): string | undefined {
  const isEmpty = secret.rootPasswordHash === undefined && secret.userData === undefined;
  return isEmpty ? undefined : JSON.stringify(secret);
}

export function readJobSecret(text: string | null): InstanceJobSecret {
  return text === null ? {} : jobSecret.parse(JSON.parse(text));
}
