import { expect, test } from 'vitest';
import { pinImage } from './pin-image.ts';

const digest = `sha256:${'a'.repeat(64)}`;

test.each([
  ['nginx', `nginx@${digest}`],
  ['nginx:1.27', `nginx@${digest}`],
  ['registry.example.org:5000/team/app', `registry.example.org:5000/team/app@${digest}`],
  ['registry.example.org:5000/team/app:2.3', `registry.example.org:5000/team/app@${digest}`],
  [`ghcr.io/owner/app:1@sha256:${'b'.repeat(64)}`, `ghcr.io/owner/app@${digest}`],
])('%s is pinned', (image, pinned) => {
  expect(pinImage({ image }, digest).image).toBe(pinned);
});
