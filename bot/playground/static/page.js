// The page: sends what a person does, and looks again when something has changed. The server draws everything.
import { follow, whenReleased } from "./follow.js";
import { formValues, restoreTyped, swap, swapPieces } from "./swap.js";

const $ = (selector, within = document) => within.querySelector(selector);
const { person, channel, lang, offline } = document.body.dataset;
const modal = $("#modal");
const confirmation = $("#confirm");
const stream = $("#stream");
let sentForm = {}; // what the server knows of the modal's fields

async function post(name, body = {}) {
  const response = await fetch(`/page/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ person, channel, lang, ...body }),
  });
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

// Do something and show what it led to; `button` is out of use meanwhile. False when the server was not reached.
async function act(name, body, button) {
  button?.setAttribute("aria-busy", "true");
  button?.setAttribute("aria-disabled", "true");
  try {
    const answer = await post(name, body);
    if (answer.go) {
      location.assign(answer.go);
      return true;
    }
    notice(answer.notice ?? "");
    await look();
    if (answer.modal_fault && $("#modal-fault")) $("#modal-fault").textContent = answer.modal_fault;
    return true;
  } catch {
    notice(offline);
    return false;
  } finally {
    button?.removeAttribute("aria-busy");
    button?.removeAttribute("aria-disabled");
  }
}

function notice(words) {
  const line = $("#notice");
  line.textContent = words;
  clearTimeout(line.timer);
  if (words) line.timer = setTimeout(() => (line.textContent = ""), 8000);
}

// ---- Showing ----

let looking = false;
let lookAgain = false;

async function look() {
  if (looking) {
    lookAgain = true;
    return;
  }
  looking = true;
  try {
    const parts = await post("look", { visible: document.visibilityState === "visible" });
    await whenReleased();
    show(parts);
  } finally {
    looking = false;
    if (lookAgain) {
      lookAgain = false;
      await look();
    }
  }
}

function show(parts) {
  swap($("#sidebar"), parts.sidebar);
  swap($("#head"), parts.head);
  showChannel(parts.channel);
  swap($("#faults"), parts.faults);
  swapPieces(stream, parts.stream);
  showClock(parts.clock);
  showModal(parts.modal, parts.modal_id);
}

function showClock(html) {
  const form = $("#jump-form");
  const chosen = form?.dataset.touched ? formValues(form) : null;
  if (!swap($("#clock"), html) || !chosen || !$("#jump-form")) return;
  $("#jump-date").value = chosen.date[0];
  $("#jump-time").value = chosen.time[0];
  $("#jump-form").dataset.touched = "yes";
}

// Who is about to be let in stays chosen, when it still can be
function showChannel(html) {
  const chosen = $("#invite-user")?.value;
  if (!swap($("#channel"), html) || !chosen || !$("#invite-user")) return;
  const again = [...$("#invite-user").options].find((each) => each.value === chosen);
  if (again) again.selected = true;
}

function showModal(html, id) {
  const same = modal.open && modal.dataset.view === id;
  const typed = same ? formValues($("form", modal)) : {};
  if (!swap(modal, html) && modal.open === Boolean(html)) return;
  modal.dataset.view = id;
  if (!html) {
    modal.close();
    return;
  }
  if (same) restoreTyped($("form", modal), typed, sentForm);
  if (!modal.open) modal.showModal();
  const fault = $(".faulty :is(input, select, textarea)", modal);
  if (fault) fault.focus();
  else if (!same || !modal.contains(document.activeElement)) firstField().focus();
}

function firstField() {
  const fields = ":is(input:not(.calendar), select, textarea)";
  return $(".modal-body [autofocus]", modal) ?? $(`.modal-body ${fields}`, modal) ?? $("footer .button:last-child", modal);
}

// ---- Doing ----

function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  const { title, text, confirm: yes, deny: no, style } = JSON.parse(confirm);
  $("#confirm-title").textContent = title?.text ?? "";
  $("#confirm-text").textContent = text.text;
  for (const [value, label] of [["yes", yes], ["no", no]]) {
    const button = $(`button[value=${value}]`, confirmation);
    button.textContent = label?.text ?? button.dataset.default;
    if (value === "yes") button.className = `button ${style ?? "primary"}`;
  }
  confirmation.returnValue = "no";
  confirmation.showModal();
  return new Promise((resolve) =>
    confirmation.addEventListener("close", () => resolve(confirmation.returnValue === "yes"), { once: true }),
  );
}

async function press(control, values) {
  const form = control.closest("form");
  if (control.getAttribute("aria-busy") || !(await confirmed(control.dataset.confirm))) return;
  const { block, action } = control.dataset;
  if (form.closest("#modal")) sentForm = formValues(form);
  const from = form.dataset.view ? { view: form.dataset.view } : { ts: form.dataset.message };
  await act("press", { ...from, block_id: block, action_id: action, values, form: formValues(form) }, control);
}

function closeModal(all) {
  return act("close", { view: modal.dataset.view, all });
}

const CONTROLS = "[data-press], [data-close], [data-jump], [data-say], button[data-channel], [data-mend], [data-shortcut]";

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details"));
  const control = event.target.closest(CONTROLS);
  if (!control || control.getAttribute("aria-busy")) return;
  const { press: value, close, jump, say, channel: change, with: other, mend, shortcut } = control.dataset;
  if (value !== undefined || shortcut) closeMenus();
  if (value !== undefined) press(control, [value]);
  else if (shortcut) act("shortcut", { shortcut }, control);
  else if (change) act("channel", { act: change, with: other }, control);
  else if (mend) act("mend", { id: mend }, control);
  else if (close) closeModal(close === "all");
  else if (say) act("send", { text: say }, control);
  else act("clock", { to: jump }, control);
});

// A menu closes when something else is clicked, and with Escape, which gives focus back to what opened it
function closeMenus(but) {
  for (const menu of document.querySelectorAll("details.overflow[open]")) if (menu !== but) menu.open = false;
}

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest("details.overflow[open]");
  if (event.key !== "Escape" || !menu) return;
  event.preventDefault();
  menu.open = false;
  $("summary", menu).focus();
});

document.addEventListener("change", (event) => {
  if (event.target.matches(".calendar")) takeDay(event.target);
  const control = event.target.closest("[data-choose]");
  if (control) press(control, formValues(control.closest("form"))[event.target.name] ?? []);
});

document.addEventListener("input", (event) => {
  if (event.target.id === "find-person") findPerson(event.target.value.trim().toLowerCase());
  if (event.target.closest("#jump-form")) event.target.closest("form").dataset.touched = "yes";
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  event.preventDefault();
  if (form.id === "composer") sendWritten(form);
  else if (form.id === "jump-form") {
    delete form.dataset.touched;
    act("clock", { date: form.date.value, time: form.time.value }, $("button", form));
  } else if (form.id === "invite-form") act("channel", { act: "invite", with: form.with.value }, $("button", form));
  else if (form.id === "fault-form") act("fault", Object.fromEntries(new FormData(form)), $("button", form));
  else if (form.closest("#modal")) submitModal(form);
});

function submitModal(form) {
  const button = $("button[type=submit]", form);
  if (!button || button.getAttribute("aria-busy")) return;
  sentForm = formValues(form);
  act("submit", { view: form.dataset.view, form: sentForm }, button);
}

async function sendWritten(form) {
  const text = form.text.value.trim();
  if (!text) return;
  form.text.value = "";
  stream.scrollTop = stream.scrollHeight;
  if (!(await act("send", { text })) && !form.text.value) form.text.value = text;
}

// The browser's calendar, whatever its language, beside a field that is written the Norwegian way
function takeDay(calendar) {
  const field = calendar.previousElementSibling;
  field.value = calendar.value.split("-").reverse().join(".");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  if (field.dataset.action) press(field, [field.value]);
  field.focus();
}

function findPerson(wanted) {
  const people = [...document.querySelectorAll(".people [data-name]")];
  for (const each of people) each.hidden = !each.dataset.name.includes(wanted);
  $(".nobody").hidden = people.some((each) => !each.hidden);
}

$("#composer textarea")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

// Escape: the bot hears of it, so the page waits for the server to take the modal away
modal.addEventListener("cancel", (event) => {
  if (event.target !== modal) return;
  event.preventDefault();
  closeModal(false);
});

// ---- Following ----

setInterval(() => {
  const now = $("#now");
  if (!now) return;
  const moment = new Date(new Date(now.dataset.now).getTime() + (performance.now() - (now.seen ??= performance.now())));
  const zone = { timeZone: document.body.dataset.zone, hour: "2-digit", minute: "2-digit" };
  $(".now-time", now).textContent = moment.toLocaleTimeString("nb-NO", zone).replace(":", ".");
}, 1000);

follow(
  () => look().then(() => $("#notice").textContent === offline && notice(""), () => notice(offline)),
  () => notice(offline),
);
document.addEventListener("visibilitychange", () => look().catch(() => {}));

stream.scrollTop = stream.scrollHeight;
const composer = $("#composer textarea");
if (composer?.value) composer.setSelectionRange(composer.value.length, composer.value.length);
post("open").then(look).catch(() => notice(offline));
