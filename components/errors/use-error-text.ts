import { useTranslations } from 'next-intl';

type Params = Record<string, string | number>;

/** What was refused or went wrong, in the reader's language where the catalogue knows the reason; else the text at hand. */
export function useErrorText() {
  const t = useTranslations('errors');
  return <T extends string | null>(reason: string | null, params: Params, text: T): T | string => {
    const key = reason as Parameters<typeof t>[0] | null;
    return key !== null && t.has(key) ? t(key, params as never) : text;
  };
}
