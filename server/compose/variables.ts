import type { LookUp, Use } from './interpolate.ts';
import { looksSecret } from './looks-secret.ts';
import type { Report } from './report.ts';
import type { ComposeReading, ComposeVariable } from './schema.ts';

type Used = { line: number; fallback: string | null; isRequired: boolean };
const maxVariables = 200;

/** The values that were typed, and which of them the file asks for. */
export class Variables {
  private readonly used = new Map<string, Used>();
  private readonly missing = new Set<string>();

  constructor(
    private readonly given: ReadonlyMap<string, ComposeVariable>,
    private readonly report: Report,
  ) {}

  lookUp(line: number): LookUp {
    return (use) => {
      this.note(use, line);
      return this.given.get(use.name);
    };
  }

  private note({ name, fallback, required }: Use, line: number): void {
    const known = this.used.get(name);
    if (!known && this.used.size >= maxVariables) return;
    this.used.set(name, {
      line: known?.line ?? line,
      fallback: known?.fallback ?? fallback,
      isRequired: (known?.isRequired ?? false) || required !== null,
    });
    if (required === null || this.given.get(name)?.value || this.missing.has(name)) return;
    this.missing.add(name);
    this.report.file(line, 'variable-missing', { name, detail: required });
  }

  list(): ComposeReading['variables'] {
    return [...this.used].map(([name, used]) => ({
      ...{ name, ...used, isSet: this.given.has(name), looksSecret: looksSecret(name) },
    }));
  }
}
