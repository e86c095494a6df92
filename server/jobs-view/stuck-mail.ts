import { createTranslator } from 'use-intl/core';
import { defaultLocale, isLocale, type Locale } from '#i18n/locales.ts';
import enErrors from '#messages/en/errors.json' with { type: 'json' };
import enJobs from '#messages/en/jobs.json' with { type: 'json' };
import ruErrors from '#messages/ru/errors.json' with { type: 'json' };
import ruJobs from '#messages/ru/jobs.json' with { type: 'json' };
import { env } from '#server/env.ts';
import { fullText } from '#server/errors.ts';
import { mailTime } from '#server/mail/mail-time.ts';
import { paths } from '#server/paths.ts';
import type { JobView, LeftoverList } from './schema.ts';

const catalogues = {
  en: { jobs: enJobs, errors: enErrors },
  ru: { jobs: ruJobs, errors: ruErrors },
} satisfies Record<Locale, object>;

type Words = Record<string, string | number>;
type Translate = ((key: string, words?: Words) => string) & { has(key: string): boolean };

/** What an admin reads of a stuck job, in their language: what, since when, why, what is left, and what to do. */
export function stuckMail(
  job: JobView,
  left: LeftoverList,
  locale: string | null,
): { subject: string; text: string } {
  const language = isLocale(locale) ? locale : defaultLocale;
  const t = translator(language);
  const kind = wordOf(t, `jobs.kinds.${job.kind}`, job.kind);
  const { subject, tenant, error, finishedAt, createdAt } = job;
  const step = job.steps.find(({ state }) => state === 'undo-failed');
  const words = {
    ...{ kind, subject, tenant: tenant?.name ?? 'none' },
    since: mailTime(language, finishedAt ?? createdAt),
    error: error ? errorLine(t, error) : '–',
    step: step ? stepName(t, job.kind, step.name) : '–',
    stepError: step?.error ?? '–',
    left: leftLines(t, left, job.kind).join('\n'),
    link: new URL(paths.adminJob(job.id), env().BERTH_URL).href,
  };
  return { subject: t('jobs.mail.subject', words), text: t('jobs.mail.text', words) };
}

function errorLine(t: Translate, { reason, message, params, forOperators }: NonNullable<JobView['error']>) {
  return fullText(wordOf(t, `errors.${reason}`, message, params), forOperators);
}

function leftLines(t: Translate, { items, unknown }: LeftoverList, kind: string): string[] {
  const lines = [
    ...items.map(({ thing, name, note }) =>
      t('jobs.mail.item', {
        thing: wordOf(t, `jobs.leftovers.things.${thing}`, thing),
        name,
        note: note ? wordOf(t, `jobs.leftovers.notes.${note}`, note) : 'none',
      }),
    ),
    ...unknown.map(({ step, message }) =>
      t('jobs.mail.unknown', { message: `${stepName(t, kind, step)}: ${message}` }),
    ),
  ];
  return lines.length > 0 ? lines : [t('jobs.mail.nothing')];
}

function stepName(t: Translate, kind: string, name: string): string {
  return wordOf(t, `jobs.kindSteps.${kind}.${name}`, wordOf(t, `jobs.steps.${name}`, name));
}

/** A word of the catalogue, or what stands for it where there is none. */
function wordOf(t: Translate, key: string, otherwise: string, words?: Words): string {
  return t.has(key) ? t(key, words) : otherwise;
}

function translator(locale: Locale): Translate {
  return createTranslator({ locale, messages: catalogues[locale] }) as unknown as Translate;
}
