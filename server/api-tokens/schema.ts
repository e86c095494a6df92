import { z } from 'zod';

export const tokenAccesses = ['read', 'write'] as const;
export type TokenAccess = (typeof tokenAccesses)[number];

export const tokenLifetimes = ['30', '90', '365', 'never'] as const;

export const createApiTokenInput = z.object({
  /** null: for the whole installation, which only operators may have. */
  tenantId: z.uuid().nullable().default(null),
  name: z.string().trim().min(1, 'name-required').max(100, 'name-too-long'),
  access: z.enum(tokenAccesses),
  /** In days. */
  lifetime: z.enum(tokenLifetimes, 'token-expiry-invalid'),
});
export type CreateApiTokenInput = z.infer<typeof createApiTokenInput>;

export const listApiTokensInput = z.object({
  tenantId: z.uuid().nullable().default(null),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListApiTokensInput = z.infer<typeof listApiTokensInput>;

export const apiTokenIdInput = z.object({ id: z.uuid() });

export type ApiTokenView = {
  id: string;
  name: string;
  /** The visible start of the token, enough to recognise it. */
  prefix: string;
  access: TokenAccess;
  owner: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
  isExpired: boolean;
};
export type ApiTokenPage = { items: ApiTokenView[]; total: number; page: number; pageSize: number };

/** `token` is answered once and stored nowhere. */
export type CreatedApiToken = { id: string; prefix: string; token: string };
