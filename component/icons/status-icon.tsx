/** A picture for each status: it is never said by colour alone. */
import Ban from 'lucide-react/icons/ban';
import Check from 'lucide-react/icons/check';
import Clock from 'lucide-react/icons/clock';
import Hourglass from 'lucide-react/icons/hourglass';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import SkipForward from 'lucide-react/icons/skip-forward';
import X from 'lucide-react/icons/x';
import Zap from 'lucide-react/icons/zap';
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
