import { defaultLocale, isLocale, type Locale } from './locales.ts';

/** The chosen language wins, then the browser's order of preference, then English. */
export function pickLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map(parseEntry)
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return defaultLocale;
}

function parseEntry(entry: string) {
  const [tag = '', ...params] = entry.trim().split(';');
  const quality = params.map((param) => param.trim()).find((param) => param.startsWith('q='));
  const parsed = quality ? Number(quality.slice(2)) : 1;
  return { language: tag.split('-')[0]?.toLowerCase() ?? '', quality: Number.isNaN(parsed) ? 0 : parsed };
}
