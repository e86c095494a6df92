import { randomBytes } from 'node:crypto';
import type { Ctx } from '#server/context.ts';
import { loadGuest } from './load-guest.ts';
import { parseServices } from './parse-services.ts';
import { runInGuest } from './run-in-guest.ts';
import type { ServiceList } from './schema.ts';

/**
 * Whatever the guest's init knows. Of sysvinit those that runlevel 2 begins or ends: the others are steps of booting,
 * which nobody starts by hand. OpenRC keeps what it has started as names in a folder.
 */
const script = `exec 2>/dev/null
read -r mark
if [ -d /run/systemd/system ]; then
  echo "$mark systemd"
  systemctl list-units --type=service --all --plain --full --no-legend --no-pager | head -c 200000
  echo "$mark files"
  systemctl list-unit-files --type=service --no-legend --no-pager | head -c 200000
elif [ -d /run/openrc ]; then
  echo "$mark openrc"
  ls /etc/init.d | head -n 300
  echo "$mark started"
  ls /run/openrc/started | head -n 300
  echo "$mark failed"
  ls /run/openrc/failed | head -n 300
  echo "$mark boot"
  ls /etc/runlevels/default | head -n 300
elif [ -d /etc/rc2.d ] && [ -d /etc/init.d ]; then
  echo "$mark sysvinit"
  count=0
  for link in /etc/rc2.d/[SK][0-9][0-9]*; do
    name=\${link#/etc/rc2.d/???}
    [ -x "/etc/init.d/$name" ] || continue
    case $link in /etc/rc2.d/S*) boot=S ;; *) boot=K ;; esac
    "/etc/init.d/$name" status </dev/null >/dev/null
    echo "$boot $? $name"
    count=$((count + 1))
    [ "$count" -ge 100 ] && break
  done
fi
`;

/** The services of a guest. `manager` is null where its init is none that the panel knows. */
export async function listServices(ctx: Ctx, { id }: { id: string }): Promise<ServiceList> {
  const { ref } = await loadGuest(ctx, 'processes', id);
  const mark = randomBytes(12).toString('hex');
  const run = { script, stdin: `${mark}\n`, maxOutputBytes: 512 * 1024, timeoutSeconds: 15 };
  const { stdout } = await runInGuest(ctx, ref, run);
  return parseServices(stdout, mark);
}
