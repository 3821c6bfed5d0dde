/** Who this is, and which graph. */
import type { ReactElement } from 'react';

interface BrandProps {
  readonly graphName: string;
}

export function Brand({ graphName }: BrandProps): ReactElement {
  return (
    <div className="pg-brand">
      <Wheel />
      <h1>
        Millrace <span>playground</span>
      </h1>
      <span className="pg-graph-name" title="The name of the graph, and of its file">
        {graphName}
      </span>
    </div>
  );
}

/** A mill wheel: eight paddles round a hub. */
function Wheel(): ReactElement {
  const paddles = Array.from({ length: 8 }, (_, index) => `rotate(${index * 45} 12 12)`);
  return (
    <svg className="pg-wheel" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <circle cx="12" cy="12" r="7" />
      {paddles.map((turn) => (
        <path key={turn} d="M12 9V2.5" transform={turn} />
      ))}
      <circle className="pg-wheel-hub" cx="12" cy="12" r="2" />
    </svg>
  );
}
