/** The pictures of the editor: one set, one line width. */
import {
  Ban,
  Box,
  Braces,
  Check,
  ChevronDown,
  ChevronRight,
  Clipboard,
  ClipboardCheck,
  Clock,
  Copy,
  Download,
  FileCode,
  FolderOpen,
  GripVertical,
  Hourglass,
  Image,
  Keyboard,
  LoaderCircle,
  Maximize,
  Minus,
  Monitor,
  Moon,
  PanelLeftClose,
  PanelLeftOpen,
  PanelRightClose,
  PanelRightOpen,
  Play,
  Plus,
  Redo2,
  RotateCcw,
  Save,
  Search,
  SkipForward,
  Square,
  Sun,
  Trash2,
  TriangleAlert,
  Undo2,
  Upload,
  X,
  Zap,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { ReactElement } from 'react';

const PICTURES = {
  add: Plus,
  alert: TriangleAlert,
  ban: Ban,
  box: Box,
  braces: Braces,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-right': ChevronRight,
  clock: Clock,
  close: X,
  code: FileCode,
  copied: ClipboardCheck,
  copy: Clipboard,
  delete: Trash2,
  download: Download,
  duplicate: Copy,
  fit: Maximize,
  grip: GripVertical,
  hourglass: Hourglass,
  image: Image,
  keyboard: Keyboard,
  'left-close': PanelLeftClose,
  'left-open': PanelLeftOpen,
  minus: Minus,
  monitor: Monitor,
  moon: Moon,
  open: FolderOpen,
  play: Play,
  redo: Redo2,
  reset: RotateCcw,
  'right-close': PanelRightClose,
  'right-open': PanelRightOpen,
  save: Save,
  search: Search,
  skip: SkipForward,
  spinner: LoaderCircle,
  stop: Square,
  sun: Sun,
  undo: Undo2,
  upload: Upload,
  zap: Zap,
  'zoom-in': ZoomIn,
  'zoom-out': ZoomOut,
} as const;

/** The name of a picture, by what it is for. */
export type IconName = keyof typeof PICTURES;

export interface IconProps {
  readonly name: IconName;
  /** Pixels. @default 16 */
  readonly size?: number;
  readonly className?: string;
}

/** A picture in the colour of the text beside it, silent for screen readers. */
export function Icon({ name, size = 16, className }: IconProps): ReactElement {
  const Picture = PICTURES[name];
  const classes = className === undefined ? 'mr-icon' : `mr-icon ${className}`;
  return <Picture aria-hidden="true" className={classes} size={size} strokeWidth={1.75} />;
}
