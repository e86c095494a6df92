import { useTranslations } from 'next-intl';
import { Input } from '#components/ui/field/input.tsx';

const patterns = {
  gib: { pattern: '\\s*\\d{1,7}([.,]\\d{1,4})?\\s*', message: 'gibMessage', inputMode: 'decimal' },
  money: { pattern: '\\s*\\d{1,7}([.,]\\d{1,6})?\\s*', message: 'moneyMessage', inputMode: 'decimal' },
  whole: { pattern: '\\s*\\d{1,4}\\s*', message: 'wholeMessage', inputMode: 'numeric' },
} as const;

interface AmountInputProps {
  kind: keyof typeof patterns;
  defaultValue?: string | undefined;
}

/** A number as people write it, with a comma or a point: the browser's own number field knows only one of them. */
export function AmountInput({ kind, defaultValue }: AmountInputProps) {
  const t = useTranslations('plans.form');
  const { pattern, message, inputMode } = patterns[kind];
  return (
    <Input
      inputMode={inputMode}
      pattern={pattern}
      patternMessage={t(message)}
      defaultValue={defaultValue}
      autoComplete="off"
      className="tabular-nums"
    />
  );
}
