/** The frame of a panel beside the canvas: a heading, and a rail when it is closed. */
import { useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useEditor } from '../editor-context.js';
import { useText } from '../text/use-text.js';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import { IconButton } from './icon-button.js';
import { useNarrow } from './use-narrow.js';

export interface PanelProps {
  readonly side: 'left' | 'right';
  readonly title: string;
  /** @default closed where the editor is narrower than 720 pixels */
  readonly defaultCollapsed: boolean | undefined;
  readonly children: ReactNode;
}

/** A panel that closes to a rail of 40 pixels. What it holds keeps its state meanwhile. */
export function Panel({ side, title, defaultCollapsed, children }: PanelProps): ReactElement {
  const { memory } = useEditor();
  const panel = useRef<HTMLElement>(null);
  const isNarrow = useNarrow(panel);
  const [chosen, collapse] = useState<boolean>();
  const kept = useKept(`panel ${side}`);
  const isUsually = isNarrow ? (defaultCollapsed ?? true) : (kept ?? defaultCollapsed ?? false);
  const isCollapsed = chosen ?? isUsually;
  const icon = isCollapsed ? (`${side}-open` as const) : (`${side}-close` as const);
  const { panels } = useText();
  const label = isCollapsed ? panels.show(title) : panels.hide(title);
  return (
    <aside
      className="mr-panel"
      data-side={side}
      data-collapsed={isCollapsed ? '' : undefined}
      data-narrow={isNarrow ? '' : undefined}
      aria-label={title}
      ref={panel}
    >
      <div className="mr-panel-sheet">
        <header className="mr-panel-head">
          {!isCollapsed && <h2 className="mr-panel-title">{title}</h2>}
          <IconButton
            icon={icon}
            label={label}
            expanded={!isCollapsed}
            onClick={() => {
              collapse(!isCollapsed);
              // A narrow editor has room for one: that is no choice for the next time.
              if (!isNarrow) memory.set(`panel ${side}`, !isCollapsed);
            }}
          />
        </header>
        <div className="mr-panel-body" hidden={isCollapsed}>
          {children}
        </div>
      </div>
    </aside>
  );
}

/** What was chosen in another session. Not at the first render: the server does not know it. */
function useKept(name: string): boolean | undefined {
  const { memory } = useEditor();
  const [kept, setKept] = useState<boolean>();
  useBrowserLayoutEffect(() => {
    const value = memory.get(name);
    if (typeof value === 'boolean') setKept(value);
  }, [memory, name]);
  return kept;
}
