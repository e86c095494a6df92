import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockHash } from '../../steps/npm-install.mjs';
import { startAgain, unitOf } from './find-former.mjs';
import { copySources, removeStage, takeStage } from './stage.mjs';

let place;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'berth-stage-'));
});
afterEach(() => rmSync(place, { recursive: true }));

function put(folder, name, text) {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'which'), text);
}

test('the sources are copied beside, the same packages are linked, what is made is left', async () => {
  const root = path.join(place, 'berth');
  for (const name of ['app', 'node_modules', '.next', '.git', 'server/generated', 'server/jobs'])
    put(root, name, name);
  writeFileSync(path.join(root, 'package-lock.json'), '{}');
  const stage = await copySources(root);
  expect(readdirSync(stage).sort()).toEqual(['app', 'package-lock.json', 'server']);
  expect(readdirSync(path.join(stage, 'server'))).toEqual(['jobs']);

  writeFileSync(path.join(root, 'node_modules/.berth-lock'), lockHash({ root }));
  await copySources(root);
  const inode = (folder) => statSync(path.join(folder, 'node_modules/which')).ino;
  expect(inode(stage)).toBe(inode(root));
});

test('what was made beside the folder takes its place', () => {
  const root = path.join(place, 'berth');
  for (const name of ['node_modules', '.next', 'server/generated']) {
    put(root, name, 'former');
    if (name !== '.next') put(`${root}.upgrade`, name, 'new');
  }
  takeStage(root);
  takeStage(root); // cut short and run again: nothing is taken twice
  const which = (name) => readFileSync(path.join(root, name, 'which'), 'utf8');
  expect(['node_modules', '.next', 'server/generated'].map(which)).toEqual(['new', 'former', 'new']);
  removeStage(root);
  expect(existsSync(`${root}.upgrade`)).toBe(false);
});

test('the service of systemd that a process belongs to', () => {
  expect(unitOf(1, '0::/system.slice/berth.service\n')).toBe('berth.service');
  expect(unitOf(1, '12:pids:/system.slice/berth.service\n1:name=systemd:/system.slice/berth.service\n')).toBe(
    'berth.service',
  );
  expect(unitOf(1, '0::/user.slice/user-0.slice/session-3.scope\n')).toBeUndefined();
  expect(unitOf(1, '')).toBeUndefined();
});

test('how the former version starts again', () => {
  const former = { root: '/opt/a', version: 'abc', unit: undefined };
  expect(startAgain(former, '/opt/a')).toBe('git checkout abc && npm start');
  expect(startAgain(former, '/opt/b')).toBe('cd /opt/a && npm start');
  expect(startAgain({ ...former, unit: 'berth.service' }, '/opt/a')).toBe(
    'git checkout abc && systemctl start berth.service',
  );
});
