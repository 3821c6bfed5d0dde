/** Tabs, as the keyboard expects them. */
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';

/** One tab. */
export interface Tab<K extends string> {
  readonly key: K;
  readonly label: string;
  /** A number or a sign beside the label. */
  readonly badge?: string | undefined;
  /** The badge is bad news. */
  readonly isBad?: boolean;
}

export interface TabsProps<K extends string> {
  /** Unique in the page. */
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly Tab<K>[];
  readonly active: K;
  readonly onChange: (key: K) => void;
  /** What the active tab shows. */
  readonly children: ReactNode;
}

/** A row of tabs and the panel of the active one; arrow keys, Home and End choose. */
export function Tabs<K extends string>(props: TabsProps<K>): ReactElement {
  const { id, label, tabs, active, onChange, children } = props;
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const at = tabs.findIndex((tab) => tab.key === active);
    const next = tabs[nextIndex(event.key, at, tabs.length)];
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  };
  return (
    <>
      <div className="mr-tabs" role="tablist" aria-label={label} onKeyDown={press}>
        {tabs.map(({ key, label: name, badge, isBad = false }) => (
          <button
            key={key}
            type="button"
            role="tab"
            className="mr-tab"
            id={`${id}-tab-${key}`}
            aria-selected={key === active}
            aria-controls={key === active ? `${id}-panel` : undefined}
            tabIndex={key === active ? 0 : -1}
            data-key={key}
            onClick={() => onChange(key)}
          >
            {name}
            {badge !== undefined && (
              <span className="mr-tab-badge" data-tone={isBad ? 'bad' : undefined}>
                {badge}
              </span>
            )}
          </button>
        ))}
      </div>
      <div
        className="mr-tab-panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${active}`}
      >
        {children}
      </div>
    </>
  );
}

function nextIndex(key: string, at: number, length: number): number {
  if (key === 'ArrowRight') return (at + 1) % length;
  if (key === 'ArrowLeft') return (at - 1 + length) % length;
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : -1;
}
