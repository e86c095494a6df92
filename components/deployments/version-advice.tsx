import { useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import { containerSettings } from '#server/deployments/container-schema.ts';
import { lostPaths, versionFacts } from '#server/deployments/image-facts-schema.ts';
import type { DeploymentView } from '#server/deployments/schema.ts';

/** What was found out of a version that its owner should know: what is lost, what is not run, what gVisor refused. */
export function VersionAdvice({ version }: { version: DeploymentView }) {
  const t = useTranslations('deployments.advice');
  const settings = containerSettings.safeParse(version.settings).data;
  if (!settings || !version.facts) return null;
  const facts = versionFacts.parse(version.facts);
  const lost = lostPaths(settings, facts);
  const hasUnrunCheck = facts.hasHealthcheck && !settings.health;
  if (lost.length === 0 && !hasUnrunCheck && facts.refusedCalls.length === 0) return null;
  return (
    <div className="mt-4 flex flex-col gap-3">
      {lost.length > 0 && (
        <Callout tone="warn" title={t('lostTitle')}>
          <p>{t('lost')}</p>
          <Words words={lost} />
        </Callout>
      )}
      {hasUnrunCheck && <Callout tone="info">{t('check')}</Callout>}
      {facts.refusedCalls.length > 0 && (
        <Callout tone="info" title={t('refusedTitle')}>
          <p>{t('refused')}</p>
          <Words words={facts.refusedCalls} />
        </Callout>
      )}
    </div>
  );
}

function Words({ words }: { words: readonly string[] }) {
  return (
    <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
      {words.map((word) => (
        <li key={word}>
          <code className="text-sm wrap-anywhere">{word}</code>
        </li>
      ))}
    </ul>
  );
}
