import CircleAlert from 'lucide-react/icons/circle-alert';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { Observation } from '#server/evidence/schema.ts';
import { useValueText } from './use-value-text.ts';

/** One thing that was read: what it is, what it means, what was found, and who says so. */
export function EvidenceLine({ observation }: { observation: Observation }) {
  const t = useTranslations('evidence');
  const valueText = useValueText();
  const { key, value, reason, origin, source, mark } = observation;
  const label = t(`label.${key}`);
  return (
    <div className="grid gap-x-6 gap-y-1.5 border-b border-line px-4 py-3 last:border-b-0 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <dt className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{label}</span>
          <Mark mark={mark} />
        </span>
        <span className="mt-0.5 block text-sm text-ink-2">{t(`meaning.${key}`)}</span>
      </dt>
      <dd className="min-w-0">
        {value === null ? (
          <p className="text-ink-2">
            {t('unknown')}. {reason && t(`reason.${reason}`)}
          </p>
        ) : (
          <div className="flex items-start gap-1">
            <span className="min-w-0 py-0.5 font-mono text-sm whitespace-pre-wrap wrap-anywhere">
              {valueText(key, value)}
            </span>
            <CopyButton value={value} label={t('copy', { label })} />
          </div>
        )}
        <p className="mt-0.5 text-xs text-ink-3">{t('said', { origin: t(`origin.${origin}`), source })}</p>
      </dd>
    </div>
  );
}

function Mark({ mark }: Pick<Observation, 'mark'>) {
  const t = useTranslations('evidence.mark');
  if (mark === 'none') return null;
  const Icon = mark === 'worry' ? CircleAlert : TriangleAlert;
  return (
    <Badge tone={mark === 'worry' ? 'danger' : 'warn'}>
      <Icon aria-hidden className="size-3" />
      {t(mark)}
    </Badge>
  );
}
