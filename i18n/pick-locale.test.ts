import { describe, expect, it } from 'vitest';
import { pickLocale } from './pick-locale.ts';

describe('pickLocale', () => {
  it('lets the chosen language win over the browser', () => {
    expect(pickLocale('ru', 'en-US,en;q=0.9')).toBe('ru');
  });
  it('follows the order of preference, not of appearance', () => {
    expect(pickLocale(undefined, 'de-DE,en;q=0.5,ru-RU;q=0.8')).toBe('ru');
  });
  it('ignores a language that was refused and a cookie that is not a language', () => {
    expect(pickLocale('tlh', 'ru;q=0, en;q=0.3')).toBe('en');
  });
  it('falls back to English', () => {
    expect(pickLocale(undefined, null)).toBe('en');
    expect(pickLocale(undefined, 'fr,*;q=0.1')).toBe('en');
  });
});
