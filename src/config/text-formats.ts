/**
 * JSON Schema's `format`: asserted of texts, which stay texts. Every test takes time in proportion
 * to the text, whatever it is. What a value is in a function's own language (`Date`, bytes …) is
 * said by `x-millrace.format` instead, see port-formats.ts.
 */

/** A format that is checked. */
export interface TextFormat {
  /** What is expected, for messages. */
  readonly words: string;
  readonly fits: (text: string) => boolean;
}

/** The expression of a `pattern`, or undefined when it is none. */
export function toRegExp(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}

const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

/** `2026-01-31`, a day of the calendar. */
export function isDay(text: string): boolean {
  const [, year, month, day] = (ISO_DATE.exec(text) ?? []).map(Number) as [
    0,
    number,
    number,
    number,
  ];
  if (!(month >= 1 && month <= 12 && day >= 1)) return false;
  // The calendar repeats after 400 years, and Date.UTC takes years below 100 for others.
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

// RFC 3339; second 60 is a leap second.
const TIME = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
const DURATION = /^P(?!$)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?)$/;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const HOST = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i;
const MAX_HOST = 253;
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const MAX_LOCAL = 64;
const IPV4 = /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/;
const GROUP = /^[\da-f]{1,4}$/i;
const MAX_IPV6 = 45;
// RFC 3986: parts that no character can belong to two of, so nothing is tried twice.
const URI =
  /^[a-z][a-z\d+.-]*:(\/\/([\w.~!$&'()*+,;=:%-]*@)?(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(:\d*)?(?![^/?#])|(?!\/\/))[\w.~!$&'()*+,;=:@%/-]*(\?[\w.~!$&'()*+,;=:@%/?-]*)?(#[\w.~!$&'()*+,;=:@%/?-]*)?$/i;
const BAD_ESCAPE = /%(?![\da-f]{2})/i;

const isHost = (text: string): boolean => text.length <= MAX_HOST && HOST.test(text);
const isIpv4 = (text: string): boolean => IPV4.test(text);
const isTime = (text: string): boolean => TIME.test(text);

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  return (
    at <= MAX_LOCAL && LOCAL.test(text.slice(0, Math.max(at, 0))) && isHost(text.slice(at + 1))
  );
}

/** Eight groups, of which `::` stands for one or more; the last two may be an IPv4 address. */
function isIpv6(text: string): boolean {
  if (text.length > MAX_IPV6) return false;
  const halves = text.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = text.endsWith('::') ? '' : (groups.at(-1) ?? '');
  const count = isIpv4(last) ? groups.length + 1 : groups.length;
  if (halves.length > 2 || (halves.length === 2 ? count > 7 : count !== 8)) return false;
  return groups.every((group, index) =>
    index === groups.length - 1 && group === last && isIpv4(group) ? true : GROUP.test(group),
  );
}

const format = (words: string, fits: (text: string) => boolean): TextFormat => ({ words, fits });

/** The formats of JSON Schema that are checked; another one is kept and says nothing here. */
export const TEXT_FORMATS: Readonly<Record<string, TextFormat>> = {
  date: format('a date such as "2026-01-31"', isDay),
  time: format('a time with its zone such as "09:30:00Z"', isTime),
  'date-time': format(
    'a date and time with its zone such as "2026-01-31T09:30:00Z"',
    (text) => /^.{10}[T ]/i.test(text) && isDay(text.slice(0, 10)) && isTime(text.slice(11)),
  ),
  duration: format('a duration such as "PT1H30M"', (text) => DURATION.test(text)),
  email: format('an email address', isEmail),
  hostname: format('a host name', isHost),
  ipv4: format('an IPv4 address', isIpv4),
  ipv6: format('an IPv6 address', isIpv6),
  uri: format('a URI', (text) => URI.test(text) && !BAD_ESCAPE.test(text)),
  uuid: format('a UUID', (text) => UUID.test(text)),
  regex: format('a regular expression', (text) => toRegExp(text) !== undefined),
};
