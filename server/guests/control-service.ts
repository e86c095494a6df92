import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { cleanText } from './clean-text.ts';
import { loadGuest } from './load-guest.ts';
import { recordInside } from './record-inside.ts';
import { runInGuest } from './run-in-guest.ts';
import type { ControlServiceInput, ServiceControlled } from './schema.ts';

/** A daemon that an init script begins keeps its output open: it gets none of ours, or we would wait for its end. */
const script = `verb=$1 name=$2
if [ -d /run/systemd/system ]; then
  exec systemctl --no-pager --no-ask-password "$verb" -- "$name.service"
elif [ -d /run/openrc ]; then
  exec rc-service -- "$name" "$verb" </dev/null >/dev/null 2>&1
elif [ -x "/etc/init.d/$name" ]; then
  cd / && exec "/etc/init.d/$name" "$verb" </dev/null >/dev/null 2>&1
fi
exit 5
`;

/** Past it the guest goes on by itself: systemd has the job, and a script of sysvinit is ended with our streams. */
const timeoutSeconds = 45;

/** Starts, stops or restarts a service of the guest and waits for it. Throws `refused` with what the guest says. */
export async function controlService(
  ctx: Ctx,
  { id, service, verb }: ControlServiceInput,
): Promise<ServiceControlled> {
  const { instance, ref } = await loadGuest(ctx, 'processes', id);
  await recordInside(ctx, instance, `${verb}-service`, { service });
  const { code, stderr } = await runInGuest(ctx, ref, { script, args: [verb, service], timeoutSeconds });
  if (code === 0) return { service, verb };
  const words = cleanText(stderr.split('\n')[0] ?? '', 200);
  throw new AppError('refused', 'service-refused', { service, detail: words || `exit ${code}` });
}
