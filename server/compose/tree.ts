import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';

/**
 * A value of the file with the line where it stands. What was set from a secret variable says so; `raw` is what the file
 * has there.
 */
export type Leaf = {
  kind: 'leaf';
  line: number;
  text: string;
  isNull: boolean;
  isSecret: boolean;
  raw: string;
};
export type Branch = { kind: 'list'; line: number; items: Tree[] };
export type Entry = { line: number; value: Tree };
export type MapTree = { kind: 'map'; line: number; entries: Map<string, Entry> };
export type Tree = Leaf | Branch | MapTree;

/** Anchors may make a small file a huge one: this many values are enough for any stack. */
const maxNodes = 20_000;
const maxDepth = 32;

export class TooMuch extends Error {}

type Options = {
  broken: (line: number, detail: string) => void;
  lineOf: (node: Node) => number;
  resolve: (alias: Alias) => Node | undefined;
  /** What a text of the file becomes once its variables are in it. */
  fill: (text: string, line: number) => { text: string; isSecret: boolean };
};

/** The file without anchors, merges and variables. Throws TooMuch. */
export function toTree(root: Node, { lineOf, resolve, fill, broken }: Options): Tree {
  let count = 0;
  return walk(root, 0);

  /** A map or a list that is a key's begins where the key is. */
  function walk(node: Node | null | undefined, depth: number, near = 1, isOfKey = false): Tree {
    count += 1;
    if (count > maxNodes || depth > maxDepth) throw new TooMuch();
    if (!node) return leaf(near, '', true);
    if (isAlias(node)) {
      const meant = resolve(node);
      if (!meant) broken(lineOf(node) || near, `there is no anchor "${node.source.slice(0, 60)}" before it`);
      return walk(meant, depth + 1, near);
    }
    const line = (isOfKey && !isScalar(node) ? 0 : lineOf(node)) || near;
    if (isMap(node)) return { kind: 'map', line, entries: entriesOf(node, depth, line) };
    if (isSeq(node)) return listOf(node, depth, line);
    if (!isScalar(node)) return leaf(line, '', true);
    if (node.value === null || node.value === undefined) return leaf(line, '', true);
    // What was not quoted stays as it was written: 1.10 is no 1.1.
    if (typeof node.value !== 'string') return leaf(line, node.source ?? String(node.value), false);
    const { text, isSecret } = fill(node.value, line);
    return { kind: 'leaf', line, text, isNull: false, isSecret, raw: node.value };
  }

  function listOf(node: YAMLSeq, depth: number, line: number): Branch {
    return { kind: 'list', line, items: node.items.map((item) => walk(item as Node, depth + 1, line)) };
  }

  /** What stands in the map itself goes before what is merged into it. Source: YAML, "Merge Key". */
  function entriesOf(node: YAMLMap, depth: number, line: number): Map<string, Entry> {
    const own = new Map<string, Entry>();
    const merged = new Map<string, Entry>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value ?? '') : '';
      const keyLine = lineOf(key as Node) || line;
      const tree = walk(value as Node | null, depth + 1, keyLine, true);
      if (name === '<<') mergeInto(merged, tree);
      else if (own.has(name)) broken(keyLine, `the key "${name.slice(0, 60)}" stands there twice`);
      else own.set(name, { line: keyLine, value: tree });
    }
    return new Map([...merged, ...own]);
  }
}

function mergeInto(into: Map<string, Entry>, tree: Tree): void {
  const sources = tree.kind === 'list' ? tree.items : [tree];
  for (const source of sources) {
    if (source.kind !== 'map') continue;
    for (const [name, entry] of source.entries) if (!into.has(name)) into.set(name, entry);
  }
}

function leaf(line: number, text: string, isNull: boolean): Leaf {
  return { kind: 'leaf', line, text, isNull, isSecret: false, raw: text };
}
