import type { useTranslations } from 'next-intl';

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Translate = ReturnType<typeof useTranslations<'common.validation'>>;

/**
 * What the browser knows to be wrong with a control, in our words. A control that has a pattern says in
 * `data-pattern-message` what form it asks for.
 */
export function validityMessage(control: Control, t: Translate): string | undefined {
  const { validity } = control;
  if (validity.valid) return undefined;
  if (validity.valueMissing) return t('required');
  if (validity.badInput) return t('number');
  if (validity.typeMismatch) return t(control.type === 'url' ? 'url' : 'email');
  if (validity.patternMismatch) return control.dataset.patternMessage ?? t('pattern');
  if (validity.customError) return control.validationMessage;
  return limitMessage(control, validity, t);
}

function limitMessage(control: Control, validity: ValidityState, t: Translate) {
  const limit = (name: string) => control.getAttribute(name) ?? '';
  if (validity.tooShort) return t('tooShort', { min: Number(limit('minlength')) });
  if (validity.tooLong) return t('tooLong', { max: Number(limit('maxlength')) });
  if (validity.rangeUnderflow) return t('tooSmall', { min: limit('min') });
  if (validity.rangeOverflow) return t('tooLarge', { max: limit('max') });
  if (validity.stepMismatch) return t('step', { step: limit('step') });
  return t('pattern');
}
