// Putting new HTML in without disturbing who is typing, reading or tabbing through the old.

// Swap the whole content, and give focus back to the element that had it.
export function swap(element, html) {
  if (element.lastHtml === html) return false;
  const focused = element.contains(document.activeElement) ? document.activeElement.id : "";
  const search = element.querySelector("input[type=search]")?.value;
  element.lastHtml = html;
  element.innerHTML = html;
  const field = element.querySelector("input[type=search]");
  if (field && search) {
    field.value = search;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  return true;
}

// Swap only the pieces that are new or changed, so that a screen reader hears only those.
export function swapPieces(list, html) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const template = document.createElement("template");
  template.innerHTML = html;
  const old = new Map([...list.children].map((piece) => [piece.dataset.key, piece]));
  let place = list.firstElementChild;
  let added = false;
  for (const fresh of [...template.content.children]) {
    const known = old.get(fresh.dataset.key);
    old.delete(fresh.dataset.key);
    if (known && known.dataset.mark === fresh.dataset.mark) {
      if (known === place) place = place.nextElementSibling;
      else list.insertBefore(known, place);
      continue;
    }
    if (known) {
      if (known === place) place = place.nextElementSibling;
      const focused = known.contains(document.activeElement) ? document.activeElement.id : "";
      known.replaceWith(fresh);
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    } else {
      list.insertBefore(fresh, place);
      added = true;
    }
  }
  for (const gone of old.values()) gone.remove();
  if (added && atEnd) list.scrollTop = list.scrollHeight;
}

// What a form's fields hold, as lists: { name: [values] }.
export function formValues(form) {
  const values = {};
  for (const [name, value] of new FormData(form)) (values[name] ??= []).push(value);
  return values;
}

// Put back what was typed while the server drew the same view anew.
export function restoreTyped(form, typed, sent) {
  for (const field of form.querySelectorAll("input:not([type=radio]):not([type=checkbox]), textarea, select")) {
    const now = typed[field.name]?.[0];
    const isNewer = now !== undefined && now !== (sent[field.name]?.[0] ?? "");
    // a date that could not be read stays as it was typed
    if (isNewer || (now && !field.value && "typed" in field.dataset)) field.value = now;
  }
}
