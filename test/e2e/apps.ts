/** The apps under test. */

/** What the server serves. */
export type App = 'pages' | 'playground';

/** @returns the address of an app, which ends in a slash */
export function urlOf(app: App): string {
  const problem = process.env['MILLRACE_E2E_ERROR'];
  if (problem !== undefined) throw new Error(`there is nothing to test in a browser: ${problem}`);
  const apps = JSON.parse(process.env['MILLRACE_APPS']!) as Record<
    App,
    { readonly url: string } | { readonly error: string }
  >;
  const served = apps[app];
  if ('url' in served) return served.url;
  throw new Error(`the ${app} could not be served: ${served.error}`);
}
