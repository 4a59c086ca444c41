// What must happen in the browser itself: keys, dialogs that open at once, the remembered theme, the reconnect notice.

const themeCookie = "platen-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

const themeValue = () => document.cookie.match(/(?:^|; )platen-theme=([^;]*)/)?.[1] ?? "";

function writeTheme(value) {
    document.cookie = `${themeCookie}=${value}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.dataset.theme = value.endsWith("dark") ? "dark" : "light";
}

export const isDark = () => themeValue().endsWith("dark");

export function rememberTheme(dark) {
    writeTheme(dark ? "dark" : "light");
}

// Until its owner chooses, the page follows the system.
function followSystem() {
    if (!themeValue() || themeValue().startsWith("auto"))
        writeTheme(system.matches ? "auto-dark" : "auto-light");
}

const painted = document.documentElement.dataset.theme;
followSystem();
// A page without a live connection cannot turn its colours by itself: on the first visit it is asked for once more.
if (document.querySelector("[data-still]") && themeValue() && document.documentElement.dataset.theme !== painted) location.reload();
system.addEventListener("change", followSystem);

function open(id) {
    const opened = document.getElementById(id);
    if (opened instanceof HTMLDialogElement) {
        if (!opened.open) opened.showModal();
        opened.querySelector("input")?.select();
    } else {
        opened?.classList.toggle("opened");
    }
}

document.addEventListener("click", event => {
    const opener = event.target.closest?.("[data-opens]");
    if (opener) return open(opener.dataset.opens);
    const copier = event.target.closest?.("[data-copies]");
    if (copier) return copy(copier, document.getElementById(copier.dataset.copies));
    // A click beside a dialog closes it; a link taken closes whatever it was in.
    if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close();
    if (event.target.closest?.("a[href]")) {
        event.target.closest("dialog")?.close();
        document.getElementById("side")?.classList.remove("opened");
    }
});

async function copy(button, text) {
    try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = "Copied";
    } catch {
        // Without https the browser lets no script copy; the text is marked for Ctrl-C.
        getSelection().selectAllChildren(text);
    }
}

const typing = element => element.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return open("finder");
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return save();
    if (event.target.closest?.("#finder")) return inFinder(event);
    if (event.target.matches?.("[data-down]")) return inColumn(event);
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?") return open("keys");
    if (event.key === "/") {
        event.preventDefault();
        return document.querySelector("[data-list-search]")?.focus();
    }
    if (event.key === "j") step("[data-rows] > tr", 1);
    if (event.key === "k") step("[data-rows] > tr", -1);
});

function inFinder(event) {
    const hits = [...document.querySelectorAll("#finder [data-hit]")];
    const at = hits.indexOf(document.activeElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const next = at + (event.key === "ArrowDown" ? 1 : -1);
        (hits[next] ?? document.querySelector("#finder input")).focus();
    } else if (event.key === "Enter" && at < 0) {
        hits[0]?.click();
    }
}

// The field that is being typed in counts first.
function save() {
    document.activeElement?.blur();
    document.querySelector("[data-save]")?.click();
}

// Goes to the first of the places that is there, and unfolds what hides it.
export function goTo(ids) {
    const place = ids.map(id => document.getElementById(id)).find(found => found);
    for (let fold = place?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place?.scrollIntoView({ block: "center" });
    place?.focus({ preventScroll: true });
}

// What is typed and not saved lives as long as its tab.
export const keepText = (name, text) => sessionStorage.setItem(name, text);
export const forgetText = name => sessionStorage.removeItem(name);
export const keptText = name => new TextEncoder().encode(sessionStorage.getItem(name) ?? " "); // a stream is not empty

// Enter and the arrows walk down a column of fields; the field saves as it is left.
function inColumn(event) {
    const move = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!move) return;
    event.preventDefault();
    const fields = [...document.querySelectorAll(`[data-down="${CSS.escape(event.target.dataset.down)}"]`)];
    const next = fields[fields.indexOf(event.target) + move];
    if (next) { next.focus(); next.select(); } else { event.target.blur(); }
}

// J and K walk rows by their first link or button, which Enter then takes.
function step(rows, by) {
    const stops = [...document.querySelectorAll(rows)].map(row => row.querySelector("a, button")).filter(stop => stop);
    const at = stops.findIndex(stop => stop.closest("tr").contains(document.activeElement));
    stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
}

const notice = document.getElementById("components-reconnect-modal");
notice?.addEventListener("components-reconnect-state-changed", event => {
    const { state } = event.detail;
    if (state === "hide") notice.close();
    else if (state === "rejected") location.reload();
    else if (!notice.open) notice.show();
});

async function rejoin() {
    try {
        if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) location.reload();
    } catch {
        // Still out of reach; the notice stays.
    }
}

document.getElementById("reconnect-retry")?.addEventListener("click", rejoin);
document.getElementById("reconnect-resume")?.addEventListener("click", async () => {
    if (!await Blazor.resumeCircuit()) location.reload();
});
document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && notice?.classList.contains("components-reconnect-failed")) rejoin();
});
