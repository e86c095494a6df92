import { getTranslations } from 'next-intl/server';
import { userCtx } from '#app/_lib/session.ts';
import { readVault } from './read-vault.ts';

/** "vault-1 · History" in the browser's tab. What cannot be read has no title: the page itself says why. */
export function vaultTitle(part: 'overview' | 'history') {
  return async ({ params }: { params: Promise<Record<string, string>> }) => {
    const { id = '' } = await params;
    const vault = await userCtx()
      .then((ctx) => readVault(ctx, id))
      .catch(() => undefined);
    if (!vault) return {};
    const t = await getTranslations('vaults.tab');
    return { title: part === 'overview' ? vault.name : `${vault.name} · ${t(part)}` };
  };
}
