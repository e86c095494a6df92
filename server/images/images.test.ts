import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { getImage } from './get-image.ts';
import { listImages } from './list-images.ts';
import { updateImageForm } from './schema.ts';
import { updateImage } from './update-image.ts';

let panel: TestCtx;
let operator: Ctx;
let member: Ctx;

beforeAll(async () => {
  panel = await openTestCtx();
  operator = { ...panel.ctx, actor: makeOperator() };
  member = { ...panel.ctx, actor: makeMember(await makeTenant(panel.ctx.db)) };
});
afterAll(() => panel.close());

const gib = 1024 ** 3;

describe('who sees which images', () => {
  test('customers see what is on offer and there; operators see all', async () => {
    const { db } = panel.ctx;
    const offered = await makeImage(db, { position: 2 });
    const first = await makeImage(db, { position: 1 });
    const off = await makeImage(db, { isEnabled: false });
    const gone = await makeImage(db, { isPresent: false });
    const seen = async (ctx: Ctx, input = {}) => (await listImages(ctx, input)).items.map(({ id }) => id);
    expect(await seen(member)).toEqual([first.id, offered.id]);
    expect(await seen(operator, { isOffered: true })).toEqual([first.id, offered.id]);
    expect((await seen(operator)).sort()).toEqual([offered.id, first.id, off.id, gone.id].sort());
    const visitor: Ctx = { ...panel.ctx, actor: { kind: 'visitor' } };
    expect(await refusalOf(listImages(visitor))).toMatchObject({ code: 'unauthenticated' });
    expect(await refusalOf(getImage(member, offered.id))).toMatchObject({ code: 'not-found' });
  });
});

describe('changing an image', () => {
  test('changes what is named and leaves the rest', async () => {
    const { id, name } = await makeImage(panel.ctx.db);
    expect(await updateImage(operator, { id, minDiskBytes: 2 * gib })).toMatchObject({
      name,
      minDiskBytes: 2 * gib,
      isEnabled: true,
    });
    expect(await updateImage(operator, { id, isEnabled: false })).toMatchObject({
      minDiskBytes: 2 * gib,
      isEnabled: false,
    });
    const entries = await panel.ctx.db.auditEntry.findMany({
      where: { targetId: id },
      orderBy: { at: 'asc' },
    });
    expect(entries.map((entry) => entry.action)).toEqual(['image.update', 'image.disable']);
  });

  test('is for operators', async () => {
    const { id } = await makeImage(panel.ctx.db);
    expect(await refusalOf(updateImage(member, { id, isEnabled: false }))).toMatchObject({
      code: 'not-found',
    });
    expect((await getImage(operator, id)).isEnabled).toBe(true);
  });

  test.each([
    ['defaultUser', 'Root User', 'default-user-invalid'],
    ['minDiskGib', '0.5', 'disk-invalid'],
    ['position', '-1', 'position-invalid'],
    ['name', ' ', 'name-required'],
  ])('%s of %j is refused: %s', (field, value, reason) => {
    const typed = { id: crypto.randomUUID(), name: 'D', defaultUser: 'root', minDiskGib: '1', position: '0' };
    const parsed = updateImageForm.safeParse({ ...typed, [field]: value });
    expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([reason]);
  });
});
