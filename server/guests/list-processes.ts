import { randomBytes } from 'node:crypto';
import type { Ctx } from '#server/context.ts';
import { loadGuest } from './load-guest.ts';
import { mostProcesses, parseProcesses } from './parse-processes.ts';
import { runInGuest } from './run-in-guest.ts';
import type { ProcessList } from './schema.ts';

/**
 * Straight out of the guest's /proc, by its shell's own words and `head`: that is in every image. What each process
 * may write as it likes comes behind a mark that it cannot know, so none can pass for another.
 *
 * The shell's own start is the clock: the times of /proc count from the start of the node, `/proc/uptime` does not.
 */
const script = `exec 2>/dev/null
read -r mark
cd /proc || exit 1
read -r line < self/stat
printf '%s clock %s\\n' "$mark" "\${line##*) }"
count=0
set -- [0-9]*
printf '%s total %s\\n' "$mark" "$#"
for pid; do
  [ "$pid" = "$$" ] && continue
  read -r line < "$pid/stat" || continue
  uid=- kib=0
  while read -r key value rest; do
    case $key in Uid:) uid=$value ;; VmRSS:) kib=$value; break ;; esac
  done < "$pid/status"
  printf '%s process %s %s %s\\n' "$mark" "$uid" "$kib" "$line"
  head -c 600 "$pid/cmdline"
  echo
  count=$((count + 1))
  [ "$count" -ge ${mostProcesses} ] && break
done
printf '%s users\\n' "$mark"
head -c 65536 /etc/passwd
`;

/** What runs in a guest now. Throws why it cannot be seen; `refused` when the guest answers in a way of its own. */
export async function listProcesses(ctx: Ctx, { id }: { id: string }): Promise<ProcessList> {
  const { ref } = await loadGuest(ctx, 'processes', id);
  const mark = randomBytes(12).toString('hex');
  const { stdout } = await runInGuest(ctx, ref, { script, stdin: `${mark}\n`, maxOutputBytes: 1024 * 1024 });
  return { at: ctx.now().toISOString(), ...parseProcesses(stdout, mark) };
}
