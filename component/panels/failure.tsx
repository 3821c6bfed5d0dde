/** An error in full. */
import { Fragment } from 'react';
import type { ReactElement } from 'react';
import type { ErrorInfo } from '../../src/errors.js';
import { useTextAnywhere } from '../text/use-text.js';
import { CopyButton } from './copy-button.js';

/** An error's name, message and trace, and what led to it. */
export function Failure({ error }: { error: ErrorInfo }): ReactElement {
  const { inspector: text, values } = useTextAnywhere();
  return (
    <section className="mr-failure" aria-label={text.error}>
      <div className="mr-failure-head">
        <span className="mr-failure-name">{kindOf(error)}</span>
        <CopyButton what={values.theError} text={() => errorText(error, text.causedBy)} />
      </div>
      <p className="mr-failure-message">{withoutName(error)}</p>
      <Trace error={error} label={text.trace} />
      {causesOf(error).map((cause, index) => (
        <Fragment key={index}>
          <p className="mr-failure-cause">
            <span className="mr-muted">{text.causedBy} </span>
            {kindOf(cause)}: {withoutName(cause)}
          </p>
          <Trace error={cause} label={text.traceOf(kindOf(cause))} />
        </Fragment>
      ))}
    </section>
  );
}

function Trace({ error, label }: { error: ErrorInfo; label: string }): ReactElement | null {
  if (error.stack === undefined) return null;
  return (
    <pre className="mr-failure-trace" tabIndex={0} role="region" aria-label={label}>
      {error.stack}
    </pre>
  );
}

/** Errors of the runner's own are told apart by their codes. */
const kindOf = ({ name, code }: ErrorInfo): string => (name === 'MillraceError' ? code : name);

/** Python's messages begin with the name, which stands beside them. */
function withoutName({ name, message }: ErrorInfo): string {
  const prefix = `${name}: `;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

function causesOf({ cause }: ErrorInfo): readonly ErrorInfo[] {
  return cause === undefined ? [] : [cause, ...causesOf(cause)];
}

function errorText(error: ErrorInfo, causedBy: string): string {
  const lines = [error, ...causesOf(error)].map(
    (each) => each.stack ?? `${kindOf(each)}: ${withoutName(each)}`,
  );
  return lines.join(`\n${causedBy} `);
}
