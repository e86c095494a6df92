import { useErrorText } from '#components/errors/use-error-text.ts';

type Offered = { reason: string | null; reasonKey: string | null; params: Record<string, string> };

/** What is on offer with the reason against it in the reader's language: the form itself knows no error messages. */
export function useReason() {
  const text = useErrorText();
  return <T extends Offered>(offered: T): T => ({
    ...offered,
    reason: text(offered.reasonKey, offered.params, offered.reason),
  });
}
