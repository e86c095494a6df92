import type { BuiltAction } from './list-routes.ts';

export type ActionOutcome =
  | { kind: 'ok'; text: string }
  | { kind: 'error'; message: string }
  | { kind: 'redirect'; to: string }
  | { kind: 'other'; status: number; text: string };

/** What a form sends, or the arguments of an action that is called as a function. */
export type ActionInput = { fields: Record<string, string> } | { args: unknown[] };

/** Calls a server action as a browser does. */
export async function callAction(
  origin: string,
  action: BuiltAction,
  page: string,
  input: ActionInput,
  cookie: string,
): Promise<ActionOutcome> {
  const answer = await fetch(origin + page, {
    method: 'POST',
    body: encode(input),
    redirect: 'manual',
    headers: {
      cookie,
      origin,
      'next-action': action.id,
      accept: 'text/x-component',
      'accept-language': 'en',
    },
  });
  const to = answer.headers.get('x-action-redirect') ?? answer.headers.get('location');
  const text = await answer.text();
  if (to) return { kind: 'redirect', to };
  const error = /"status":"error","message":"((?:[^"\\]|\\.)*)"/.exec(text);
  if (error?.[1] !== undefined) return { kind: 'error', message: error[1] };
  if (text.includes('"status":"ok"')) return { kind: 'ok', text };
  return { kind: 'other', status: answer.status, text };
}

/**
 * The arguments in the encoding of React's server references (its `encodeReply`): part `0` is the list
 * of arguments, and `$K1` in it is the form whose fields begin with `_1_`.
 */
function encode(input: ActionInput): FormData {
  const body = new FormData();
  if ('args' in input) {
    body.append('0', JSON.stringify(input.args));
    return body;
  }
  for (const [name, value] of Object.entries(input.fields)) body.append(`_1_${name}`, value);
  body.append('0', JSON.stringify([{ status: 'idle' }, '$K1']));
  return body;
}
