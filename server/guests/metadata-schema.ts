import { z } from 'zod';
import { instanceIdInput } from '#server/instances/schema.ts';

/** What of an engine's configuration keys are the customer's own. The engine shows them in the guest at /dev/incus. */
export const metadataPrefix = 'user.meta.';
export const mostMetadata = 32;
export const maxMetadataValueBytes = 1024;

export const metadataKey = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/, 'metadata-key-invalid')
  .max(63, 'metadata-key-invalid')
  // Ours are `user.berth.…`: none of the customer's may look like one.
  .refine((key) => !/^(?:user\.)?berth(?:\.|$)/.test(key), 'metadata-key-reserved');

export const metadataValue = z
  .string()
  .min(1, 'metadata-value-invalid')
  .refine(
    (value) => new TextEncoder().encode(value).length <= maxMetadataValueBytes,
    'metadata-value-invalid',
  )
  // One line each: a form knows no other, and a control character is no use to anybody.
  .refine((value) => !/\p{Cc}/u.test(value), 'metadata-value-invalid');

export const metadata = z
  .record(z.string(), metadataValue)
  // A schema of keys would say "Invalid key in record" and no more.
  .superRefine((all, ctx) => {
    for (const key of Object.keys(all)) {
      const why = metadataKey.safeParse(key).error?.issues[0]?.message;
      if (why) ctx.addIssue({ code: 'custom', message: why, path: [key] });
    }
  })
  .refine((all) => Object.keys(all).length <= mostMetadata, 'metadata-too-many')
  .describe(`Keys and values of your own, at most ${mostMetadata}; in the guest they are user.meta.<key>`);
export type Metadata = z.infer<typeof metadata>;

export const metadataView = z.object({ metadata: z.record(z.string(), z.string()) });
export type MetadataView = z.infer<typeof metadataView>;
export const setMetadataBody = z.object({ metadata });
export const setMetadataInput = setMetadataBody.extend(instanceIdInput.shape);

export const nestingView = z.object({
  isOn: z.boolean(),
  isAllowed: z.boolean().describe('Whether the plan lets it be switched on'),
});
export type NestingView = z.infer<typeof nestingView>;
export const setNestingBody = z.object({ isOn: z.boolean() });
export const setNestingInput = setNestingBody.extend(instanceIdInput.shape);
