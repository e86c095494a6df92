import { createTranslator } from 'use-intl/core';
import { defaultLocale, isLocale, type Locale } from '#i18n/locales.ts';
import en from '#messages/en/team.json' with { type: 'json' };
import ru from '#messages/ru/team.json' with { type: 'json' };
import { actorId } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import { env } from '#server/env.ts';
import { sendMail } from '#server/mail/send-mail.ts';
import { paths } from '#server/paths.ts';
import type { Invited } from './schema.ts';

const validDays = 7;

export function invitationExpiry(now: Date): Date {
  return new Date(now.getTime() + validDays * 86_400_000);
}

type Sent = { id: string; token: string; email: string; tenantName: string };

/** The link of an invitation that is in the database by now, and the mail that carries it. */
export async function sendInvitation(ctx: Ctx, { id, token, email, tenantName }: Sent): Promise<Invited> {
  const link = new URL(paths.invitation(token), env().BERTH_URL).href;
  const sender = await senderOf(ctx);
  const t = translator(sender.locale);
  const words = { tenant: tenantName, sender: sender.name, link, days: validDays };
  const isMailed = await sendMail(ctx.log, {
    to: email,
    subject: t('mail.subject', words),
    text: t('mail.text', words),
  });
  return { invitationId: id, link, isMailed };
}

/** Nobody knows the language of who is invited; the sender's is the best guess. */
async function senderOf(ctx: Ctx): Promise<{ name: string; locale: Locale }> {
  const id = actorId(ctx.actor);
  const user =
    id &&
    (await ctx.db.user.findUnique({ where: { id }, select: { name: true, email: true, locale: true } }));
  if (!user) return { name: 'Berth', locale: defaultLocale };
  return { name: user.name || user.email, locale: isLocale(user.locale) ? user.locale : defaultLocale };
}

type Words = Record<string, string | number>;

function translator(locale: Locale) {
  const messages = { team: locale === 'ru' ? ru : en };
  return createTranslator({ locale, messages, namespace: 'team' }) as unknown as (
    key: 'mail.subject' | 'mail.text',
    words: Words,
  ) => string;
}
