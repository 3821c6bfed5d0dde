/** Finds one pure wheel in an index of packages (PEP 503 and PEP 691). */
import { fileOf } from './wheel-name.js';

/** A wheel that an index offers. */
export interface OfferedWheel {
  readonly url: string;
  /** Empty where the index does not say. */
  readonly sha256: string;
}

/** The newest released wheel for any Python 3 on a project's page; undefined when there is none. */
export function newestPureWheel(page: string, pageUrl: string): OfferedWheel | undefined {
  const offered = page.trimStart().startsWith('{') ? readJson(page) : readHtml(page);
  let newest: { readonly version: readonly number[]; readonly link: string } | undefined;
  for (const link of offered) {
    const version = releaseOf(fileOf(link));
    if (version === undefined) continue;
    if (newest === undefined || isAfter(version, newest.version)) newest = { version, link };
  }
  if (newest === undefined) return undefined;
  const url = new URL(newest.link, pageUrl);
  const sha256 = /(?:^#|&)sha256=([\da-f]{64})/i.exec(url.hash)?.[1]?.toLowerCase() ?? '';
  url.hash = '';
  return { url: url.href, sha256 };
}

function readHtml(page: string): readonly string[] {
  const links = page.matchAll(/<a\s[^>]*?href\s*=\s*"([^"]*)"[^>]*>/gi);
  return Array.from(links, ([tag, link = '']) => (isYanked(tag) ? '' : unescapeHtml(link)));
}

const isYanked = (tag: string): boolean => /\sdata-yanked\b/i.test(tag);

function unescapeHtml(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&#38;', '&');
}

function readJson(page: string): readonly string[] {
  const { files } = JSON.parse(page) as { readonly files?: unknown };
  if (!Array.isArray(files)) return [];
  return (files as Record<string, unknown>[]).map(({ url, hashes, yanked }) => {
    if (typeof url !== 'string' || (yanked !== undefined && yanked !== false)) return '';
    const { sha256 } = (hashes ?? {}) as { readonly sha256?: unknown };
    return typeof sha256 === 'string' ? `${url}#sha256=${sha256}` : url;
  });
}

/** The version's numbers; undefined for no pure wheel, and for versions before a release. */
function releaseOf(file: string): readonly number[] | undefined {
  const version = /^[^-]+-(\d+(?:\.\d+)*)-(?:py2\.)?py3-none-any\.whl$/.exec(file)?.[1];
  return version?.split('.').map(Number);
}

function isAfter(one: readonly number[], other: readonly number[]): boolean {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
