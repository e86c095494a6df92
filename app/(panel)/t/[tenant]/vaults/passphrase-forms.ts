import { z } from 'zod';
import { changePassphraseInput, createVaultInput, setPassphraseInput } from '#server/vaults/schema.ts';

/** A person types a new passphrase twice, and says that they know what forgetting it means; programs need not. */
const asked = {
  repeated: z.string(),
  hasUnderstood: z.literal('on', 'passphrase-final-unread'),
};
const mismatch = { path: ['repeated'], message: 'passphrase-mismatch' };

export const setPassphraseForm = setPassphraseInput
  .extend(asked)
  .refine(({ passphrase, repeated }) => passphrase === repeated, mismatch);

export const changePassphraseForm = changePassphraseInput
  .extend(asked)
  .refine(({ newPassphrase, repeated }) => newPassphrase === repeated, mismatch);

const { passphrase, ...shape } = createVaultInput.omit({ instanceId: true }).shape;

export const createVaultForm = z.discriminatedUnion('keyMode', [
  z.object({ ...shape, keyMode: z.literal('provider') }),
  z
    .object({ ...shape, keyMode: z.literal('passphrase'), passphrase: passphrase.unwrap(), ...asked })
    .refine((form) => form.passphrase === form.repeated, mismatch),
]);
