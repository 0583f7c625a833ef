// The words of the writing screen stand in the page, in the reader's language; here they are looked up.

const known = new Map();
for (const template of document.querySelectorAll('template[data-words]')) {
  for (const word of template.content.querySelectorAll('[data-word]')) known.set(word.dataset.word, word.textContent.trim());
}

/** The words under a key, with `{name}` replaced by a value. A key nobody wrote shows itself. */
export function say(key, values = {}) {
  return (known.get(key) ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const TIME = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric' });

/** A moment as people here say it: the time alone today, the day with it otherwise. */
export function clock(moment) {
  const date = new Date(moment);
  const time = TIME.format(date);
  return DAY.format(date) === DAY.format(Date.now()) ? time : `${time}, ${DAY.format(date)}`;
}

export const readable = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1).replace('.', ',')} MB`);
