import { expect, test } from 'vitest';
import { kernelSettings } from '#server/deployments/kernel-schema.ts';
import { demoKernel, kernelDraft, toKernelSettings, withKernel } from './kernel-draft.ts';

const words = 'ip={ip}/{prefix} gw={gateway}';

test('the demo is chosen with the words that it needs, and is asked for without a kernel', () => {
  const draft = { ...kernelDraft(), ...withKernel(kernelDraft(), demoKernel) };
  const settings = kernelSettings.parse(toKernelSettings(draft));
  expect(settings).toMatchObject({ kernelId: null, isDemo: true, commandLine: words });
  expect(kernelDraft(settings)).toEqual(draft);
});

test('words of one’s own stay; those of the demo go with it', () => {
  const own = { ...kernelDraft(), commandLine: 'debug' };
  expect(withKernel(own, demoKernel)).toEqual({ kernelId: demoKernel, commandLine: 'debug' });
  const demo = { ...kernelDraft(), ...withKernel(kernelDraft(), demoKernel) };
  expect(withKernel(demo, 'x')).toEqual({ kernelId: 'x', commandLine: '' });
});

test('a kernel and the demo at once, or neither, are refused', () => {
  const kernelId = crypto.randomUUID();
  expect(kernelSettings.safeParse({ kernelId, isDemo: true }).error?.issues[0]?.message).toBe(
    'kernel-or-demo',
  );
  expect(kernelSettings.safeParse({}).error?.issues[0]?.message).toBe('kernel-or-disk-needed');
  expect(kernelSettings.safeParse({ isDemo: true, initrdId: kernelId }).success).toBe(true);
});
