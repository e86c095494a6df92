import { execInInstance } from '../incus/exec-in-instance.ts';
import type { ShellWorld } from './shell-world.ts';
import { untilFound } from './until-found.ts';

/**
 * A web server at a port of the registry's machine, which whatever is in the shell's own network reaches: the shell's
 * `/of-shell` is the first of what it was asked for. Gives all of that.
 */
export async function listenBeside(
  { engine, registry, inShell }: ShellWorld,
  where: string,
): Promise<() => Promise<string[]>> {
  const [, port] = where.split(':');
  const beside = async (script: string) => {
    const { stdout } = await execInInstance(engine, { ...registry.instance, command: ['sh', '-c', script] });
    return stdout.toString();
  };
  await beside(`setsid perl -MIO::Socket::INET -e '
    my $server = IO::Socket::INET->new(LocalPort => ${port}, Listen => 5, ReuseAddr => 1);
    while (my $client = $server->accept) {
      print((split / /, <$client>)[1], "\\n");
      STDOUT->flush;
      print $client "HTTP/1.0 200 OK\\r\\n\\r\\n";
      close $client;
    }' >/root/asked-${port} 2>&1 </dev/null &`);
  const asked = async () => (await beside(`cat /root/asked-${port}`)).split('\n').filter(Boolean);
  await untilFound(async () => {
    await inShell('busybox', 'wget', '-q', '-O', '-', `http://${where}/of-shell`);
    return (await asked()).length > 0;
  });
  return asked;
}
