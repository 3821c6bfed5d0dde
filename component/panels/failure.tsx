/** An error in full. */
import type { ReactElement } from 'react';
import type { ErrorInfo } from '../../src/errors.js';
import { CopyButton } from './copy-button.js';

/** An error's name, message and trace, and what led to it. */
export function Failure({ error }: { error: ErrorInfo }): ReactElement {
  return (
    <section className="mr-failure" aria-label="Error">
      <div className="mr-failure-head">
        <span className="mr-failure-name">{error.name}</span>
        <CopyButton what="error" text={() => errorText(error)} />
      </div>
      <p className="mr-failure-message">{error.message}</p>
      {error.stack !== undefined && (
        <pre className="mr-failure-trace" tabIndex={0} role="region" aria-label="Trace">
          {error.stack}
        </pre>
      )}
      {causesOf(error).map((cause, index) => (
        <p key={index} className="mr-failure-cause">
          <span className="mr-muted">Caused by </span>
          {cause.name}: {cause.message}
        </p>
      ))}
    </section>
  );
}

function causesOf({ cause }: ErrorInfo): readonly ErrorInfo[] {
  return cause === undefined ? [] : [cause, ...causesOf(cause)];
}

function errorText(error: ErrorInfo): string {
  const lines = [error, ...causesOf(error)].map(
    ({ name, message, stack }) => stack ?? `${name}: ${message}`,
  );
  return lines.join('\nCaused by ');
}
