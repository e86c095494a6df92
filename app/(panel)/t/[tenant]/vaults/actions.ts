'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import type { Ctx } from '#server/context.ts';
import { changePassphrase } from '#server/vaults/change-passphrase.ts';
import { closeVault } from '#server/vaults/close-vault.ts';
import { getVault } from '#server/vaults/get-vault.ts';
import { growVault } from '#server/vaults/grow-vault.ts';
import { openVault } from '#server/vaults/open-vault.ts';
import { planShred } from '#server/vaults/plan-shred.ts';
import { removePassphrase } from '#server/vaults/remove-passphrase.ts';
import { repairVault } from '#server/vaults/repair-vault.ts';
import {
  growVaultInput,
  openVaultInput,
  removePassphraseInput,
  shredVaultInput,
  vaultIdInput,
} from '#server/vaults/schema.ts';
import { setPassphrase } from '#server/vaults/set-passphrase.ts';
import type { VaultAction } from '#server/vaults/states.ts';
import { takeBackShred } from '#server/vaults/take-back-shred.ts';
import { changePassphraseForm, setPassphraseForm } from './passphrase-forms.ts';

export const openVaultAction = action(openVaultInput, async (ctx, input) => {
  const { name } = await openVault(ctx, input);
  return { message: await did('open', name) };
});

export const closeVaultAction = action(vaultIdInput, async (ctx, input) => {
  const { name } = await closeVault(ctx, input);
  return { message: await did('close', name) };
});

export const growVaultAction = action(growVaultInput, async (ctx, input) => {
  await growVault(ctx, input);
  return { message: await did('grow', await nameOf(ctx, input)) };
});

export const setPassphraseAction = action(setPassphraseForm, async (ctx, input) => {
  await setPassphrase(ctx, input);
  return { message: await did('set-passphrase', await nameOf(ctx, input)) };
});

export const changePassphraseAction = action(changePassphraseForm, async (ctx, input) => {
  await changePassphrase(ctx, input);
  return { message: await did('change-passphrase', await nameOf(ctx, input)) };
});

export const removePassphraseAction = action(removePassphraseInput, async (ctx, input) => {
  await removePassphrase(ctx, input);
  return { message: await did('remove-passphrase', await nameOf(ctx, input)) };
});

export const repairVaultAction = action(vaultIdInput, async (ctx, input) => {
  const { name } = await repairVault(ctx, input);
  return { message: await did('repair', name) };
});

export const planShredAction = action(shredVaultInput, async (ctx, input) => {
  const { name } = await planShred(ctx, input);
  return { message: await did('shred', name) };
});

export const takeBackShredAction = action(vaultIdInput, async (ctx, input) => {
  const { name } = await takeBackShred(ctx, input);
  return { message: await did('take-back', name) };
});

async function nameOf(ctx: Ctx, { id }: { id: string }): Promise<string> {
  return (await getVault(ctx, id)).name;
}

async function did(verb: Exclude<VaultAction, 'start-in' | `move-${string}`>, name: string): Promise<string> {
  const t = await getTranslations('vaults.did');
  return t(verb, { name });
}
