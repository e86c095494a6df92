import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
const token = /^ {2}--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/gm;
const tokens = new Map(
  [...css.matchAll(token)].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]),
);
const themes = ['light', 'dark'] as const;

type Pair = [string, string];

const grounds = ['canvas', 'surface', 'inset', 'hover', 'overlay'];
const inks = ['ink', 'ink-2', 'ink-3', 'accent-text', 'ok', 'warn', 'danger', 'info', 'lock'];
const tinted = ['accent', 'ok', 'warn', 'danger', 'info', 'lock'];

/** [text, ground]: every pair in which the kit puts words. */
const textPairs: Pair[] = [
  ...grounds.flatMap((ground) => inks.map((ink): Pair => [ink, ground])),
  ...tinted.flatMap((tint) => ['ink', 'ink-2'].map((ink): Pair => [ink, `${tint}-soft`])),
  ...tinted.map((tint): Pair => [tint === 'accent' ? 'accent-text' : tint, `${tint}-soft`]),
  ['ink-3', 'accent-soft'],
  ['danger', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger-fill'],
  ['on-danger', 'danger-fill-hover'],
  ['on-tip', 'tip'],
];

/** [mark, ground]: the edge of a control, the focus ring and the lines of a chart need 3:1. */
const markPairs: Pair[] = [
  ...['surface', 'canvas', 'overlay'].flatMap((ground) =>
    ['control', 'focus', 'accent'].map((mark): Pair => [mark, ground]),
  ),
  ...['accent', 'warn-fill', 'danger'].map((bar): Pair => [bar, 'surface']),
  ...[1, 2, 3, 4].map((n): Pair => [`series-${n}`, 'surface']),
];

describe.each(themes)('the %s theme', (theme) => {
  const colour = (name: string) => {
    const found = tokens.get(name);
    if (!found) throw new Error(`globals.css has no token --${name}`);
    return found[theme];
  };
  it.each(textPairs)('reads %s on %s', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(markPairs)('shows %s on %s', (mark, ground) => {
    expect(contrast(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

function contrast(a: string, b: string) {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
