import type { Ctx } from '#server/context.ts';
import { env } from '#server/env.ts';
import { canMail, sendMail } from '#server/mail/send-mail.ts';
import { paths } from '#server/paths.ts';
import { vaultMail } from './vault-mail.ts';

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
    const mail = vaultMail('waits', user.locale, () => ({ vault: name, count, link }));
    await sendMail(log, { to: user.email, ...mail });
  }
}
