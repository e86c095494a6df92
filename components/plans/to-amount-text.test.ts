import { expect, test } from 'vitest';
import { createPlanForm } from '#server/plans/schema.ts';
import { toGibText, toMoneyText } from './to-amount-text.ts';

const mib = 1024 ** 2;
const base = {
  name: 'Small',
  slug: 'small',
  vcpus: '1',
  position: '0',
  diskGib: '10',
  trafficGib: '1000',
  maxUploadGib: '1',
};

test.each(['en', 'ru'])('what a field shows in %s is read back as the same amount', (locale) => {
  for (const [memoryBytes, micros] of [
    [512 * mib, 6_900],
    [1536 * mib, 4_990_000],
    [131_072 * mib, 234_567_890_000],
  ] as const) {
    const parsed = createPlanForm.parse({
      ...base,
      memoryGib: toGibText(memoryBytes, locale),
      priceHour: toMoneyText(micros, locale),
      priceMonth: toMoneyText(micros, locale),
    });
    expect(parsed).toMatchObject({ memoryBytes, priceHourMicros: micros, priceMonthMicros: micros });
  }
});
