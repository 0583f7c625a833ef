// What each figure is held against. A target changes here alone, with a reason in the change that moves it.

/** `better` says which way is good; `unit` is what the figure is told in. */
export const targets = {
  onePage: { what: 'One page, gzip: requests/s ÷ nginx', target: 0.95, better: 'more', unit: '×' },
  allSites: { what: '101 sites × home, category, article: requests/s ÷ nginx', target: 0.9, better: 'more', unit: '×' },
  p99Ratio: { what: 'One page, 99th percentile at 64 connections ÷ nginx', target: 1.1, better: 'less', unit: '×' },
  p99RatioAll: { what: 'All sites, 99th percentile at 64 connections ÷ nginx', target: 1.1, better: 'less', unit: '×' },
  uncachedHome: { what: 'Processor time of a home page that is not cached', target: 0.7, better: 'less', unit: 'ms' },
  uncachedStatements: { what: 'SQL statements of a home page that is not cached', target: 10, better: 'less', unit: 'statements' },
  memory: { what: 'Resident memory, 101 sites warm', target: 150, better: 'less', unit: 'MB' },
  firstStart: { what: 'Start to first answer, after provisioning', target: 1000, better: 'less', unit: 'ms' },
  secondStart: { what: 'Start to first answer, second start', target: 1000, better: 'less', unit: 'ms' },
  firstView: { what: 'First view of a home page: HTML + CSS + scripts + fonts', target: 60, better: 'less', unit: 'KB' },
  firstViewArticle: { what: 'First view of an article: HTML + CSS + scripts + fonts', target: 60, better: 'less', unit: 'KB' },
  visible: { what: 'Press "publish" to public on the home page, median', target: 100, better: 'less', unit: 'ms' },
  suggestions: { what: 'Suggestions of the search box over HTTP, not cached, 99th percentile', target: 30, better: 'less', unit: 'ms' },
  save: { what: 'Saving a draft, median', target: 150, better: 'less', unit: 'ms' },
  photograph: { what: 'A photograph of 12 megapixels to all its sizes, processor time', target: 2, better: 'less', unit: 's' },
  besideUploads: { what: 'One page, 99th percentile while ten photographs are uploaded ÷ without', target: 1.5, better: 'less', unit: '×' },
  writingScreen: { what: 'Writing screen until its text can be typed into, phone of the middle range', target: 1000, better: 'less', unit: 'ms' },
  import101: { what: 'Import of 101 sites', target: 5, better: 'less', unit: 's' },
  import3321: { what: 'Import of 3,321 sites', target: 60, better: 'less', unit: 's' },
};
