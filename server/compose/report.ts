import { createTranslator } from 'use-intl/core';
import en from '#messages/en/compose.json' with { type: 'json' };
import type { ComposeProblem, Severity } from './schema.ts';
import type { Tree } from './tree.ts';

/** A key of `why` in messages/<locale>/compose.json. */
export type WhyCode = keyof typeof en.why;
type Params = Record<string, string>;

const translate = createTranslator({
  ...{ locale: 'en', messages: { compose: en }, namespace: 'compose.why' },
}) as unknown as (key: string, params: Params) => string;

export function isWhyCode(text: string): text is WhyCode {
  return Object.hasOwn(en.why, text);
}

/** Collects what cannot be taken, with where it stands and why. */
export class Report {
  readonly problems: ComposeProblem[] = [];

  /** Of the whole file. */
  file(line: number, code: WhyCode, params: Params = {}): void {
    this.add({ line, path: '', what: '', service: null, severity: 'refused', code, params });
  }

  add(problem: Omit<ComposeProblem, 'why' | 'code'> & { code: WhyCode }): void {
    if (this.problems.length >= maxProblems) return;
    this.problems.push({ ...problem, why: translate(problem.code, problem.params) });
  }

  isRefused(service: string): boolean {
    return this.problems.some((problem) => problem.service === service && problem.severity === 'refused');
  }
}
const maxProblems = 1000;

/** Where something stands: its path and, of a service, whose it is. */
export class Place {
  constructor(
    readonly report: Report,
    readonly path: string,
    readonly service: string | null,
  ) {}

  in(key: string | number): Place {
    return new Place(this.report, this.path === '' ? String(key) : `${this.path}.${key}`, this.service);
  }

  say(severity: Severity, code: WhyCode, at: { line: number; value?: Tree }, params: Params = {}): void {
    const what = at.value ? textOf(at.value) : '';
    const { path, service } = this;
    this.report.add({ line: at.line, path, what, service, severity, code, params });
  }
}

/** What stands there in a few words; nothing of what is secret. */
function textOf(tree: Tree): string {
  if (tree.kind === 'map') return '';
  if (tree.kind === 'list') {
    const words = tree.items.map(textOf);
    return words.some((word) => word === '') ? '' : words.join(', ').slice(0, 120);
  }
  return tree.isSecret ? '' : tree.text.slice(0, 120);
}
