// The picture dialog: choose pictures, see them travel, say what is on each of them.

import { offerPictures } from './library_pictures.js';
import { carryOver } from './notices.js';
import { allPictures, insertPictures, insertStored, pictureOf } from './pictures.js';
import { say } from './words.js';

const FILE_NAME = /\.(jpe?g|png|gif|webp|hei[cf]|avif|bmp|tiff?)$/i;
// What phones, cameras, scanners and chat programs call their files.
const CAMERA_NAME = /^(img|dsc[fn]?|dcim|pxl|mvimg|image|picture|photo|screenshot|scan|hinh|anh|untitled|zalo|z|wp|received|fb_img)?[\s_-]*\(?\d[\d\s_.()-]*[a-z0-9]*$/i;

/** What is wrong with words for a picture, as a key of a sentence; nothing when they will do. */
export function faultOf(words, name = '') {
  const text = words.trim();
  if (!text) return 'alt-missing';
  const stem = name.replace(/\.\w{2,5}$/, '').trim();
  if (FILE_NAME.test(text) || CAMERA_NAME.test(text) || (stem && text.toLowerCase() === stem.toLowerCase())) return 'alt-file-name';
  if (text.length < 3 || /^(hình|ảnh|hình ảnh|picture|image|photo)$/i.test(text)) return 'alt-says-nothing';
  return undefined;
}

/** Words that came with a pasted picture and may stand, or nothing. */
export const usable = (alt, name) => (alt && !faultOf(alt, name) ? alt : '');

const dialog = document.getElementById('editor-pictures');
const part = (selector, root = dialog) => root?.querySelector(selector);
let rows = [];
let current;
let search;

function captionOf(editor, element) {
  const caption = editor.plugins.get('ImageCaptionUtils').getCaptionFromImageModelElement(element);
  return caption ? [...editor.model.createRangeIn(caption).getItems()].map((item) => item.data ?? '').join('') : '';
}

function addRow(editor, picture, index) {
  const { element, loader, name, src } = picture;
  const row = part('template[data-picture-row]').content.firstElementChild.cloneNode(true);
  const pick = (what) => part(`[data-${what}]`, row);
  const stem = `picture-${Date.now()}-${index}`;
  const fields = { alt: pick('alt'), decorative: pick('decorative'), caption: pick('caption') };
  for (const [key, field] of Object.entries(fields)) field.id = `${stem}-${key}`;
  for (const label of row.querySelectorAll('label[data-of]')) label.htmlFor = `${stem}-${label.dataset.of}`;
  pick('fault').id = `${stem}-fault`;
  fields.alt.setAttribute('aria-describedby', pick('fault').id);
  fields.alt.value = usable(element.getAttribute('alt') ?? '', name);
  fields.decorative.checked = Boolean(element.getAttribute('decorative'));
  fields.caption.value = captionOf(editor, element);
  const follow = () => { fields.alt.disabled = fields.decorative.checked; };
  fields.decorative.addEventListener('change', follow);
  follow();

  const [thumb, bar, state] = [pick('thumb'), pick('progress'), pick('state')];
  if (src) thumb.src = src;
  if (loader) {
    bar.hidden = false;
    loader.file.then((file) => {
      if (!file || file.address) return;
      const url = URL.createObjectURL(file);
      thumb.src = url;
      thumb.addEventListener('load', () => setTimeout(() => URL.revokeObjectURL(url), 60_000), { once: true });
    }, () => {});
    state.textContent = say('picture-sending');
    const step = () => {
      bar.value = loader.uploadedPercent || 0;
      if (loader.status === 'error' || loader.status === 'aborted') {
        bar.hidden = true;
        state.textContent = picture.fault() ?? say('picture-failed');
        row.classList.add('failed');
      } else if (loader.uploadResponse) {
        bar.hidden = true;
        state.textContent = say('picture-arrived');
        thumb.src = loader.uploadResponse.default;
      }
    };
    loader.on('change', step);
    step();
  }
  part('[data-rows]').append(row);
  rows.push({ row, fields, picture, fault: pick('fault') });
}

function show(editor, elements) {
  elements.forEach((element) => addRow(editor, pictureOf(editor, element), rows.length));
  part('[data-described]').hidden = rows.length === 0;
  part('[data-as-gallery]').hidden = !current.adding || rows.length < 2;
  if (elements.length) requestAnimationFrame(() => rows.at(-elements.length)?.fields.alt.focus());
}

/** Writes what was filled in; false when something is missing, which is then said beside it. */
function apply(editor) {
  let first;
  const { model } = editor;
  const there = rows.filter(({ picture: { element } }) => element.root.rootName !== '$graveyard');
  for (const { fields, fault, picture } of there) {
    const wrong = fields.decorative.checked ? undefined : faultOf(fields.alt.value, picture.name);
    fault.textContent = wrong ? say(wrong) : '';
    fields.alt.toggleAttribute('aria-invalid', Boolean(wrong));
    if (wrong) first ??= fields.alt;
  }
  if (first) {
    first.focus();
    return false;
  }
  model.change((writer) => {
    for (const { fields, picture: { element } } of there) {
      writer.setAttribute('alt', fields.decorative.checked ? '' : fields.alt.value.trim(), element);
      if (fields.decorative.checked) writer.setAttribute('decorative', true, element);
      else writer.removeAttribute('decorative', element);
      const words = fields.caption.value.trim();
      const caption = editor.plugins.get('ImageCaptionUtils').getCaptionFromImageModelElement(element);
      if (words === captionOf(editor, element)) continue;
      if (caption) writer.remove(caption);
      if (!words) continue;
      const made = writer.createElement('caption');
      writer.insertText(words, made);
      writer.append(made, element);
    }
  });
  const neighbours = there.map(({ picture }) => picture.element);
  const side = neighbours.every((element, index) => index === 0 || neighbours[index - 1].nextSibling === element);
  if (part('[data-as-gallery] input').checked && neighbours.length > 1 && side) editor.execute('gallery', { pictures: neighbours });
  return true;
}

/** After pictures were put in, one writes on below them. */
function writeOn(editor, pictures) {
  const { model } = editor;
  const chosen = model.document.selection.getSelectedElement();
  const stayed = pictures.filter(({ root }) => root.rootName !== '$graveyard');
  const picture = stayed.at(-1) ?? (chosen?.is('element', 'imageBlock') ? chosen : undefined);
  if (!picture) return;
  model.change((writer) => {
    const block = picture.findAncestor('gallery') ?? picture;
    let below = block.nextSibling;
    if (!below || !model.schema.checkChild(below, '$text')) {
      below = writer.createElement('paragraph');
      writer.insert(below, writer.createPositionAfter(block));
    }
    writer.setSelection(below, 0);
  });
}

function take(files) {
  if (!files.length) return;
  show(current.editor, insertPictures(current.editor, files));
}

/** Opens the dialog for pictures of the text; with `adding` further ones can be chosen. */
export function openDescriptions(editor, urls, { elements, adding = false }) {
  if (!dialog) return;
  if (dialog.open) {
    show(editor, elements);
    return;
  }
  current = { editor, urls, adding };
  rows = [];
  part('[data-rows]').replaceChildren();
  part('[data-choose]').hidden = !adding;
  part('[data-library]').hidden = !adding || !urls.library;
  part('[data-library-list]').replaceChildren();
  part('[data-as-gallery] input').checked = false;
  dialog.showModal();
  show(editor, elements);
  if (adding && urls.library) {
    search ??= offerPictures(part('[data-library]'), urls, (file) => show(current.editor, insertStored(current.editor, file)));
    search();
  }
  if (!elements.length) part('[data-choose] input')?.focus();
}

/** Opens the dialog for all pictures that still lack words, after a paste. */
export function askForMissing(editor, urls, among) {
  const elements = allPictures(editor).filter((element) => among(element) && !element.getAttribute('decorative')
    && !usable(element.getAttribute('alt') ?? '', pictureOf(editor, element).name));
  if (elements.length) openDescriptions(editor, urls, { elements });
}

if (dialog) {
  const input = part('[data-choose] input');
  const zone = part('[data-choose]');
  input.addEventListener('change', () => {
    take([...input.files]);
    input.value = '';
  });
  zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    take([...event.dataTransfer.files]);
  });
  part('form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (apply(current.editor)) dialog.close();
  });
  part('[data-later]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    carryOver(dialog);
    if (current?.adding && rows.length) writeOn(current.editor, rows.map(({ picture }) => picture.element));
    rows = [];
    part('[data-rows]').replaceChildren();
    current?.editor.editing.view.focus();
  });
}
