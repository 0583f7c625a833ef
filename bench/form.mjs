// Fills and sends HTML forms as a browser without scripts would: enough to work at the desk over plain HTTP.

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
export const decode = (text) =>
  text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name) => {
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x')));
    return entities[name] ?? whole;
  });
const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+)))?(?=[\\s/>])`, 'i').exec(tag);
  return found && decode(found[1] ?? found[2] ?? found[3] ?? '');
};
export const textOf = (html) => decode(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();

/** The label of a control: by its id, or the label that encloses it, or `aria-label`. */
function labelOf(html, tag, at) {
  const id = attribute(tag, 'id');
  const byId = id && new RegExp(`<label[^>]*\\sfor=["']?${id.replace(/[^\w-]/g, '\\$&')}["'\\s>][\\s\\S]*?</label>`, 'i').exec(html);
  if (byId) return textOf(byId[0]);
  const before = html.slice(0, at);
  const opened = before.lastIndexOf('<label');
  if (opened > before.lastIndexOf('</label>')) return textOf(html.slice(opened, html.indexOf('</label>', at)));
  return attribute(tag, 'aria-label') ?? '';
}

/** All forms of a page with their fields and buttons. */
export function formsIn(html, address) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head, inside]) => {
    const form = {
      action: new URL(attribute(`<form${head} >`, 'action') || address, address).href,
      method: (attribute(`<form${head} >`, 'method') || 'get').toUpperCase(),
      multipart: /multipart/i.test(attribute(`<form${head} >`, 'enctype') ?? ''),
      fields: [],
      buttons: [],
    };
    for (const found of inside.matchAll(/<(input|textarea|select|button)\b[^>]*>/gi)) {
      const [tag, kind] = [found[0], found[1].toLowerCase()];
      const name = attribute(tag, 'name');
      const type = (attribute(tag, 'type') ?? '').toLowerCase();
      const rest = inside.slice(found.index + tag.length);
      const label = labelOf(inside, tag, found.index);
      if (kind === 'button' || type === 'submit') {
        const text = kind === 'button' ? textOf(rest.slice(0, rest.search(/<\/button>/i))) : attribute(tag, 'value') ?? '';
        form.buttons.push({
          name, value: attribute(tag, 'value') ?? '', text,
          action: attribute(tag, 'formaction') && new URL(attribute(tag, 'formaction'), address).href,
        });
      } else if (name && kind === 'textarea') {
        form.fields.push({ name, label, type: 'textarea', value: decode(rest.slice(0, rest.search(/<\/textarea>/i))) });
      } else if (name && kind === 'select') {
        const options = [...rest.slice(0, rest.search(/<\/select>/i)).matchAll(/<option\b([^>]*)>([^<]*)/gi)].map(([, words, text]) => ({
          value: attribute(`<option${words} >`, 'value') ?? text.trim(),
          text: decode(text).trim(),
          selected: attribute(`<option${words} >`, 'selected') !== null,
        }));
        form.fields.push({ name, label, type: 'select', options, value: (options.find((o) => o.selected) ?? options[0])?.value ?? '' });
      } else if (name && !['button', 'reset', 'image'].includes(type)) {
        const boxed = type === 'checkbox' || type === 'radio';
        form.fields.push({
          name, label, type, value: attribute(tag, 'value') ?? (boxed ? 'on' : ''),
          sent: type !== 'file' && (!boxed || attribute(tag, 'checked') !== null),
        });
      }
    }
    return form;
  });
}

/** Puts `value` into the first field whose label or name fits. */
export function fill(form, pattern, value) {
  const field = form.fields.find(({ label, type }) => type !== 'hidden' && pattern.test(label))
    ?? form.fields.find(({ name }) => pattern.test(name));
  if (!field) return false;
  field.value = value;
  field.sent = true;
  return true;
}

/** What goes over the wire when `button` is pressed. */
export function submission(form, button) {
  const pairs = form.fields.filter(({ sent }) => sent !== false).map(({ name, value }) => [name, value]);
  if (button?.name) pairs.push([button.name, button.value]);
  const action = button?.action ?? form.action;
  if (form.method === 'GET') {
    const url = new URL(action);
    for (const [name, value] of pairs) url.searchParams.set(name, value);
    return { address: url.href, method: 'GET' };
  }
  if (!form.multipart) {
    return {
      address: action, method: 'POST', type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams(pairs).toString(),
    };
  }
  const edge = `----conglang${Math.random().toString(36).slice(2)}`;
  const parts = pairs.map(([name, value]) => `--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  return {
    address: action, method: 'POST', type: `multipart/form-data; boundary=${edge}`,
    body: `${parts.join('')}--${edge}--\r\n`,
  };
}
