import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig, writeConfig } from './config.mjs';

let home;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'berth-config-'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('the configuration comes back as written, is for its owner only, and leaves nothing beside it', () => {
  expect(readConfig(home)).toEqual({});
  writeConfig(home, { pool: 'berth' });
  writeConfig(home, { pool: 'fast' });
  expect(readConfig(home)).toEqual({ pool: 'fast' });
  expect(statSync(path.join(home, 'config.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(home)).toEqual(['config.json']);
});

test('a broken file is named, with the way out', () => {
  writeFileSync(path.join(home, 'config.json'), '{"pool":');
  expect(() => readConfig(home)).toThrow('config.json is not JSON');
});
