/** One picture of the set, as the editor draws all of them. */
import type { LucideIcon } from 'lucide-react';
import { memo } from 'react';
import type { ReactElement } from 'react';

export interface PictureProps {
  /** The picture itself: what draws a card names its own, so that the others load with the menus. */
  readonly of: LucideIcon;
  /** Pixels. @default 16 */
  readonly size?: number;
  readonly className?: string;
}

/** A picture in the colour of the text beside it, silent for screen readers. */
export const Picture = memo(function Picture({
  of: Drawn,
  size = 16,
  className,
}: PictureProps): ReactElement {
  const classes = className === undefined ? 'mr-icon' : `mr-icon ${className}`;
  return (
    <Drawn
      aria-hidden="true"
      className={classes}
      size={size}
      strokeWidth={1.75}
      // Attributes give way to any rule of a host's sheet.
      style={{ width: size, height: size }}
    />
  );
});
