import {
  type Alias,
  type Document,
  isAlias,
  isNode,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { BadInterpolation, interpolate, type LookUp } from './interpolate.ts';
import type { Report } from './report.ts';
import { type MapTree, TooMuch, toTree } from './tree.ts';

/**
 * The file as a tree with lines, its variables filled in; undefined when it cannot be read, which is reported. Keys
 * that stand twice, tags of whatever kind and several documents are refused.
 */
export function parseFile(
  text: string,
  lookUp: (line: number) => LookUp,
  report: Report,
): MapTree | undefined {
  const lines = new LineCounter();
  const document = parse(text, lines);
  if (!document) {
    report.file(1, 'yaml-too-big');
    return undefined;
  }
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const broken = [...document.errors, ...document.warnings].slice(0, maxErrors);
  for (const { message, pos, code } of broken) {
    report.file(lineAt(pos[0]), whyBroken[code] ?? 'yaml-broken', { detail: firstLine(message) });
  }
  if (broken.length > 0 || !document.contents) {
    if (broken.length === 0) report.file(1, 'no-services');
    return undefined;
  }
  try {
    const tree = toTree(document.contents as Node, {
      lineOf: (node) => (node.range ? lineAt(node.range[0]) : 0),
      resolve: anchorsOf(document),
      broken: (line, detail) => report.file(line, 'yaml-broken', { detail }),
      fill: (value, line) => fill(value, line, lookUp(line), report),
    });
    if (tree.kind === 'map') return tree;
    report.file(tree.line, 'no-services');
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    report.file(1, 'yaml-too-big');
  }
  return undefined;
}

/** The first mistake makes most of the others. */
const maxErrors = 10;
const whyBroken: Record<string, 'yaml-tag' | 'yaml-too-big'> = {
  TAG_RESOLVE_FAILED: 'yaml-tag',
  RESOURCE_EXHAUSTION: 'yaml-too-big',
};

/** More than any stack needs: the library takes its time for tens of thousands of values. */
const maxBrackets = 10_000;
const maxSeparators = 30_000;
const maxAnchors = 2000;

/** Undefined where it is nested so deeply that reading it would need more stack than there is. */
function parse(text: string, lineCounter: LineCounter) {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  if (count(/[[{]/g) > maxBrackets || count(/[,\n]/g) > maxSeparators) return undefined;
  try {
    return parseDocument(text, {
      ...{ lineCounter, version: '1.2', schema: 'core', merge: false, logLevel: 'error' },
      // Keys that stand twice are found by us: the library compares each with each.
      ...{ uniqueKeys: false, prettyErrors: false },
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What an alias means: the last anchor of its name before it. All are found in one pass. Throws TooMuch. */
function anchorsOf(document: Document): (alias: Alias) => Node | undefined {
  const anchors = new Map<string, Node[]>();
  let count = 0;
  visit(document, (_key, node) => {
    if (!isNode(node) || isAlias(node) || !node.anchor) return;
    count += 1;
    if (count > maxAnchors) throw new TooMuch();
    const same = anchors.get(node.anchor);
    if (same) same.push(node);
    else anchors.set(node.anchor, [node]);
  });
  const startOf = (node: Node) => node.range?.[0] ?? 0;
  return (alias) => anchors.get(alias.source)?.findLast((node) => startOf(node) < startOf(alias));
}

function fill(value: string, line: number, lookUp: LookUp, report: Report) {
  try {
    return interpolate(value, lookUp);
  } catch (error) {
    if (!(error instanceof BadInterpolation)) throw error;
    report.file(line, 'interpolation-invalid', { detail: value.slice(0, 80) });
    return { text: value, isSecret: false };
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').slice(0, 200);
}
