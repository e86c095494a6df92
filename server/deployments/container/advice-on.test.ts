import { expect, test } from 'vitest';
import { containerSettings } from '../container-schema.ts';
import { isKept, versionFacts } from '../image-facts-schema.ts';
import { adviceOn } from './advice-on.ts';

const settings = (part: object = {}) => containerSettings.parse({ image: 'web', ...part });
const facts = (part: object) => versionFacts.parse(part);

test('a folder that the image wants kept and no volume keeps is named, and its own check', () => {
  const said = adviceOn(settings(), facts({ volumePaths: ['/data', '/var/lib/db'], hasHealthcheck: true }));
  expect(said).toHaveLength(3);
  expect(said[0]).toContain('/data, which is no volume');
  expect(said[2]).toContain('health check');
});

test('nothing is said where a volume keeps it and the panel checks', () => {
  const health = { test: { kind: 'tcp', port: 80 } };
  const kept = settings({ volumes: [{ name: 'all', path: '/var/lib' }], health });
  expect(adviceOn(kept, facts({ volumePaths: ['/var/lib/db/'], hasHealthcheck: true }))).toEqual([]);
  expect(adviceOn(settings(), facts({}))).toEqual([]);
});

test('a folder is kept by its own volume or one above, not by one of a like name', () => {
  expect(isKept('/data', [{ path: '/data' }])).toBe(true);
  expect(isKept('/data/x', [{ path: '/data/' }])).toBe(true);
  expect(isKept('/data-2', [{ path: '/data' }])).toBe(false);
});

test('what is no fact of a version of an app is none', () => {
  const none = { volumePaths: [], hasHealthcheck: false, platform: null, refusedCalls: [] };
  expect(facts({ volumePaths: 'x', platform: 3, refusedCalls: [1] })).toEqual(none);
});
