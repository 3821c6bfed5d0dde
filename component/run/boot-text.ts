/** A start of Python in words. */
import type { BootState } from './boot-store.js';

/** A line for people: `Python, 4.2 of 13.4 MB`, `Python ready`. */
export function bootText(boot: BootState): string {
  if (boot.phase === 'idle') return 'Python';
  if (boot.phase === 'ready') return 'Python ready';
  if (boot.phase === 'failed') return 'No Python';
  const detail = bootDetail(boot);
  return detail ? `Python, ${detail}` : 'Python is starting';
}

/** What of a start is under way, in numbers where there are any; undefined when nothing is. */
export function bootDetail(boot: BootState): string | undefined {
  switch (boot.phase) {
    case 'downloading': {
      const loaded = megabytes(boot.loaded);
      return boot.total > 0 ? `${loaded} of ${megabytes(boot.total)} MB` : `${loaded} MB`;
    }
    case 'installing':
      return boot.done < boot.total ? `${boot.name} (${boot.done + 1} of ${boot.total})` : '';
    case 'starting':
      return '';
    default:
      return undefined;
  }
}

/** What is done of the step under way, from 0 to 1; undefined when nothing is. */
export function bootPart(boot: BootState): number | undefined {
  if (boot.phase === 'starting') return 1;
  if (boot.phase === 'downloading') return boot.total > 0 ? boot.loaded / boot.total : 0;
  return boot.phase === 'installing' && boot.total > 0 ? boot.done / boot.total : undefined;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
