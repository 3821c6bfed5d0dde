/** Why a run could not even begin, in words. */
import { isMillraceError } from 'millrace';
import type { NoticeText } from './notice.js';

/** What a refused run leads to. */
export interface RunFailureOptions {
  readonly nameOf: (nodeId: string) => string;
  readonly useAsync: () => void;
}

/** The notice for an error that a run rejected with. */
export function runFailure(error: unknown, options: RunFailureOptions): NoticeText {
  const message = error instanceof Error ? error.message : String(error);
  const nodes = isMillraceError(error) ? error.details['nodes'] : undefined;
  if (!isMillraceError(error) || error.code !== 'not-sync' || !isReasons(nodes)) {
    return { tone: 'bad', title: 'The graph can’t run', lines: [message] };
  }
  return {
    tone: 'info',
    title: 'This graph can’t run in sync mode, so nothing ran',
    lines: Object.entries(nodes).map(([id, reason]) => `${options.nameOf(id)}: ${reason}`),
    action: { label: 'Switch to async', run: options.useAsync },
  };
}

function isReasons(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null;
}
