import { useErrorText } from '#components/errors/use-error-text.ts';
import type { JobView } from '#server/jobs-view/schema.ts';

/** Why a job failed, in the reader's language where the catalogue knows the reason; operators read what the node said. */
export function JobError({ error }: { error: NonNullable<JobView['error']> }) {
  const text = useErrorText()(error.reason, error.params, error.message);
  return <>{error.forOperators ? `${text} (${error.forOperators})` : text}</>;
}
