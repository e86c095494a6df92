import { createTranslator } from 'use-intl/core';
import { defaultLocale, isLocale, type Locale } from '#i18n/locales.ts';
import en from '#messages/en/vaults.json' with { type: 'json' };
import ru from '#messages/ru/vaults.json' with { type: 'json' };
import type { Ctx } from '#server/context.ts';
import { env } from '#server/env.ts';
import { canMail, sendMail } from '#server/mail/send-mail.ts';
import { paths } from '#server/paths.ts';

const catalogues = { en, ru } satisfies Record<Locale, object>;
/** Who may open a vault, and answers for what runs in it. */
const told = ['owner', 'admin'];

/** Mails those who can enter the passphrase of a vault, each in their language, that instances wait for it. */
export async function mailThatTheyWait(
  { db, log }: Pick<Ctx, 'db' | 'log'>,
  vaultId: string,
  count: number,
): Promise<void> {
  if (!canMail()) return;
  const { name, tenant } = await db.vault.findUniqueOrThrow({
    where: { id: vaultId },
    select: {
      name: true,
      tenant: {
        select: {
          slug: true,
          members: {
            where: { role: { in: told } },
            select: { user: { select: { email: true, locale: true } } },
          },
        },
      },
    },
  });
  const link = new URL(paths.vault(tenant.slug, vaultId), env().BERTH_URL).href;
  for (const { user } of tenant.members) {
    const t = translator(isLocale(user.locale) ? user.locale : defaultLocale);
    const words = { vault: name, count, link };
    await sendMail(log, { to: user.email, subject: t('mail.subject', words), text: t('mail.text', words) });
  }
}

function translator(locale: Locale): (key: string, words: Record<string, string | number>) => string {
  const messages = { vaults: catalogues[locale] };
  return createTranslator({ locale, messages, namespace: 'vaults' }) as never;
}
