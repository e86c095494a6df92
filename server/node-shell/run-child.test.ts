import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inHelper } from '../testing/in-helper.ts';
import { runChild } from './run-child.ts';

test('a program that does not want to end is ended', async () => {
  const stubborn = ['-c', 'trap "" TERM; echo $$; while :; do sleep 0.1; done'];
  const { reason, stdout } = await runChild({ program: '/bin/sh', args: stubborn }, { timeoutSeconds: 0.2 });
  expect(reason).toBe('timeout');
  expect(() => process.kill(Number(stdout), 0)).toThrow(/ESRCH/);
});

test('what a program of the helper has started ends with it when its time is over', async () => {
  const seen = await inHelper(`
helper.CHILD_SECONDS = 0.5
read, write = os.pipe()
try:
    helper.run_child(["sh", "-c", "sleep 1000 & sleep 1000 & wait"], keep=[write])
except subprocess.TimeoutExpired:
    os.close(write)
    print("over", os.read(read, 1))  # The end comes when nobody holds the other side any more.
`);
  expect(seen).toBe("over b''");
});

test('a helper that is terminated leaves its program at work, and that holds the lock until it has ended', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'berth-test-lock-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const seen = await inHelper(`
os.mkdir(${JSON.stringify(`${folder}/.locks`)})
place, name = helper.Place(${JSON.stringify(folder)}, False), "00000000-0000-4000-8000-000000000000"
done = ${JSON.stringify(`${folder}/done`)}
child = os.fork()
if child == 0:
    with helper.locked(place, name) as vault:
        vault.run("sh", "-c", "echo begun > " + done + ".begun; sleep 1; echo; echo words > " + done)
while not os.path.exists(done + ".begun"):
    time.sleep(0.01)
os.kill(child, signal.SIGTERM)
os.waitpid(child, 0)
try:
    with helper.locked(place, name, seconds=0):
        print("not locked")
except helper.Refusal as refusal:
    print(refusal.kind)
with helper.locked(place, name):
    print(os.path.exists(done))
`);
  expect(seen.split('\n')).toEqual(['busy', 'True']);
});
