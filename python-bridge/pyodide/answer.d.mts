import type { HostMessage } from '../runtime/worker-port.js';
import type { OnBroken, Session } from './session.mjs';

/** What a worker does with each message: asks its session and posts what comes. */
export function createAnswer(
  session: Session,
  post: (message: object, transfer?: readonly ArrayBuffer[]) => void,
  fail: OnBroken,
): (message: HostMessage) => void;
