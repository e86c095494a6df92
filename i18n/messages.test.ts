import { readdirSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { messagesEn } from './messages-en.ts';
import { messagesRu } from './messages-ru.ts';

type Tree = { [key: string]: string | Tree };

const en = flatten(messagesEn);
const ru = flatten(messagesRu);

describe('the catalogue', () => {
  it.each(['en', 'ru'])('has every file of messages/%s in it, and no other', (locale) => {
    const files = readdirSync(new URL(`../messages/${locale}`, import.meta.url)).map((name) =>
      name.replace('.json', ''),
    );
    const listed = Object.keys(locale === 'en' ? messagesEn : messagesRu);
    expect(listed.sort()).toEqual(files.sort());
  });
  it('has the same keys in both languages', () => {
    expect([...ru.keys()].sort()).toEqual([...en.keys()].sort());
  });
  it('leaves nothing empty', () => {
    for (const [key, text] of [...en, ...ru]) expect(text.trim(), key).not.toBe('');
  });
});

describe.each([...en.keys()])('%s', (key) => {
  it('takes the same arguments in both languages', () => {
    expect(describeArguments(ru.get(key) ?? '')).toEqual(describeArguments(en.get(key) ?? ''));
  });
  it('has every plural form that its language needs', () => {
    for (const plural of plurals(parse(en.get(key) ?? '')))
      expect(plural).toEqual(expect.arrayContaining(['one', 'other']));
    for (const plural of plurals(parse(ru.get(key) ?? ''))) {
      expect(plural).toEqual(expect.arrayContaining(['one', 'few', 'many', 'other']));
    }
  });
});

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as const]
      : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

/** "count", "name", "<b>": what a caller has to hand over. A language may do without the plural of a number. */
function describeArguments(text: string): string[] {
  const found = new Set<string>();
  walk(parse(text), (element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return;
    found.add(element.type === TYPE.tag ? `<${element.value}>` : element.value);
  });
  return [...found].sort();
}

function plurals(elements: MessageFormatElement[]): string[][] {
  const found: string[][] = [];
  walk(elements, (element) => {
    if (element.type !== TYPE.plural || element.pluralType !== 'cardinal') return;
    const forms = Object.keys(element.options);
    // "=0 … other …" chooses whether something is said; it has no forms of a word.
    if (forms.some((form) => form !== 'other' && !form.startsWith('='))) found.push(forms);
  });
  return found;
}

function walk(elements: MessageFormatElement[], visit: (element: MessageFormatElement) => void) {
  for (const element of elements) {
    visit(element);
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options)) walk(option.value, visit);
    }
    if (element.type === TYPE.tag) walk(element.children, visit);
  }
}
