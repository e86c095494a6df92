import { useTranslations } from 'next-intl';
import { Section } from '#components/ui/section.tsx';
import type { LeftoverList, LeftoverView } from '#server/jobs-view/schema.ts';
import { useStepName } from './use-step-name.ts';

interface LeftoversProps {
  /** Of the job, for the words of its steps. */
  kind: string;
  list: LeftoverList;
  isStuck: boolean;
}

/** What of a job is still on the engine, thing by thing; and where nobody can tell. */
export function Leftovers({ kind, list, isStuck }: LeftoversProps) {
  const t = useTranslations('jobs.leftovers');
  const stepName = useStepName();
  const { items, unknown } = list;
  const isNothing = items.length === 0 && unknown.length === 0;
  if (isNothing && !isStuck) return null;
  return (
    <Section title={t('title')} description={t('checked')} framed>
      {isNothing && <p className="text-ink-2">{t('nothing')}</p>}
      <ul aria-label={t('title')} className="flex flex-col gap-2 empty:hidden">
        {items.map((item) => (
          <Item key={`${item.step} ${item.thing} ${item.name}`} item={item} kind={kind} />
        ))}
        {unknown.map(({ step, message }) => (
          <li key={step} className="text-warn wrap-anywhere">
            {t('unknown', { step: stepName(step, kind), message })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Item({ item, kind }: { item: LeftoverView; kind: string }) {
  const t = useTranslations('jobs.leftovers');
  const stepName = useStepName();
  const { thing, name, place, note, step } = item;
  const thingKey = `things.${thing}` as 'things.instance';
  const noteKey = `notes.${note}` as 'notes.running';
  return (
    <li className="wrap-anywhere">
      {t.has(thingKey) ? t(thingKey) : thing} <span className="font-mono font-medium">{name}</span>
      {note && <span>{` · ${t.has(noteKey) ? t(noteKey) : note}`}</span>}
      <span className="block text-sm text-ink-3">
        {[place && t('place', { place }), t('from', { step: stepName(step, kind) })]
          .filter(Boolean)
          .join(', ')}
      </span>
    </li>
  );
}
