import { useTranslations } from 'next-intl';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import type { ComposeProblem, Severity } from '#server/compose/schema.ts';

interface ProblemListProps {
  problems: readonly ComposeProblem[];
  onJump: (line: number) => void;
}

const tones = { refused: 'danger', 'left-out': 'warn', otherwise: 'info' } as const satisfies Record<
  Severity,
  BadgeTone
>;

/** What of the file is not taken, or is taken in another way; each line is one press away. */
export function ProblemList({ problems, onJump }: ProblemListProps) {
  const t = useTranslations('compose.problems');
  const tWhy = useTranslations('compose.why');
  const count = (severity: Severity) => problems.filter((one) => one.severity === severity).length;
  const counts = (['refused', 'left-out', 'otherwise'] as const)
    .filter((severity) => count(severity) > 0)
    .map((severity) => t(`count.${severity}`, { count: count(severity) }));
  return (
    <section aria-labelledby="compose-problems">
      <h2 id="compose-problems" className="text-md">
        {t('title')}
      </h2>
      <p role="status" className="mt-0.5 text-ink-2">
        {counts.length > 0 ? counts.join(' · ') : t('none')}
      </p>
      {problems.length > 0 && (
        <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
          {problems.map((problem) => (
            <li
              key={`${problem.line} ${problem.path} ${problem.code} ${problem.params.detail ?? ''}`}
              className="flex flex-col gap-1 px-4 py-3 sm:flex-row sm:gap-4"
            >
              <span className="flex shrink-0 items-baseline gap-2 sm:w-44 sm:flex-col sm:gap-1">
                <button
                  type="button"
                  onClick={() => onJump(problem.line)}
                  className="rounded-sm text-accent-text underline tabular-nums"
                >
                  {t('line', { line: problem.line })}
                </button>
                <Badge tone={tones[problem.severity]}>{t(`severity.${problem.severity}`)}</Badge>
              </span>
              <span className="min-w-0 flex-1 wrap-anywhere">
                <code className="text-sm">
                  {problem.path || t('file')}
                  {problem.what && <span className="text-ink-3">: {problem.what}</span>}
                </code>
                <span className="mt-0.5 block text-ink-2">
                  {tWhy.has(problem.code as 'build')
                    ? tWhy(problem.code as 'build', problem.params as never)
                    : problem.why}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
