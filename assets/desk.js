// What a script adds to the desk. Every page works without it.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, key) => values[key]);

// The first thing to read after a rejected form is what to correct.
document.querySelector("[data-focus]")?.focus();

// Panels close on Escape and on a click elsewhere.
const panels = all("details.drop-down");
document.addEventListener("click", (event) => {
  for (const panel of panels) if (panel.open && !panel.contains(event.target)) panel.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const panel of panels) if (panel.open) {
    panel.open = false;
    panel.querySelector("summary").focus();
  }
});

// A password can be looked at.
for (const button of all("[data-reveal]")) {
  const input = document.getElementById(button.dataset.reveal);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.textContent = shown ? button.dataset.hide : button.dataset.show;
    input.focus();
  });
  input.form.addEventListener("submit", () => { input.type = "password"; });
}

// The first password can be copied.
for (const button of all("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
}

// A form says that it holds unsaved words, and the browser asks before they are lost.
for (const form of all("form[data-unsaved]")) {
  const state = form.querySelector("[data-dirty-words]");
  let dirty = form.dataset.unsaved === "yes" || document.getElementById("errors") !== null;
  const touch = () => {
    dirty = true;
    if (!state || state.classList.contains("dirty")) return;
    state.classList.add("dirty");
    state.textContent = state.dataset.dirtyWords;
  };
  form.addEventListener("input", touch);
  form.addEventListener("change", touch);
  form.addEventListener("submit", () => { dirty = false; });
  // The editor's script has brought every word to the server.
  form.addEventListener("kept", () => {
    dirty = false;
    state?.classList.remove("dirty");
  });
  // Another form of the page may be what is sent, and what was refused is sent again.
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}

// A page that says "done" confirms the form sent before it: this device need not keep its words any longer.
if (document.querySelector(".flash-done")) {
  try {
    const sent = sessionStorage.getItem("conglang:writing:sent");
    if (sent) localStorage.removeItem(sent);
    sessionStorage.removeItem("conglang:writing:sent");
  } catch { /* a window without storage kept nothing */ }
}

// What was just done is told once, not again with every reload.
const address = new URL(location.href);
if (address.searchParams.has("da")) {
  address.searchParams.delete("da");
  address.searchParams.delete("bai");
  history.replaceState(history.state, "", address);
}

// One press is one save. The name and value of the pressed button still travel.
for (const form of all('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
  });
}
window.addEventListener("pageshow", () => {
  for (const form of all("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of all("[aria-disabled]", form)) button.removeAttribute("aria-disabled");
  }
});

// The main button says what it will do. Times are the province's own: UTC+7, without summer time.
const main = document.querySelector("[data-publish]");
const time = document.getElementById("f-publish_at");
if (main && time) {
  const two = (number) => String(number).padStart(2, "0");
  const say = () => {
    const parts = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(time.value);
    const later = parts && Date.parse(`${parts[0]}:00+07:00`) > Date.now();
    // Days have two digits; of the months only January and February do, as in official letters.
    const weekday = later && main.dataset.weekdays.split(", ")[new Date(Date.UTC(parts[1], parts[2] - 1, parts[3])).getUTCDay()];
    const at = later && `${parts[4]}:${parts[5]} ${weekday} ${parts[3]}/${+parts[2] < 3 ? two(+parts[2]) : +parts[2]}/${parts[1]}`;
    main.value = later ? "hen" : "dang";
    main.querySelector("span").textContent = later ? fill(main.dataset.later, { at }) : main.dataset.now;
  };
  time.addEventListener("input", say);
  time.addEventListener("change", say);
  say();
}

// A passage of the other edition can be taken whole.
for (const button of all("[data-take]")) {
  const input = document.getElementById(button.dataset.take);
  button.hidden = false;
  button.addEventListener("click", () => {
    input.value = button.dataset.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    // Where an editor stands in the field's place, it reads the field anew.
    input.dispatchEvent(new Event("taken"));
    input.focus();
  });
}

// Pictures: dropped, shown at once, and made smaller before they travel over a weak network.
const LONGEST_PX = 2560;
const readable = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;

async function smaller(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  const scale = LONGEST_PX / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1 || file.type === "image/png") return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

for (const zone of all("[data-drop]")) {
  const input = zone.querySelector("input");
  const state = zone.querySelector(".drop-state");
  const preview = zone.querySelector(".drop-preview");
  const withPicture = zone.closest("form").querySelector("[data-with-picture]");
  zone.querySelector(".drop-words").hidden = false;
  const show = (file) => {
    if (preview.src) URL.revokeObjectURL(preview.src);
    preview.hidden = !file;
    if (file) preview.src = URL.createObjectURL(file); else preview.removeAttribute("src");
    if (withPicture && !("hasPicture" in withPicture.dataset)) withPicture.hidden = !file;
  };
  show(null);
  const choose = async () => {
    const file = input.files[0];
    if (!file) { state.textContent = ""; return show(null); }
    if (!input.accept.split(",").includes(file.type)) {
      state.textContent = zone.dataset.notPicture;
      input.value = "";
      return show(null);
    }
    const light = await smaller(file);
    if (input.files[0] !== file) return;
    let words = fill(zone.dataset.chosen, { name: file.name, size: readable(light.size) });
    if (light !== file) {
      const carried = new DataTransfer();
      carried.items.add(light);
      input.files = carried.files;
      words += ". " + fill(zone.dataset.smaller, { from: readable(file.size), to: readable(light.size) });
    }
    state.textContent = words;
    show(light);
  };
  input.addEventListener("change", choose);
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// Files that are too large to be sent at once are said to be before anything travels.
for (const input of all("input[data-bytes-max]")) {
  input.addEventListener("change", () => {
    const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
    const fault = input.nextElementSibling;
    fault.hidden = bytes <= Number(input.dataset.bytesMax);
    if (!fault.hidden) input.value = "";
  });
}

// A choice among texts is looked for by their names; without a script the newest are there to choose.
for (const place of all("[data-find-url]:not(form)")) {
  const [box, select] = [place.querySelector("[data-find]"), place.querySelector("select")];
  const [asked, state] = [box.querySelector("input"), box.querySelector("[data-find-state]")];
  const newest = [...select.options];
  let timer;
  const look = async () => {
    const words = asked.value.trim();
    const chosen = select.selectedOptions[0];
    if (!words) {
      select.replaceChildren(...newest);
      state.textContent = "";
      return;
    }
    const answer = await fetch(`${place.dataset.findUrl}?tim=${encodeURIComponent(words)}`, { credentials: "same-origin" }).catch(() => undefined);
    if (!answer?.ok) return;
    const found = await answer.json().catch(() => []);
    const options = found.map(({ id, title }) => new Option(title, id));
    const keep = chosen?.value ? [chosen, ...options.filter(({ value }) => value !== chosen.value)] : options;
    select.replaceChildren(newest[0], ...keep);
    if (!chosen?.value && options.length === 1) select.value = options[0].value;
    state.textContent = found.length ? fill(place.dataset.found, { count: found.length }) : place.dataset.foundNone;
  };
  box.hidden = false;
  asked.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 250);
  });
  asked.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    look();
  });
}
