import { z } from 'zod';

/** What a file is for: what it may be depends on it. */
export const uploadPurposes = ['kernel', 'initrd', 'disk', 'iso', 'image'] as const;
export type UploadPurpose = (typeof uploadPurposes)[number];

export const uploadStates = ['receiving', 'checking', 'ready', 'refused'] as const;
export const uploadFormats = ['pvh', 'multiboot', 'linux', 'raw', 'qcow2', 'iso'] as const;

/** What is received of a file and not gone on with is removed after so long. */
export const idleHours = 24;

const fileName = z
  .string()
  .trim()
  .min(1, 'name-required')
  .max(255, 'file-name-too-long')
  .regex(/^\P{Cc}*$/u, 'text-has-control-characters');

export const createUploadInput = z.object({
  tenant: z.string().max(64).describe('The slug of the tenant'),
  name: fileName,
  purpose: z.enum(uploadPurposes),
  sizeBytes: z
    .number()
    .int()
    .min(1, 'upload-empty')
    .max(2 ** 50),
});
export type CreateUploadInput = z.infer<typeof createUploadInput>;

export const listUploadsInput = z.object({
  tenant: z.string().max(64),
  purpose: z.enum(uploadPurposes).optional(),
});
export const uploadIdInput = z.object({ id: z.uuid() });

export const uploadView = z.object({
  id: z.uuid(),
  name: z.string(),
  purpose: z.enum(uploadPurposes),
  sizeBytes: z.number().int(),
  receivedBytes: z.number().int(),
  state: z.enum(uploadStates).describe('receiving → checking → ready or refused'),
  reason: z.string().nullable().describe('Why it was refused: a key of the error messages'),
  reasonParams: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string().nullable().describe('The same in words'),
  sha256: z.string().nullable().describe('Hexadecimal, computed here of the whole file'),
  format: z.enum(uploadFormats).nullable().describe('By its headers; null of what is not looked into'),
  isBootable: z.boolean().nullable().describe('Of a disk: firmware would start it'),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable().describe('While it is received: removed then unless it goes on'),
});
export type UploadView = z.infer<typeof uploadView>;
export const uploadList = z.object({
  items: z.array(uploadView),
  maxBytes: z.number().int().describe('Of one file'),
  leftBytes: z.number().int().describe('What all uploads together may still take'),
});
export type UploadList = z.infer<typeof uploadList>;
