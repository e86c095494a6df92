import { runInGuest } from '#server/guests/run-in-guest.ts';
import type { LookedAt } from '#server/instances/kinds/kind-parts.ts';
import { parseGuestLog } from './parse-guest-log.ts';
import { readConsoleLog } from './read-console-log.ts';
import type { LogPage, LogQuestion } from './schema.ts';

/** Of a file at once. */
const mostBytes = 256 * 1024;

/**
 * The journal where the guest keeps one, else the usual file of syslog, else nothing. `$1` is a cursor of the journal,
 * `$2` how many lines, `$3` and `$4` which file was read up to where.
 */
const script = `exec 2>/dev/null
if [ -d /run/systemd/journal ] && command -v journalctl >/dev/null; then
  echo journal
  fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_COMM,_PID,SYSLOG_PID
  if [ -n "$1" ]; then
    journalctl -q --no-pager -o json --output-fields=$fields "--after-cursor=$1" | head -n "$2"
  else
    journalctl -q --no-pager -o json --output-fields=$fields -n "$2"
  fi
  exit 0
fi
for file in /var/log/syslog /var/log/messages; do
  [ -f "$file" ] && [ -r "$file" ] || continue
  size=$(wc -c <"$file") node=$(ls -iL "$file")
  node=\${node%%/*} start=$((size > ${mostBytes} ? size - ${mostBytes} : 0))
  [ "$((node))" = "$3" ] && [ "$4" -le "$size" ] && start=$4
  echo "file $((node)) $((start))"
  tail -c "+$((start + 1))" "$file" | head -c ${mostBytes}
  exit 0
done
echo none
`;

/** What a guest with an init of its own has logged; where it keeps nothing or does not run, what its console has said. */
export async function readGuestLog(looked: LookedAt, question: LogQuestion): Promise<LogPage> {
  const { ctx, ref, instance } = looked;
  const { after, limit } = question;
  if (instance.state !== 'running') return readConsoleLog(looked, question);
  const journal = /^j:(s=[0-9a-z=;]{1,300})$/.exec(after ?? '')?.[1] ?? '';
  const [, node = '', offset = '0'] = /^f:(\d{1,20}):(\d{1,15})$/.exec(after ?? '') ?? [];
  const args = [journal, String(limit), node, offset];
  const { stdout } = await runInGuest(ctx, ref, { script, args, maxOutputBytes: 4 * 1024 ** 2 });
  return parseGuestLog(stdout, question) ?? readConsoleLog(looked, question);
}
