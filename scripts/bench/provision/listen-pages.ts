/**
 * The stream that every open page listens to: `onChange` is called with the id of each instance that
 * changed. Resolves when the stream is open.
 */
export async function listenPages(
  origin: string,
  cookie: string,
  onChange: (instanceId: string) => void,
): Promise<{ close(): void }> {
  const controller = new AbortController();
  const response = await fetch(`${origin}/api/events`, { headers: { cookie }, signal: controller.signal });
  if (!response.ok || !response.body) throw new Error(`no stream of events: ${response.status}`);
  void read(response.body, onChange).catch((error: unknown) => {
    if (!controller.signal.aborted) throw error;
  });
  return { close: () => controller.abort() };
}

async function read(body: ReadableStream<Uint8Array>, onChange: (instanceId: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines.filter((each) => each.startsWith('data: '))) {
      const change = JSON.parse(line.slice('data: '.length)) as { topic?: string; id?: string };
      if (change.topic === 'instance' && change.id) onChange(change.id);
    }
  }
}
