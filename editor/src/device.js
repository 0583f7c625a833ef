// What is typed is kept on this device until the server has it: a dropped connection or a crash loses nothing.

const PREFIX = 'conglang:writing:';
const KEPT_DAYS = 30;

const storage = (() => {
  try {
    localStorage.setItem(`${PREFIX}test`, '');
    localStorage.removeItem(`${PREFIX}test`);
    return localStorage;
  } catch {
    return undefined;
  }
})();

function* copies() {
  for (let index = 0; index < (storage?.length ?? 0); index += 1) {
    const key = storage.key(index);
    if (!key.startsWith(PREFIX)) continue;
    try {
      yield { key, ...JSON.parse(storage.getItem(key)) };
    } catch {
      // Not one of ours.
    }
  }
}

/** A name nothing else has. */
export const anew = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

// A page holds the lock of its copy; a copy nobody holds was left behind.
const hold = (key) => navigator.locks?.request(key, { mode: 'shared' }, () => new Promise(() => {})).catch?.(() => {});

async function held() {
  const { held: locks = [] } = (await navigator.locks?.query?.()) ?? {};
  return new Set(locks.map(({ name }) => name));
}

/** The copy of one writing screen: of one person, one entry, one tab. */
export class Device {
  constructor(account, place) {
    this.account = account;
    this.place = place;
    this.id = history.state?.writing ?? anew();
    history.replaceState({ ...history.state, writing: this.id }, '');
    this.name();
  }

  name() {
    this.key = `${PREFIX}${this.account}:${this.place}:${this.id}`;
    // Whoever leaves by sending the form says so under this name; the page that follows knows the outcome.
    this.sentKey = `${PREFIX}sent`;
    hold(this.key);
  }

  /** Keeps the fields, and those of a save that was not answered yet; false where nothing can be kept. */
  keep(fields, base, unanswered) {
    try {
      storage.setItem(this.key, JSON.stringify({ at: Date.now(), base, fields, unanswered, sent: false }));
      return true;
    } catch {
      return false;
    }
  }

  /** The form is on its way; the copy stays until a page says that it arrived. */
  send() {
    try {
      const copy = JSON.parse(storage.getItem(this.key));
      if (copy) storage.setItem(this.key, JSON.stringify({ ...copy, sent: true }));
      sessionStorage.setItem(this.sentKey, this.key);
    } catch {
      // Then there is no copy to speak of.
    }
  }

  forget(key = this.key) {
    storage?.removeItem(key);
  }

  /** A new entry has got its number. */
  move(place) {
    const text = storage?.getItem(this.key);
    this.forget();
    this.place = place;
    this.name();
    if (text) storage.setItem(this.key, text);
  }

  /** The newest copy of this person and entry that no open page holds; copies grown old are thrown away. */
  async left() {
    const open = await held();
    const all = [...copies()];
    const stale = Date.now() - KEPT_DAYS * 86_400_000;
    for (const { key, at } of all) if (!(at > stale)) this.forget(key);
    return all
      .filter(({ key, at }) => key.startsWith(`${PREFIX}${this.account}:${this.place}:`) && at > stale && (key === this.key || !open.has(key)))
      .sort((one, other) => other.at - one.at)[0];
  }
}
