import { z } from 'zod';

export const sshKeyName = z.string().trim().min(1, 'name-required').max(60, 'ssh-key-name-too-long');

/** 16 KiB: an RSA key of 16384 bits takes less than 4. */
export const publicKeyText = z.string().trim().min(1, 'ssh-key-invalid').max(16_384, 'ssh-key-invalid');

export const createSshKeyInput = z.object({
  tenant: z.string().max(64).describe('The slug of the tenant'),
  name: sshKeyName.or(z.literal('')).optional().describe("The key's comment unless said"),
  publicKey: publicKeyText.describe('One line of an OpenSSH .pub file'),
});
export type CreateSshKeyInput = z.infer<typeof createSshKeyInput>;

export const listSshKeysInput = z.object({ tenant: z.string().max(64) });
export const sshKeyIdInput = z.object({ id: z.uuid() });
export const renameSshKeyInput = z.object({ id: z.uuid(), name: sshKeyName });

export const sshKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string().describe('ssh-ed25519, ssh-rsa, …'),
  fingerprint: z.string().describe('SHA256:… as ssh-keygen -l shows it'),
  publicKey: z.string(),
  instances: z.number().int().describe('How many instances were made with it'),
  createdAt: z.iso.datetime(),
});
export type SshKeyView = z.infer<typeof sshKeyView>;

export const sshKeyList = z.object({ items: z.array(sshKeyView) });
