import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useFormatter, useNow, useTranslations } from 'next-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { CaCertificate } from '#server/registries/schema.ts';

/** Whose certificates these are, until when, and the fingerprint to compare with what the registry's owner says. */
export function Certificates({ certificates }: { certificates: CaCertificate[] }) {
  const t = useTranslations('registries');
  if (certificates.length === 0) return <span className="text-ink-3">{t('publicOnly')}</span>;
  return (
    <ul className="flex w-full min-w-0 flex-col gap-2">
      {certificates.map((certificate) => (
        <li key={certificate.fingerprint} className="min-w-0">
          <Certificate certificate={certificate} />
        </li>
      ))}
    </ul>
  );
}

function Certificate({ certificate }: { certificate: CaCertificate }) {
  const t = useTranslations('registries.certificate');
  const format = useFormatter();
  const { subject, fingerprint, validTo, isAuthority } = certificate;
  const date = format.dateTime(new Date(validTo), { dateStyle: 'medium' });
  const isExpired = new Date(validTo) < useNow();
  return (
    <>
      <span className="block wrap-anywhere">
        {subject}
        {!isAuthority && <span className="text-ink-3"> · {t('notAuthority')}</span>}
      </span>
      {isExpired ? (
        <span className="flex items-center gap-1 text-sm text-danger">
          <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
          {t('expired', { date })}
        </span>
      ) : (
        <span className="block text-sm text-ink-3">{t('until', { date })}</span>
      )}
      <span className="flex min-w-0 items-center gap-1">
        <span className="min-w-0 truncate font-mono text-xs text-ink-3" title={fingerprint}>
          <span className="sr-only">{t('fingerprint')} </span>
          {fingerprint.slice(0, 14)}…
        </span>
        <CopyButton value={fingerprint} label={t('copy', { subject })} />
      </span>
    </>
  );
}
