/** Validators of the caller's (https://standardschema.dev) as checks of ports. */
import { misfitAt, unchecked } from './mismatch.js';
import type { PortCheck } from './port-check.js';

/** What a validator finds wrong, and where. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The value, which may be another one than came, or what is wrong with it. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** The interface of Standard Schema 1: what zod, valibot, arktype and others make. */
export interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) => StandardResult<Output> | PromiseLike<StandardResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** Validators by node type and input. */
export type PortChecks = Readonly<
  Record<string, Readonly<Record<string, StandardSchemaV1<unknown, unknown>>>>
>;

/** True for what can be a port's validator. */
export function isStandardSchema(value: unknown): value is StandardSchemaV1 {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  const standard = isObject ? (value as Partial<StandardSchemaV1>)['~standard'] : undefined;
  return typeof standard?.validate === 'function';
}

/** A check whose value goes on to a validator, and comes from it. */
export function withStandard(check: PortCheck | undefined, validator: StandardSchemaV1): PortCheck {
  return (value) => {
    const checked = check === undefined ? value : check(value);
    const result = validator['~standard'].validate(checked);
    if ('then' in result) {
      result.then(undefined, () => undefined);
      throw unchecked(
        'check-async',
        `the check of this port (by ${validator['~standard'].vendor}) gave a promise, but checks are synchronous; take out what waits in it`,
      );
    }
    if (result.issues === undefined) return result.value;
    const { message = 'does not fit', path = [] } = result.issues[0] ?? {};
    const more = result.issues.length > 1 ? ` (and ${result.issues.length - 1} more)` : '';
    throw misfitAt(checked, path.map(toKey), `${message}${more}`);
  };
}

function toKey(step: PropertyKey | { readonly key: PropertyKey }): string | number {
  const key = typeof step === 'object' ? step.key : step;
  return typeof key === 'symbol' ? String(key) : key;
}
