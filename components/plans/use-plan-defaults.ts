import { useLocale } from 'next-intl';
import type { PlanView } from '#server/plans/schema.ts';
import { toGibText, toMoneyText } from './to-amount-text.ts';

/** What stands in the form: the plan's own values, or a small plan for a new one; prices nobody can guess. */
export function usePlanDefaults(plan: PlanView | undefined) {
  const locale = useLocale();
  if (!plan) {
    return {
      position: '0',
      vcpus: '1',
      memoryGib: '1',
      diskGib: '10',
      trafficGib: '1000',
      priceHour: '',
      priceMonth: '',
    };
  }
  return {
    position: String(plan.position),
    vcpus: String(plan.vcpus),
    memoryGib: toGibText(plan.memoryBytes, locale),
    diskGib: toGibText(plan.diskBytes, locale),
    trafficGib: toGibText(plan.trafficBytes, locale),
    priceHour: toMoneyText(plan.priceHourMicros, locale),
    priceMonth: toMoneyText(plan.priceMonthMicros, locale),
  };
}
