import { useTranslations } from 'next-intl';

/** What was done, in words; an action that the catalogue does not know says its own name. */
export function useActionName(): (action: string) => string {
  const t = useTranslations('audit.actions');
  return (action) => {
    const key = action as 'instance.create';
    return t.has(key) ? t(key) : action;
  };
}
