import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginRequest } from './begin-request.ts';
import type { Fault } from './fault-rules.ts';
import type { ProxiedRequest, ProxyContext } from './proxy-context.ts';

type Work = {
  incoming: IncomingMessage;
  answer: ServerResponse;
  fault: Fault | undefined;
  tell: () => void;
  record: ProxiedRequest;
};

/** Hands a request on to the engine, or lets it go wrong. */
export async function passRequest(
  context: ProxyContext,
  incoming: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const { fault, tell, record } = beginRequest(context, incoming);
  const work = { incoming, answer, fault, tell, record };
  if (fault?.kind === 'cut-before') incoming.socket.destroy();
  if (fault?.kind === 'answer') {
    incoming.resume();
    answer.writeHead(fault.status, { 'content-type': fault.type ?? 'application/json' });
    answer.end(fault.body);
  }
  if (fault?.kind === 'half-request') return passHalf(context, work);
  if (fault?.kind === 'cut-before' || fault?.kind === 'answer' || fault?.kind === 'hang') return tell();
  if (fault?.kind === 'delay') await sleep(fault.ms);
  // Who has gone meanwhile sends nothing any more, and a silent connection would keep all others from the engine.
  if (incoming.destroyed || answer.destroyed) return;
  pass(context, work);
}

function pass(context: ProxyContext, work: Work): void {
  const { incoming, answer, record, fault, tell } = work;
  const { method, url, headers } = incoming;
  const outgoing = request({ socketPath: context.target, method, path: url, headers }, (response) => {
    record.status = response.statusCode ?? 0;
    if (fault?.kind === 'cut-after' || fault?.kind === 'hold' || fault?.kind === 'half-answer') {
      void loseAnswer(work, response);
      return;
    }
    tell();
    answer.writeHead(record.status, response.headers);
    response.pipe(answer);
    // Headers alone are an answer too: a long poll sends them first.
    answer.flushHeaders();
  });
  outgoing.flushHeaders();
  outgoing.on('error', () => incoming.socket.destroy());
  answer.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

/** The whole answer first, so that what the engine does before it is done. */
async function loseAnswer({ incoming, answer, record, fault, tell }: Work, response: IncomingMessage) {
  const body = await readAll(response);
  if (fault?.kind === 'half-answer') {
    answer.writeHead(record.status, { ...response.headers, 'content-length': body.length });
    await new Promise((resolve) => answer.write(body.subarray(0, body.length / 2), resolve));
  }
  if (fault?.kind !== 'hold') incoming.socket.destroy();
  tell();
}

/** The engine is promised the whole length, gets half of it, and hears no more. */
async function passHalf(context: ProxyContext, { incoming, tell }: Work): Promise<void> {
  const { method, url, headers } = incoming;
  const body = await readAll(incoming);
  const outgoing = request({
    socketPath: context.target,
    method,
    path: url,
    headers: { ...headers, 'content-length': body.length },
  });
  outgoing.on('error', () => undefined);
  await new Promise((resolve) => outgoing.write(body.subarray(0, body.length / 2), resolve));
  outgoing.destroy();
  incoming.socket.destroy();
  tell();
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
