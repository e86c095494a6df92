import type { Ctx } from '#server/context.ts';
import { env } from '#server/env.ts';
import { mailTime } from '#server/mail/mail-time.ts';
import { canMail, sendMail } from '#server/mail/send-mail.ts';
import { paths } from '#server/paths.ts';
import { vaultMail } from './vault-mail.ts';

export const mailReceiptsEverySeconds = 30;

const mostAtOnce = 20;
/** What no mail server took for so long is not news. */
const newsDays = 3;

/**
 * Mails the owners of a tenant that a vault of it was destroyed, and where its receipt is. A loop of its own, so that no
 * mail server holds up an end. Each is told once: one who is taken here is left to nobody else, and only a mail that no
 * server took is tried again.
 */
export async function mailReceipts(ctx: Pick<Ctx, 'db' | 'log' | 'now'>): Promise<void> {
  if (!canMail()) return;
  await Promise.all((await takeUntold(ctx)).map((untold) => tell(ctx, untold)));
}

type Untold = {
  receiptId: string;
  userId: string;
  email: string;
  locale: string | null;
  vaultName: string;
  shreddedAt: Date;
  tenantName: string;
  tenantSlug: string;
  /** With its tenant, whose pages nobody opens any more then. */
  isEnding: boolean;
};

/** The newest first: one whose address no server takes keeps nobody else waiting. */
async function takeUntold({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<Untold[]> {
  return db.$queryRaw<Untold[]>`
    WITH "untold" AS (
      SELECT rr."receiptId", rr."userId", u."email", u."locale", r."vaultName", r."shreddedAt", r."tenantName",
        r."tenantSlug", (t."id" IS NULL OR coalesce(t."endAfter" <= ${now()}, false)) AS "isEnding"
      FROM "ReceiptReader" rr JOIN "ShredReceipt" r ON r."id" = rr."receiptId" JOIN "User" u ON u."id" = rr."userId"
        LEFT JOIN "Tenant" t ON t."id" = r."tenantId"
      WHERE rr."toldAt" IS NULL AND r."shreddedAt" > ${now()}::timestamptz - make_interval(days => ${newsDays}::int)
      ORDER BY r."shreddedAt" DESC LIMIT ${mostAtOnce} FOR UPDATE OF rr SKIP LOCKED)
    UPDATE "ReceiptReader" rr SET "toldAt" = ${now()} FROM "untold"
    WHERE rr."receiptId" = "untold"."receiptId" AND rr."userId" = "untold"."userId"
    RETURNING "untold".*`;
}

async function tell({ db, log }: Pick<Ctx, 'db' | 'log'>, untold: Untold): Promise<void> {
  const { receiptId, userId, email, locale, isEnding, tenantSlug } = untold;
  const path = isEnding ? paths.accountReceipts() : paths.receipts(tenantSlug);
  const mail = vaultMail('destroyed', locale, (language) => ({
    ...{ vault: untold.vaultName, account: untold.tenantName, ends: isEnding ? 'yes' : 'no' },
    ...{ when: mailTime(language, untold.shreddedAt), link: new URL(path, env().BERTH_URL).href },
  }));
  if (await sendMail(log, { to: email, ...mail })) return;
  await db.receiptReader.updateMany({ where: { receiptId, userId }, data: { toldAt: null } });
}
