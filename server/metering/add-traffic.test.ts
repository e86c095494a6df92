import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { addTraffic } from './add-traffic.ts';

let place: TestCtx;
let tenantId: string;

beforeAll(async () => {
  place = await openTestCtx();
  tenantId = (await makeTenant(place.ctx.db)).id;
});
afterAll(() => place.close());

async function newInstance(): Promise<string> {
  const size = { vcpus: 1, memoryBytes: 1n, diskBytes: 1n };
  const name = `a${Math.random().toString(36).slice(2)}`;
  const data = { tenantId, name, kind: 'light-vm', state: 'running', ...size };
  return (await place.ctx.db.instance.create({ data })).id;
}
async function read(instanceId: string, at: string, rx: number, tx: number) {
  const reading = {
    instanceId,
    cpuSeconds: 0,
    memoryBytes: 0n,
    diskBytes: 0n,
    rxBytes: BigInt(rx),
    txBytes: BigInt(tx),
  };
  await addTraffic(place.ctx.db, [reading], new Date(at));
}
async function months(instanceId: string) {
  const rows = await place.ctx.db.trafficMonth.findMany({ where: { instanceId }, orderBy: { month: 'asc' } });
  return rows.map((row) => [row.month.toISOString().slice(0, 7), Number(row.rxBytes), Number(row.txBytes)]);
}

test('what has flowed is added, also what flowed before the first reading', async () => {
  const id = await newInstance();
  await read(id, '2026-05-10T00:00:00Z', 100, 10);
  await read(id, '2026-05-10T00:00:10Z', 150, 30);
  expect(await months(id)).toEqual([['2026-05', 150, 30]]);
});

test('a counter that began anew is all new', async () => {
  const id = await newInstance();
  await read(id, '2026-05-10T00:00:00Z', 1000, 500);
  await read(id, '2026-05-10T00:00:10Z', 40, 5);
  expect(await months(id)).toEqual([['2026-05', 1040, 505]]);
});

test('a late reading and the same one twice add nothing', async () => {
  const id = await newInstance();
  await read(id, '2026-05-10T00:00:20Z', 300, 300);
  await read(id, '2026-05-10T00:00:20Z', 300, 300);
  await read(id, '2026-05-10T00:00:10Z', 200, 200);
  await read(id, '2026-05-10T00:00:30Z', 310, 310);
  expect(await months(id)).toEqual([['2026-05', 310, 310]]);
});

test('a new month goes on from the last reading of the former one', async () => {
  const id = await newInstance();
  await read(id, '2026-05-31T23:59:55Z', 1000, 1000);
  await read(id, '2026-06-01T00:00:05Z', 1200, 1100);
  expect(await months(id)).toEqual([
    ['2026-05', 1000, 1000],
    ['2026-06', 200, 100],
  ]);
});

test('what an instance has moved is counted after it is gone', async () => {
  const id = await newInstance();
  await read(id, '2026-05-10T00:00:00Z', 700, 70);
  await place.ctx.db.instance.delete({ where: { id } });
  expect(await months(id)).toEqual([['2026-05', 700, 70]]);
});
