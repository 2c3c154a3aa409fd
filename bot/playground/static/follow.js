// When to look again, and when not to.

// Hear of every change on the server, and of lost contact. One tab listens and tells the others, since a browser holds
// only six connections open to one place; when that tab is closed another takes over.
export function follow(changed, lost) {
  const tabs = new BroadcastChannel("changes");
  const hear = (word) => (word === "changed" ? changed() : lost());
  const tell = (word) => {
    tabs.postMessage(word);
    hear(word);
  };
  tabs.addEventListener("message", (event) => hear(event.data));
  navigator.locks.request("changes", () => new Promise(() => {
    const stream = new EventSource("/page/stream");
    stream.addEventListener("message", () => tell("changed"));
    stream.addEventListener("error", () => tell("lost"));
  }));
}

// While a button is held down nothing is swapped: the press would be lost with the old button.
let released = Promise.resolve();
let release = () => {};
const LONGEST_HOLD = 1000; // milliseconds; a scroll bar never says that it is let go

document.addEventListener("pointerdown", () => {
  released = new Promise((resolve) => {
    release = resolve;
    setTimeout(resolve, LONGEST_HOLD);
  });
}, true);
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(release), true);

export const whenReleased = () => released;
