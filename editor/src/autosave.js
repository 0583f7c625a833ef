// Kept on the device at once and at the server soon, calmly; the words of every state stand in the page.

import { Device, anew } from './device.js';
import { wordsOf } from './markup.js';
import { Refused, SignedOut, Unreachable, isReachable, post } from './send.js';
import { clock, say } from './words.js';

const DEVICE_MS = 400;
const SERVER_MS = 3_000;
const SERVER_LATEST_MS = 15_000;
const PROBE_MS = 10_000;
const RETRY_MS = [3_000, 6_000, 12_000, 30_000, 60_000];

/** The fields of a form that are words; buttons and files are not. */
export function fieldsOf(form) {
  const fields = [];
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.push([name, value]);
  return fields;
}

const plain = (text) => text.replace(/\r\n?/g, '\n').trim();

/** Whether two lists of fields say the same, however the server writes it. */
function same(fields, others, rich) {
  const words = (list) => JSON.stringify(list
    .filter(([name]) => name !== 'base')
    .map(([name, value]) => [name, rich.has(name) ? wordsOf(value) : plain(value)])
    .filter(([, value]) => value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1)));
  return words(fields) === words(others);
}

export class Autosave {
  constructor(form, { flush, restore, arriving }) {
    this.form = form;
    this.flush = flush;
    this.restore = restore;
    this.arriving = arriving;
    this.rich = new Set([...form.querySelectorAll('[data-rich-text]')].map(({ name }) => name));
    this.device = new Device(form.dataset.account ?? '', new URL(form.action).pathname);
    this.state = form.querySelector('[data-keep-state]') ?? form.querySelector('.bar-state');
    this.turn = 0;
    this.dirty = false;
    this.onDevice = true;
    this.stopped = !form.dataset.autosaveUrl;

    for (const kind of ['input', 'change']) {
      form.addEventListener(kind, (event) => {
        if (event.target.type !== 'file' && !event.target.closest('dialog')) this.touched();
      });
    }
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.rescue();
      else if (this.dirty && this.waiting) this.save();
    });
    window.addEventListener('pagehide', () => this.rescue());
    window.addEventListener('online', () => { if (this.dirty) this.save(); });
    window.addEventListener('offline', () => { if (this.dirty) { this.keep(); this.say('keep-offline', 'waiting'); } });
    document.addEventListener('submit', (event) => this.submitted(event), { capture: true });
    // One entry open twice in one place: coming back by the browser's own button must not show old words as new.
    window.addEventListener('pageshow', (event) => { if (event.persisted) this.sending = false; });
  }

  say(key, kind = '', values = {}) {
    if (!this.state) return;
    this.said = [key, kind, values];
    const words = say(key, { device: say(this.onDevice ? 'device-keeps' : 'device-full'), ...values });
    if (this.state.textContent !== words) this.state.textContent = words;
    this.state.classList.toggle('dirty', kind === 'warning');
    this.state.dataset.keep = kind;
  }

  touched() {
    this.dirty = true;
    this.turn += 1;
    clearTimeout(this.deviceTimer);
    this.deviceTimer = setTimeout(() => this.keep(), DEVICE_MS);
    if (this.stopped || this.waiting) return;
    this.since ??= Date.now();
    clearTimeout(this.serverTimer);
    this.serverTimer = setTimeout(() => this.save(), Math.max(0, Math.min(SERVER_MS, this.since + SERVER_LATEST_MS - Date.now())));
  }

  base() {
    return this.form.elements.base?.value ?? '';
  }

  keep() {
    this.flush();
    const before = this.onDevice;
    this.onDevice = this.device.keep(fieldsOf(this.form), this.base(), this.unanswered?.fields);
    if (this.waiting && this.onDevice !== before) this.say(...this.said);
  }

  rescue() {
    if (!this.dirty || this.sending) return;
    clearTimeout(this.deviceTimer);
    this.keep();
  }

  /** Sends the fields now; quiet when there is nothing new. False when no answer came. */
  async save() {
    clearTimeout(this.serverTimer);
    if (this.stopped || this.sending || this.running || !this.dirty) return true;
    this.waiting = false;
    this.since = undefined;
    this.flush();
    // The save may have come through and its answer been lost: then the same words are sent again, and what was
    // written since follows. Newer words on the old base would look like somebody else's.
    this.unanswered ??= { turn: this.turn, fields: [...fieldsOf(this.form), ['attempt', anew()]] };
    this.keep();
    const { turn, fields } = this.unanswered;
    this.running = post(this.form.dataset.autosaveUrl, new URLSearchParams(fields));
    let answer;
    try {
      answer = await this.running;
    } catch (error) {
      this.running = undefined;
      if (error instanceof Refused) this.unanswered = undefined;
      this.failed(error);
      return !(error instanceof Unreachable);
    }
    this.running = undefined;
    this.unanswered = undefined;
    this.attempts = 0;
    this.hide('signed-out');
    this.take(answer);
    if (this.turn === turn) {
      this.dirty = false;
      this.device.forget();
      this.form.dispatchEvent(new Event('kept'));
      const at = clock(answer.saved_at ?? Date.now());
      // The words are safe, but what was pressed without a connection has not been done.
      if (this.held) this.say('keep-saved-held', 'warning', { at, button: this.held });
      else this.say('keep-saved', 'done', { at });
    } else {
      this.touched();
    }
    return true;
  }

  /** Hears the answer that is still owed: a form would meet its own save as somebody else's. */
  settle() {
    if (this.running) return this.running.then(() => true, (error) => !(error instanceof Unreachable));
    return this.unanswered ? this.save() : true;
  }

  take(answer) {
    if (answer.base !== undefined && this.form.elements.base) {
      for (const field of document.querySelectorAll('input[name="base"]')) field.value = answer.base;
    }
    for (const [name, value] of Object.entries(answer)) {
      if (name.endsWith('_url') && typeof value === 'string') this.form.dataset[name.replace(/_(\w)/g, (_, sign) => sign.toUpperCase())] = value;
    }
    if (answer.action) this.form.setAttribute('action', answer.action);
    const address = answer.url ?? answer.action;
    if (answer.id && address) {
      history.replaceState(history.state, '', address);
      this.device.move(new URL(this.form.action).pathname);
      this.form.dispatchEvent(new CustomEvent('numbered', { detail: answer }));
    }
  }

  /** Tries again later, each time a little later. */
  waitAndTry() {
    this.waiting = true;
    clearTimeout(this.serverTimer);
    const wait = RETRY_MS[Math.min(this.attempts ?? 0, RETRY_MS.length - 1)];
    this.attempts = (this.attempts ?? 0) + 1;
    this.serverTimer = setTimeout(() => this.save(), wait);
  }

  failed(error) {
    if (error instanceof Unreachable && this.held) {
      this.waitAndTry();
      this.say('keep-held', 'waiting', { button: this.held });
    } else if (error instanceof Unreachable) {
      this.waitAndTry();
      this.say('keep-offline', 'waiting');
    } else if (error instanceof SignedOut) {
      this.waiting = true;
      this.serverTimer = setTimeout(() => this.save(), 20_000);
      this.say('keep-signed-out', 'warning');
      this.show('signed-out');
    } else if (error instanceof Refused && error.data.blank) {
      this.dirty = true;
    } else if (error instanceof Refused && error.data.waits) {
      // What waits for somebody's yes is changed by a person, not by a timer; the device still keeps it.
      this.stopped = true;
      this.say('keep-waits');
    } else if (error instanceof Refused && error.status === 409) {
      this.stopped = true;
      const { by = '', at } = error.data;
      this.say('keep-conflict', 'warning', { name: by, at: at ? clock(at) : '' });
      this.show('conflict', { name: by, at: at ? clock(at) : '' });
    } else if (error instanceof Refused) {
      this.say('keep-refused', 'warning', { why: error.message || say('refused') });
    } else {
      throw error;
    }
  }

  /** A banner above the text, and what repeats it in the bar below. */
  banners(name) {
    return document.querySelectorAll(`[data-banner="${name}"], [data-in-bar="${name}"]`);
  }

  show(name, values) {
    const words = document.querySelector(`[data-banner="${name}"] [data-banner-words]`);
    if (words && values) words.textContent = say(`banner-${name}`, values);
    for (const banner of this.banners(name)) banner.hidden = false;
  }

  hide(name) {
    for (const banner of this.banners(name)) banner.hidden = true;
  }

  /** A form that is sent while an autosave runs would meet its own autosave as somebody else's. */
  submitted(event) {
    if (event.defaultPrevented || event.target.closest('dialog')) return;
    const ours = event.target === this.form;
    if (ours) this.flush();
    // A picture still on its way would be missing from the text.
    const pictures = ours ? this.arriving() : undefined;
    const before = pictures ?? this.running;
    if (before) {
      this.say(pictures ? 'keep-pictures' : 'keep-saving', 'waiting');
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter, target } = event;
      before.catch(() => {}).then(() => target.requestSubmit(submitter));
      return;
    }
    // Without a connection the browser would put its own error page in the place of the text.
    if (ours && !this.reached) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!this.probing) this.probe(event.submitter);
      return;
    }
    this.reached = false;
    if (ours) this.held = undefined;
    clearTimeout(this.serverTimer);
    if (!ours) return;
    clearTimeout(this.deviceTimer);
    if (this.dirty) this.keep();
    this.sending = true;
    this.device.send();
  }

  async probe(submitter) {
    this.probing = true;
    if (this.dirty) this.keep();
    const reached = await isReachable(import.meta.url, PROBE_MS) && await this.settle();
    this.probing = false;
    if (reached) {
      this.reached = true;
      this.form.requestSubmit(submitter);
      return;
    }
    this.keep();
    this.dirty = true;
    // A draft is saved by itself later; anything that others would see is a person's to press.
    const isSave = (!submitter?.value || submitter.value === 'luu') && !this.stopped;
    this.held = isSave ? undefined : submitter?.textContent.trim();
    this.failed(new Unreachable());
  }

  /** Offers what an earlier page could not hand over. */
  async offer() {
    // What was sent and refused stands in the form as it was typed: kept nowhere else, and nothing to restore.
    const refused = this.form.dataset.unsaved === 'yes';
    if (refused) this.touched();
    const copy = await this.device.left();
    if (!copy) return;
    const { key, at, base, fields, sent, unanswered } = copy;
    if ((sent && (refused || base !== this.base())) || same(fields, fieldsOf(this.form), this.rich)) {
      this.device.forget(key);
      return;
    }
    const box = document.querySelector('[data-banner="restore"]');
    if (!box) return;
    const title = fields.find(([name]) => name === 'title')?.[1].trim();
    box.querySelector('[data-banner-words]').textContent = say(title ? 'restore-titled' : 'restore', { at: clock(at), title });
    box.querySelector('[data-restore]').textContent = say('restore-do', { at: clock(at) });
    box.hidden = false;
    box.querySelector('[data-restore]').addEventListener('click', () => {
      this.fill(fields, base);
      if (unanswered) this.unanswered = { fields: unanswered };
      box.hidden = true;
      if (key !== this.device.key) this.device.forget(key);
    });
    box.querySelector('[data-drop-copy]').addEventListener('click', () => {
      box.hidden = true;
      this.device.forget(key);
      document.dispatchEvent(new CustomEvent('editor-focus'));
    });
  }

  fill(fields, base) {
    const values = new Map();
    for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
    for (const field of this.form.elements) {
      if (!field.name || ['file', 'hidden', 'submit', 'button'].includes(field.type)) continue;
      const own = values.get(field.name) ?? [];
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = own.includes(field.value);
      else if (own.length) field.value = own.shift();
    }
    // The words grew out of that edition: the server compares with it and shows both when there is a newer one.
    if (this.form.elements.base) this.form.elements.base.value = base;
    this.restore(fields);
    this.form.dispatchEvent(new Event('input', { bubbles: true }));
    this.form.querySelector('[name="title"]')?.focus();
  }
}
