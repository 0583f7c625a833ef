// CKEditor as the desk uses it: its GPL edition without a cloud, only what the public pages can show.

import {
  AutoLink, Autoformat, BlockQuote, Bold, ClassicEditor, Essentials, FindAndReplace, GeneralHtmlSupport, Heading,
  HorizontalLine, ImageBlock, ImageCaption, ImageToolbar, ImageUpload, Italic, LinkEditing, List,
  ListPropertiesEditing, Paragraph, PasteFromOffice, PlainTableOutput, RemoveFormat, SpecialCharacters,
  SpecialCharactersEssentials, Strikethrough, Subscript, Superscript, Table, TableCaption, TableToolbar, Underline,
  ButtonView, IconNotification, IconTable, Plugin,
} from 'ckeditor5';
import './rich_text.css';
import vietnamese from 'ckeditor5/translations/vi.js';
import { Gallery, Note } from './container.js';
import { show } from './find_words.js';
import { links } from './links.js';
import { fromEditor, toEditor } from './markup.js';
import { part } from './part.js';
import { paste } from './paste.js';
import { pictures } from './pictures.js';
import { Video } from './video.js';
import { videos } from './videos.js';
import { say } from './words.js';

const WRITTEN_MS = 250;

/** The desk's policy allows no style attributes; setting the same through the style object is no attribute. */
const StylesAsProperties = part((editor) => {
  const { domConverter } = editor.editing.view;
  const set = domConverter.setDomElementAttribute.bind(domConverter);
  domConverter.setDomElementAttribute = (element, key, value, view) => {
    if (key === 'style') element.style.cssText = value;
    else set(element, key, value, view);
  };
  // What is stored and copied holds no styles at all.
  const { domConverter: writing } = editor.data.htmlProcessor;
  const write = writing.setDomElementAttribute.bind(writing);
  writing.setDomElementAttribute = (element, key, value, view) => {
    if (key !== 'style') write(element, key, value, view);
  };
});

/** Where there is no room for a grid to choose from: a small table, to which rows and columns are added. */
const TableButton = part((editor) => {
  editor.ui.componentFactory.add('smallTable', (locale) => {
    const view = new ButtonView(locale);
    view.set({ label: say('table'), icon: IconTable, tooltip: true });
    view.bind('isEnabled').to(editor.commands.get('insertTable'), 'isEnabled');
    view.on('execute', () => {
      editor.execute('insertTable', { rows: 3, columns: 2, headingRows: 1 });
      editor.editing.view.focus();
    });
    return view;
  });
});

const NoteButton = part((editor) => {
  const command = editor.commands.get('note');
  editor.ui.componentFactory.add('note', (locale) => {
    const view = new ButtonView(locale);
    view.set({ label: say('note'), icon: IconNotification, tooltip: true, isToggleable: true });
    view.bind('isOn', 'isEnabled').to(command, 'value', 'isEnabled');
    view.on('execute', () => {
      editor.execute('note');
      editor.editing.view.focus();
    });
    return view;
  });
});

/** Lets the browser draw and answer between two parts: on a cheap phone the whole takes longer than a person waits. */
const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
const breath = () => class extends Plugin {
  init() {
    return pause();
  }
};

class Editor extends ClassicEditor {
  static async create(config) {
    const editor = new this(config);
    await editor.initPlugins();
    await pause();
    await editor.ui.init(editor.config.get('attachTo'));
    await pause();
    await editor.data.init(editor.config.get('roots').main.initialData);
    editor.fire('ready');
    return editor;
  }
}

/** Captions are captions: the role of a text box, which the editor gives them, would need a name of its own. */
const CaptionRoles = part((editor) => {
  editor.conversion.for('editingDowncast').add((dispatcher) => dispatcher.on('insert:caption', (event, data, { mapper, writer }) => {
    const caption = mapper.toViewElement(data.item);
    if (caption) writer.removeAttribute('role', caption);
  }, { priority: 'lowest' }));
});

/** Elements that older texts hold and the toolbar does not make: kept as they are. */
const KEPT = [
  { name: /^(dl|dt|dd|pre|code)$/ },
  { name: 'abbr', attributes: ['title'] },
  { name: /^(p|h2|h3|h4|li|blockquote|td|th|a)$/, attributes: ['lang'] },
  { name: 'a', attributes: ['title'] },
];

// One row of buttons, so that the text is in sight; what is seldom needed stands behind one door, on a phone more of it. The editor could find out by itself what has
// room, but measures every button for it: a quarter of its start.
const SELDOM = ['specialCharacters', 'underline', 'strikethrough', 'subscript', 'superscript', 'horizontalLine', 'accessibilityHelp'];
const more = (items) => ({ label: say('toolbar-more'), icon: 'threeVerticalDots', items });

function toolbar() {
  const items = matchMedia('(min-width: 40rem)').matches
    ? [
      'heading', '|', 'bold', 'italic', '|', 'bulletedList', 'numberedList', '|', 'pictures', 'siteLink', 'insertTable', 'videos', '|',
      'blockQuote', 'note', '|', 'undo', 'redo', more(['findAndReplace', 'removeFormat', ...SELDOM]),
    ]
    : [
      'heading', 'bold', 'bulletedList', 'pictures', 'siteLink',
      more(['undo', 'redo', 'italic', 'numberedList', 'smallTable', 'videos', 'blockQuote', 'note', 'findAndReplace', 'removeFormat',
        ...SELDOM.filter((item) => item !== 'specialCharacters')]),
    ];
  return { items, shouldNotGroupWhenFull: true };
}

/** What the list of headings says where no heading can be: the name it has for those who cannot see it, too. */
const withoutPlace = (heading) => ({ 'Choose heading': heading });

/** Puts the editor in the place of a text field; the field keeps the text and is what the form sends. */
export async function richText(field, urls) {
  const label = document.querySelector(`label[for="${field.id}"]`);
  const place = document.createElement('div');
  field.after(place);
  const isVietnamese = document.documentElement.lang.startsWith('vi');
  const editor = await Editor.create({
    attachTo: place,
    licenseKey: 'GPL',
    language: isVietnamese ? 'vi' : 'en',
    translations: isVietnamese ? [vietnamese, { vi: { dictionary: { ...withoutPlace(vietnamese.vi.dictionary.Heading), 'Remove Format': 'Xóa định dạng' } } }] : [{ en: { dictionary: withoutPlace('Heading') } }],
    roots: { main: { initialData: toEditor(field.value), label: label?.textContent.trim() ?? '' } },
    plugins: [
      StylesAsProperties,
      breath(), Essentials, breath(), Paragraph, Heading, Bold, Italic, Underline, Strikethrough, Subscript, Superscript,
      RemoveFormat, Autoformat, breath(), List, ListPropertiesEditing, BlockQuote, HorizontalLine, LinkEditing, AutoLink, breath(),
      Table, TableToolbar, TableCaption, PlainTableOutput, breath(), ImageBlock, ImageCaption, ImageToolbar, ImageUpload, breath(),
      SpecialCharacters, SpecialCharactersEssentials, FindAndReplace, PasteFromOffice, GeneralHtmlSupport, breath(),
      CaptionRoles, TableButton, Note, NoteButton, Gallery, Video, pictures(urls), links(urls), videos(urls), paste(urls), breath(),
    ],
    toolbar: toolbar(),
    heading: {
      options: [
        { model: 'paragraph', title: 'Paragraph', class: 'ck-heading_paragraph' },
        { model: 'heading2', view: 'h2', title: 'Heading 1', class: 'ck-heading_heading1', upcastAlso: ['h1'] },
        { model: 'heading3', view: 'h3', title: 'Heading 2', class: 'ck-heading_heading2' },
        { model: 'heading4', view: 'h4', title: 'Heading 3', class: 'ck-heading_heading3', upcastAlso: ['h5', 'h6'] },
      ],
    },
    list: { properties: { styles: { useAttribute: true }, startIndex: true, reversed: false } },
    table: { contentToolbar: ['tableColumn', 'tableRow', 'mergeTableCells', 'toggleTableCaption'], defaultHeadings: { rows: 1 } },
    image: { toolbar: ['pictureWords', 'toggleImageCaption', 'gallery'], insert: { type: 'block' } },
    link: { defaultProtocol: 'https://' },
    htmlSupport: { allow: KEPT },
    ui: { viewportOffset: { top: 0 } },
  });

  let timer;
  let written = editor.model.document.version;
  const flush = () => {
    clearTimeout(timer);
    const { version } = editor.model.document;
    if (version === written) return;
    written = version;
    const value = fromEditor(editor.getData());
    if (value === field.value) return;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  editor.model.document.on('change:data', () => {
    clearTimeout(timer);
    timer = setTimeout(flush, WRITTEN_MS);
  });
  const hint = document.getElementById(`${field.id}-hint`);
  if (hint) hint.textContent = say('hint');

  // The field stays behind the editor: what leads to it leads to the editor.
  field.hidden = true;
  field.tabIndex = -1;
  const focus = () => editor.editing.view.focus();
  label?.addEventListener('click', (event) => { event.preventDefault(); focus(); });
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.(`a[href="#${field.id}"]`)) return;
    event.preventDefault();
    focus();
    editor.ui.view.element.scrollIntoView({ block: 'start' });
  });
  document.addEventListener('editor-focus', focus);
  editor.editing.view.change((writer) => {
    const root = editor.editing.view.document.getRoot();
    for (const name of ['aria-describedby', 'aria-invalid']) {
      const value = field.getAttribute(name);
      if (value) writer.setAttribute(name, value, root);
    }
  });

  return {
    editor,
    flush,
    /** Settles when no picture is on its way any more; nothing when none is. */
    arriving() {
      const { loaders } = editor.plugins.get('FileRepository');
      return loaders.length === 0 ? undefined : new Promise((done) => {
        loaders.on('change', () => { if (loaders.length === 0) setTimeout(done); });
      });
    },
    show: (check) => show(editor, urls, check),
    /** The field holds other words now. */
    read: () => editor.setData(toEditor(field.value)),
  };
}
