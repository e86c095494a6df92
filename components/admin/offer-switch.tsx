import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { EnableSwitch } from './enable-switch.tsx';

interface OfferSwitchProps {
  /** What it does, with the thing's name: several stand in a list. */
  label: string;
  thing: { id: string; isEnabled: boolean };
  action: FormAction;
}

/** Whether customers are offered something: a plan, an image. */
export function OfferSwitch({ label, thing, action }: OfferSwitchProps) {
  const t = useTranslations('admin');
  const words = { on: t('onOffer'), off: t('notOnOffer') };
  return <EnableSwitch label={label} words={words} isOn={thing.isEnabled} action={action} id={thing.id} />;
}
