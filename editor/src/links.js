// Links: to what is on this site by looking for it, to a file, to somewhere else.

import { ButtonView, IconLink } from 'ckeditor5';
import { sendChosen } from './chosen_file.js';
import { foundLine } from './library_files.js';
import { part as definePart } from './part.js';
import { find } from './send.js';
import { say } from './words.js';

const dialog = document.getElementById('editor-link');
const part = (selector) => dialog?.querySelector(selector);
const ENTRIES_MAX = 8;
const FILES_MAX = 4;
let current;
let asking;

const MAIL = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/;
const TELEPHONE = /^\+?\d[\d\s.()-]{6,}$/;

/** The address behind what was typed, or nothing when it is none. */
export function addressOf(typed) {
  const text = typed.trim();
  if (!text || /\s/.test(text) && !TELEPHONE.test(text)) return undefined;
  if (/^(https?|mailto|tel):./i.test(text)) return text;
  if (/^\/[^/]/.test(text) || /^(tep|bai):\d+$/.test(text)) return text;
  if (MAIL.test(text)) return `mailto:${text}`;
  if (TELEPHONE.test(text)) return `tel:${text.replace(/[^\d+]/g, '')}`;
  if (/^[\w-]+(\.[\w-]+)+([/?#:].*)?$/.test(text)) return `https://${text}`;
  return undefined;
}

function choose({ url, title }) {
  part('[data-address]').value = url;
  const words = part('[data-link-words]');
  if (!words.closest('[hidden]') && !words.value.trim()) words.value = title ?? '';
  part('[data-found]').replaceChildren();
  part('[data-found-state]').textContent = say('link-chosen', { title });
  part('[data-link-fault]').textContent = '';
  part('[data-link-do]').focus();
}

async function look() {
  const asked = part('[data-address]').value.trim();
  const list = part('[data-found]');
  const state = part('[data-found-state]');
  asking?.abort();
  if (!current.urls.find || asked.length < 2 || addressOf(asked)) {
    list.replaceChildren();
    state.textContent = '';
    return;
  }
  asking = new AbortController();
  try {
    const found = await find(current.urls.find, { tim: asked }, { signal: asking.signal });
    const entries = Array.isArray(found) ? found : found.entries ?? [];
    const files = current.urls.files ? await find(current.urls.files, { tim: asked }, { signal: asking.signal }) : {};
    const lines = [
      ...entries.slice(0, ENTRIES_MAX).map((entry) => foundLine(entry.title, [entry.kind, entry.date].filter(Boolean).join(' · '), () => choose(entry))),
      // Pictures stand in a text; what is opened or kept is linked to.
      ...(files.files ?? []).filter(({ width }) => !width).slice(0, FILES_MAX)
        .map((file) => foundLine(file.name, say('file-of-library', { type: file.type_name }), () => choose({ url: file.url, title: file.name }))),
    ];
    list.replaceChildren(...lines);
    state.textContent = lines.length ? say('find-count', { count: lines.length }) : say('find-nothing');
  } catch (error) {
    if (error.name === 'AbortError') return;
    list.replaceChildren();
    state.textContent = say('find-failed');
  }
}

/** Says by its name what a link of the site leads to: an address with a number tells nobody anything. */
async function tellName(address) {
  if (!current.urls.called || !/^(\/trang\/|bai:|tep:)/.test(address)) return;
  asking = new AbortController();
  try {
    const { title } = await find(current.urls.called, { dia_chi: address }, { signal: asking.signal });
    if (title && part('[data-address]').value === address) part('[data-found-state]').textContent = say('link-now', { title });
  } catch {
    // The address itself stands there.
  }
}

function open(editor, urls) {
  if (!dialog || dialog.open) return;
  const { selection } = editor.model.document;
  const link = editor.commands.get('link');
  current = { editor, urls };
  part('[data-address]').value = link.value ?? '';
  part('[data-link-words]').value = '';
  part('[data-words-field]').hidden = !selection.isCollapsed || Boolean(link.value);
  part('[data-unlink]').hidden = !link.value;
  part('[data-link-fault]').textContent = '';
  part('[data-found]').replaceChildren();
  part('[data-found-state]').textContent = '';
  tellName(link.value ?? '');
  dialog.showModal();
  part('[data-address]').focus();
}

function insert() {
  const { editor } = current;
  const href = addressOf(part('[data-address]').value);
  if (!href) {
    part('[data-link-fault]').textContent = say(part('[data-address]').value.trim() ? 'link-no-address' : 'link-empty');
    part('[data-address]').focus();
    return;
  }
  const words = part('[data-link-words]').value.trim();
  if (!part('[data-words-field]').hidden) {
    editor.model.change((writer) => {
      const text = writer.createText(words || href.replace(/^(https?|mailto|tel):(\/\/)?/, ''), { linkHref: href });
      editor.model.insertContent(text);
      writer.removeSelectionAttribute('linkHref');
    });
  } else {
    editor.execute('link', href);
  }
  dialog.close();
}

export const links = (urls) => definePart((editor) => {
  const command = editor.commands.get('link');
  editor.ui.componentFactory.add('siteLink', (locale) => {
    const view = new ButtonView(locale);
    view.set({ label: say('link'), icon: IconLink, keystroke: 'Ctrl+K', tooltip: true, isToggleable: true });
    view.bind('isEnabled').to(command, 'isEnabled');
    view.bind('isOn').to(command, 'value', Boolean);
    view.on('execute', () => open(editor, urls));
    return view;
  });
  editor.keystrokes.set('Ctrl+K', (data, cancel) => {
    cancel();
    if (command.isEnabled) open(editor, urls);
  });
});

if (dialog) {
  let timer;
  part('[data-address]').addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, 250);
  });
  // What was found is walked through with the arrows, as in every list of suggestions.
  dialog.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [part('[data-address]'), ...dialog.querySelectorAll('[data-found] button')];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || stops.length < 2) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
  });
  part('form').addEventListener('submit', (event) => {
    event.preventDefault();
    insert();
  });
  part('[data-unlink]').addEventListener('click', () => {
    current.editor.execute('unlink');
    dialog.close();
  });
  part('[data-cancel]').addEventListener('click', () => dialog.close());
  sendChosen(
    dialog,
    { input: part('[data-link-file]'), state: part('[data-found-state]'), button: part('[data-link-do]') },
    () => current.urls,
    (stored, file) => choose({ url: stored.url, title: stored.name || file.name }),
  );
  dialog.addEventListener('close', () => {
    asking?.abort();
    current?.editor.editing.view.focus();
  });
}
