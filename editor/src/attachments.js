// Files below the text, chosen among those that the library has already.

import { offerFiles } from './library_files.js';
import { say } from './words.js';

const dialog = document.getElementById('editor-files');

/** Adds the row of a file; gives the field of its title. */
function addRow(form, { id, name }) {
  const list = form.querySelector('[data-attached]');
  const item = list.querySelector('template').content.firstElementChild.cloneNode(true);
  const [number, title] = item.querySelectorAll('input');
  // Nameless until now: a page read without scripts has no such field.
  [number.name, title.name] = ['attachment', 'attachment_title'];
  number.value = String(id);
  title.value = name;
  title.id = `f-attachment-${id}`;
  item.querySelector('label').htmlFor = title.id;
  item.querySelector('[data-name]').textContent = say('attachment-title', { name });
  item.querySelector('button').addEventListener('click', () => {
    item.remove();
    form.dispatchEvent(new Event('input', { bubbles: true }));
    form.querySelector('[data-files-library]').focus();
  });
  list.append(item);
  return title;
}

const titleOf = (form, id) => form.querySelector(`#f-attachment-${id}`);

/** Makes the list what a copy of the form says of it. */
export function restoreAttachments(form, fields) {
  const list = form.querySelector('[data-attached]');
  if (!list) return;
  const values = (name) => fields.filter(([known]) => known === name).map(([, value]) => value);
  const titles = values('attachment_title');
  const copied = new Map(values('attachment').map((id, index) => [id, titles[index] ?? '']));
  for (const [id, title] of copied) {
    // The copy knows a file by its title alone.
    const field = titleOf(form, id) ?? addRow(form, { id, name: title });
    field.value = title;
  }
  for (const number of list.querySelectorAll('input[name="attachment"]')) {
    if (copied.has(number.value)) continue;
    const row = number.closest('li');
    const mark = row.querySelector('[name="attachment_remove"]');
    if (mark) mark.checked = true;
    else row.remove();
  }
}

/** Lets files of the library be attached to what a form holds. */
export function chooseAttachments(form) {
  const open = form.querySelector('[data-files-library]');
  if (!dialog || !open || !form.dataset.filesUrl) return;
  const search = offerFiles(dialog.querySelector('[data-shelf]'), () => form.dataset.filesUrl, { atFirst: 'tai-lieu' }, (file) => {
    const title = titleOf(form, file.id) ?? addRow(form, file);
    title.dispatchEvent(new Event('input', { bubbles: true }));
    dialog.close();
    title.focus();
  });
  open.hidden = false;
  open.addEventListener('click', () => {
    dialog.showModal();
    search();
  });
  dialog.querySelector('[data-cancel]').addEventListener('click', () => dialog.close());
}
