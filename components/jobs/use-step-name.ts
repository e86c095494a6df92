import { useTranslations } from 'next-intl';

/**
 * What a step does, in the reader's language. The kind of its job says it more exactly where steps of
 * several kinds share a name; a step that the catalogue does not know says its own name.
 */
export function useStepName(): (name: string, kind?: string) => string {
  const t = useTranslations('jobs');
  return (name, kind) => {
    const exact = `kindSteps.${kind}.${name}` as 'kindSteps.delete-tenant.project';
    if (kind && t.has(exact)) return t(exact);
    const general = `steps.${name}` as 'steps.create';
    return t.has(general) ? t(general) : name;
  };
}
