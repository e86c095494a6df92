import { expect, test } from 'vitest';
import { appForm } from './app-schema.ts';

const reference = 'docker.io/library/nginx:1.27';
const read = (capabilities: string) => appForm.safeParse({ reference, capabilities });

test('capabilities are read as people write them, each once', () => {
  expect(read('cap_chown, SETUID\nsetuid').data?.capabilities).toEqual(['CHOWN', 'SETUID']);
  expect(read('').data?.capabilities).toEqual([]);
});

test('what is no capability on offer is refused in words', () => {
  expect(read('CHOWN SYS_ADMIN').error?.issues).toMatchObject([
    { path: ['capabilities'], message: 'image-capability-invalid' },
  ]);
});
