export type LifeOutcome = {
  step: string;
  outcome: 'passed' | 'failed' | 'skipped';
  seconds: number;
  detail?: string | undefined;
};

/** A plain text of how a life went: a line a step, and the counts. */
export function lifeReport(kind: string, engine: string, outcomes: readonly LifeOutcome[]): string {
  const lines = outcomes.map(({ step, outcome, seconds, detail }) => {
    const took = outcome === 'skipped' ? '' : `${seconds.toFixed(1)} s`;
    return `  ${outcome.padEnd(8)} ${step.padEnd(28)} ${took.padStart(8)}${detail ? `  ${detail}` : ''}`;
  });
  const count = (outcome: LifeOutcome['outcome']) => outcomes.filter((one) => one.outcome === outcome).length;
  const sum = `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
  return [`The life of ${kind} on ${engine}`, ...lines, `  ${sum}`, ''].join('\n');
}
