/** What parameters mean that several routes share, for the description of the API. */

/** Of `readActiveRange`. */
export const activeWords = {
  activeOnly: '1: only what has a point in the range',
  from: 'With activeOnly: the beginning of the range, such as -1h; 24 hours ago when missing',
  until: 'With activeOnly: its end; now when missing',
  tz: 'IANA zone of times such as midnight; UTC when missing',
};

/** Of `readTimeRange`, where an endpoint of Graphite's has it. */
export const rangeWords = {
  from: 'Such as -1h, midnight, or seconds since 1970',
  until: 'The end of the range; now when missing',
  tz: 'IANA zone of clock times and days; UTC when missing',
};

export const prettyWords = { pretty: '1: indented for people' };
export const jsonpWords = {
  jsonp: 'Name of a function: the answer is a script that calls it',
  ...prettyWords,
};
/** Of `tagExpressions`. */
export const exprWords = {
  expr: 'tag=value, tag!=value, tag=~pattern or tag!=~pattern; repeated, and all have to hold',
};

export const DRY_RUN = 'Unless dryRun is false, nothing is changed, and the answer says what would be.';
