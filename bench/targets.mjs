// What each figure is held against. A target changes here alone, with a reason in the change that moves it.

/** `better` says which way is good; `unit` is what the figure is told in. */
export const targets = {
  onePage: { what: 'One page, gzip: requests/s ÷ nginx', target: 0.9, better: 'more', unit: '×' },
  allSites: { what: '101 sites × home, category, article: requests/s ÷ nginx', target: 0.9, better: 'more', unit: '×' },
  p99: { what: '99th percentile at 64 connections, all sites', target: 10, better: 'less', unit: 'ms' },
  p99Ratio: { what: '99th percentile at 64 connections ÷ nginx', target: 1.5, better: 'less', unit: '×' },
  memory: { what: 'Resident memory, 101 sites warm', target: 200, better: 'less', unit: 'MB' },
  uncachedHome: { what: 'Processor time of a home page that is not cached', target: 5, better: 'less', unit: 'ms' },
  firstStart: { what: 'Start to first answer, after provisioning', target: 1000, better: 'less', unit: 'ms' },
  secondStart: { what: 'Start to first answer, second start', target: 1000, better: 'less', unit: 'ms' },
  firstView: { what: 'First view: HTML + CSS + scripts + fonts', target: 60, better: 'less', unit: 'KB' },
  visible: { what: 'Press "publish" to public on the home page, median', target: 1000, better: 'less', unit: 'ms' },
  import101: { what: 'Import of 101 sites', target: 10, better: 'less', unit: 's' },
  import3321: { what: 'Import of 3,321 sites', target: 60, better: 'less', unit: 's' },
};
