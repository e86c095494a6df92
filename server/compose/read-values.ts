import type { Place } from './report.ts';
import type { Leaf, MapTree, Tree } from './tree.ts';
import { parseBoolean, splitWords } from './units.ts';

/** A value that has to be one word; a map or a list there is said, and so is one of a secret. */
export function leafOf(tree: Tree, place: Place): Leaf | undefined {
  if (tree.kind === 'leaf') {
    if (!tree.isSecret) return tree;
    place.say('refused', 'secret-in-the-open', { line: tree.line });
    return undefined;
  }
  place.say('refused', 'wrong-shape', { line: tree.line });
  return undefined;
}

export function textOf(tree: Tree, place: Place): string | undefined {
  const leaf = leafOf(tree, place);
  return leaf && !leaf.isNull ? leaf.text : undefined;
}

export function booleanOf(tree: Tree, place: Place): boolean | undefined {
  const leaf = leafOf(tree, place);
  const value = leaf && parseBoolean(leaf.text);
  if (leaf && value === undefined) place.say('refused', 'wrong-shape', { line: tree.line, value: tree });
  return value;
}

/** One or several. */
export function leavesOf(tree: Tree, place: Place): Leaf[] {
  const items = tree.kind === 'list' ? tree.items : [tree];
  return items.flatMap((item, index) => {
    const at = tree.kind === 'list' ? place.in(index) : place;
    const leaf = leafOf(item, at);
    return leaf && !leaf.isNull ? [leaf] : [];
  });
}

/** A list of words, or a line that a shell would split; null: as it is without it. */
export function wordsOf(tree: Tree, place: Place): string[] | null | undefined {
  if (tree.kind === 'list') return leavesOf(tree, place).map(({ text }) => text);
  const leaf = leafOf(tree, place);
  if (!leaf) return undefined;
  if (leaf.isNull) return null;
  const words = splitWords(leaf.text);
  if (!words) place.say('refused', 'words-not-closed', { line: tree.line, value: tree });
  return words;
}

/** Pairs in either of their forms: a map, or lines `NAME=value` (`separator` may be one more). */
export function pairsOf(
  tree: Tree,
  place: Place,
  separator = '=',
): { name: string; value: string | null; line: number; isSecret: boolean }[] {
  if (tree.kind === 'map') {
    return [...tree.entries].flatMap(([name, { line, value }]) => {
      if (value.kind !== 'leaf') {
        place.in(name).say('refused', 'wrong-shape', { line });
        return [];
      }
      return [{ name, line, value: value.isNull ? null : value.text, isSecret: value.isSecret }];
    });
  }
  const items = tree.kind === 'list' ? tree.items : [tree];
  return items.flatMap((item, index) => {
    if (item.kind !== 'leaf') {
      place.in(index).say('refused', 'wrong-shape', { line: item.line });
      return [];
    }
    if (item.isNull) return [];
    // A secret is in what follows the name, and nowhere else.
    if (item.isSecret && !/^[^$=]+=/.test(item.raw)) {
      place.in(index).say('refused', 'secret-in-the-open', { line: item.line });
      return [];
    }
    const at = [...item.text].findIndex((character) => separator.includes(character));
    const [name, value] = at < 0 ? [item.text, null] : [item.text.slice(0, at), item.text.slice(at + 1)];
    return [{ name, value, line: item.line, isSecret: item.isSecret }];
  });
}

export function mapOf(tree: Tree, place: Place): MapTree | undefined {
  if (tree.kind === 'map') return tree;
  if (tree.kind === 'leaf' && tree.isNull) return undefined;
  place.say('refused', 'wrong-shape', { line: tree.line, value: tree });
  return undefined;
}

/** The names of a list, or the keys of a map. */
export function namesOf(tree: Tree, place: Place): string[] {
  if (tree.kind === 'map') return [...tree.entries.keys()];
  return leavesOf(tree, place).map(({ text }) => text);
}
