/**
 * Calls of package functions, with the values that their own documentation uses: the function, and
 * its arguments by parameter.
 */
export interface PackageCall {
  readonly name: string;
  /** Which overload, from 2. */
  readonly variant?: number;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const day = (year: number, month: number, date: number, ...time: number[]): Date =>
  new Date(year, month, date, ...(time as []));

export const DATE_FNS_CALLS: readonly PackageCall[] = [
  { name: 'add', inputs: { date: day(2014, 8, 1, 10, 19, 50), duration: { years: 2, weeks: 1 } } },
  { name: 'addDays', inputs: { date: day(2014, 8, 1), amount: 10 } },
  { name: 'addMonths', inputs: { date: day(2023, 0, 30), amount: 1 } },
  {
    name: 'areIntervalsOverlapping',
    inputs: {
      intervalLeft: { start: day(2014, 0, 10), end: day(2014, 0, 20) },
      intervalRight: { start: day(2014, 0, 17), end: day(2014, 0, 21) },
    },
  },
  {
    name: 'clamp',
    inputs: {
      date: day(2021, 2, 22),
      interval: { start: day(2021, 2, 15), end: day(2021, 2, 20) },
    },
  },
  {
    name: 'closestIndexTo',
    inputs: { dateToCompare: day(2015, 8, 6), dates: [day(2015, 0, 1), day(2016, 0, 1)] },
  },
  { name: 'compareAsc', inputs: { dateLeft: day(1987, 1, 11), dateRight: day(1989, 6, 10) } },
  { name: 'daysToWeeks', inputs: { days: 14 } },
  {
    name: 'differenceInDays',
    inputs: { laterDate: day(2012, 6, 2, 0, 0), earlierDate: day(2011, 6, 2, 23, 0) },
  },
  {
    name: 'eachDayOfInterval',
    inputs: { interval: { start: day(2014, 9, 6), end: day(2014, 9, 10) } },
  },
  { name: 'endOfMonth', inputs: { date: day(2014, 8, 2, 11, 55, 0) } },
  { name: 'format', inputs: { date: day(2014, 1, 11), formatStr: 'MM/dd/yyyy' } },
  {
    name: 'formatDistance',
    inputs: {
      laterDate: day(2014, 6, 2),
      earlierDate: day(2015, 0, 1),
      options: { addSuffix: true },
    },
  },
  { name: 'formatDuration', inputs: { duration: { years: 2, months: 9, weeks: 1, days: 7 } } },
  { name: 'getISOWeek', inputs: { date: day(2005, 0, 2) } },
  { name: 'hoursToMinutes', inputs: { hours: 2 } },
  {
    name: 'intervalToDuration',
    inputs: { interval: { start: day(1929, 0, 15, 12), end: day(1968, 3, 4, 19, 5) } },
  },
  { name: 'isLeapYear', inputs: { date: day(2012, 8, 1) } },
  { name: 'isMatch', inputs: { dateStr: '02/11/2014', formatStr: 'MM/dd/yyyy' } },
  {
    name: 'isWithinInterval',
    inputs: {
      date: day(2014, 0, 3),
      interval: { start: day(2014, 0, 1), end: day(2014, 0, 7) },
    },
  },
  { name: 'max', inputs: { dates: [day(1989, 6, 10), day(1987, 1, 11), day(1995, 6, 2)] } },
  { name: 'milliseconds', inputs: { years: 1 } },
  { name: 'parseISO', inputs: { argument: '2014-02-11T11:30:30' } },
  { name: 'startOfWeek', inputs: { date: day(2014, 8, 2, 11, 55), options: { weekStartsOn: 1 } } },
];

export const D3_ARRAY_CALLS: readonly PackageCall[] = [
  { name: 'max', inputs: { iterable: ['bob', 'alice'] } },
  { name: 'max', variant: 2, inputs: { iterable: [3, 1, 4, 1, 5] } },
  { name: 'extent', variant: 2, inputs: { iterable: [3, 1, 4] } },
  { name: 'sum', inputs: { iterable: [1, 2, 3, null] } },
  { name: 'mean', inputs: { iterable: [1, 2, 4] } },
  { name: 'median', inputs: { iterable: [5, 1, 3] } },
  { name: 'cumsum', inputs: { iterable: [1, 1, 2, 3, 5] } },
  { name: 'quantile', inputs: { iterable: [0, 10, 30], p: 0.5 } },
  { name: 'merge', inputs: { iterables: [[1], [2, 3]] } },
  { name: 'range', inputs: { stop: 6 } },
  { name: 'range', variant: 2, inputs: { start: -1, stop: 5, step: 2 } },
  { name: 'ticks', inputs: { start: 1, stop: 9, count: 5 } },
  { name: 'nice', inputs: { start: 0.2, stop: 9.6, count: 4 } },
  { name: 'permute', inputs: { source: ['a', 'b', 'c'], keys: [1, 2, 0] } },
  { name: 'difference', inputs: { iterable: [0, 1, 2, 0], others: [[1]] } },
  {
    name: 'union',
    inputs: {
      iterables: [
        [0, 2, 1, 0],
        [1, 3],
      ],
    },
  },
  { name: 'superset', inputs: { a: [0, 2, 1, 3], b: [1, 3, 2] } },
];
