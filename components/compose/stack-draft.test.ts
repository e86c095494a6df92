import { expect, test } from 'vitest';
import type { ComposeService } from '#server/compose/schema.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { draftOf, priceOfAll, quotaAfterAll, toServices } from './stack-draft.ts';

const gib = 1024 ** 3;
const left = (limit: number) => ({ limit, used: 0, left: limit });
const rates = { currency: 'EUR', vcpuHourMicros: 1000, memoryGibHourMicros: 1000, diskGibHourMicros: 0 };
const plan = {
  ...{
    id: 'plan-1',
    slug: 's',
    name: 'Small',
    kind: 'app',
    vcpus: 1,
    memoryBytes: gib / 2,
    diskBytes: 5 * gib,
  },
  price: { hourMicros: 700, monthMicros: 500_000, currency: 'EUR' },
};
const options = {
  ...{ rates, plans: [plan], allowsOwnSize: true },
  quota: {
    apps: left(2),
    sandboxes: left(1),
    vcpus: left(4),
    memoryBytes: left(2 * gib),
    diskBytes: left(20 * gib),
  },
} as unknown as CreateOptions;

function service(over: Partial<ComposeService> = {}): ComposeService {
  return {
    ...{ name: 'web', line: 2, instanceName: 'shop-web', runtime: null, profiles: [], dependsOn: [] },
    ...{ aliases: ['web'], size: { vcpus: null, memoryBytes: null }, settings: {}, isRefused: false },
    ...over,
  };
}

test('a service is an app of the first plan that is enough for what the file asks', () => {
  expect(draftOf(options, service())).toMatchObject({
    isChosen: true,
    kind: 'app',
    size: { value: 'plan-1' },
  });
  const large = draftOf(options, service({ size: { vcpus: 2, memoryBytes: gib } }));
  expect(large.size).toMatchObject({ planName: null, vcpus: 2, memoryBytes: gib });
  expect(draftOf({ ...options, allowsOwnSize: false }, service()).sizes).toHaveLength(1);
});

test('one with a profile is made when it is asked for, one that is refused never', () => {
  const debug = service({ profiles: ['debug'] });
  expect(draftOf(options, debug).isChosen).toBe(false);
  expect(draftOf(options, debug, { isChosen: true }).isChosen).toBe(true);
  expect(draftOf(options, service({ isRefused: true }), { isChosen: true }).isChosen).toBe(false);
  expect(draftOf(options, service({ runtime: 'runsc' })).kind).toBe('sandbox');
});

test('what is posted, what it costs and what it leaves are of those that are chosen', () => {
  const drafts = [
    draftOf(options, service()),
    draftOf(options, service({ name: 'db', size: { vcpus: 1, memoryBytes: gib } })),
    draftOf(options, service({ name: 'off' }), { isChosen: false }),
  ];
  expect(toServices(drafts)).toEqual({
    web: { kind: 'app', planId: 'plan-1' },
    db: { kind: 'app', vcpus: 1, memoryBytes: gib, diskBytes: 5 * gib },
  });
  expect(priceOfAll(drafts, 'EUR')).toMatchObject({ hourMicros: 700 + 2000 });
  const after = Object.fromEntries(quotaAfterAll(options.quota, drafts).map((one) => [one.amount, one.left]));
  expect(after).toEqual({ apps: 0, vcpus: 2, memoryBytes: gib / 2, diskBytes: 10 * gib });
});
