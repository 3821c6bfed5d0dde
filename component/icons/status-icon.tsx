/** A picture for each status: it is never said by colour alone. */
import { Ban, Check, Clock, Hourglass, LoaderCircle, SkipForward, X, Zap } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Status } from '../../src/run/status.js';
import { Picture } from './picture.js';

const PICTURES: Readonly<Record<Exclude<Status, 'idle'> | 'cached', LucideIcon>> = {
  waiting: Hourglass,
  queued: Clock,
  running: LoaderCircle,
  success: Check,
  error: X,
  skipped: SkipForward,
  cancelled: Ban,
  cached: Zap,
};

export interface StatusIconProps {
  readonly status: Status | 'cached';
  /** Pixels. @default 14 */
  readonly size?: number;
}

/** The picture of a status in the colour around it; nothing for `idle`. */
export function StatusIcon({ status, size = 14 }: StatusIconProps): ReactElement | null {
  if (status === 'idle') return null;
  const spins = status === 'running' ? { className: 'mr-spin' } : {};
  return <Picture of={PICTURES[status]} size={size} {...spins} />;
}
