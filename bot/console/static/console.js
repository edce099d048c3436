// Keys for who wants them: j k Enter c u / ?. Everything also works without this file.
"use strict";
(() => {
  const STORE = "hb-keys";
  const sheet = document.getElementById("keys");
  const toggle = document.getElementById("keys-on");
  const wanted = () => { try { return localStorage.getItem(STORE) !== "off"; } catch { return true; } };
  const rows = () => [...document.querySelectorAll("[data-row]")];

  for (const opener of document.querySelectorAll("[data-open]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => document.getElementById(opener.dataset.open).showModal());
  }
  // Who else is here, and whether the case changed since this page was made.
  const line = document.querySelector("[data-here]");
  const look = async () => {
    if (document.hidden) { return; }
    try {
      const answer = await fetch(line.dataset.here, { redirect: "error" });
      if (!answer.ok) { return; }
      const { others, version } = await answer.json();
      const said = [];
      if (String(version) !== line.dataset.version) { said.push("Deze aanmelding is intussen veranderd. Ververs de pagina om te zien wat er nieuw is."); }
      if (others.length) { said.push(`${others.join(", ")} ${others.length === 1 ? "kijkt" : "kijken"} hier nu ook.`); }
      const text = said.join(" ");
      if (line.textContent !== text) { line.textContent = text; }
      line.hidden = !text;
    } catch { /* offline or logged out: the next click will say so */ }
  };
  if (line) { setInterval(look, 20000); }
  for (const printer of document.querySelectorAll("[data-print]")) {
    printer.hidden = false;
    printer.addEventListener("click", () => window.print());
  }
  for (const filler of document.querySelectorAll("[data-fill]")) {
    filler.hidden = false;
    filler.addEventListener("click", () => {
      const field = document.getElementById(filler.dataset.fill);
      const text = document.getElementById(filler.dataset.from).textContent;
      field.value = field.value.trim() ? `${field.value.trimEnd()}\n\n${text}` : text;
      field.focus();
    });
  }
  if (toggle) {
    toggle.checked = wanted();
    toggle.addEventListener("change", () => {
      try { localStorage.setItem(STORE, toggle.checked ? "on" : "off"); } catch { /* stays for this page only */ }
    });
  }

  const step = (by) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const press = (key) => {
    const form = document.querySelector(`form[data-key="${key}"]`);
    if (form) { form.requestSubmit(); }
  };
  const up = () => { const link = document.querySelector("[data-up]"); if (link) { link.click(); } };
  const doing = { j: () => step(1), k: () => step(-1), c: () => press("c"), u: up, "/": () => document.getElementById("find").focus(), "?": () => sheet.showModal() };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (!sheet || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (document.querySelector("dialog[open]") || !wanted() || !(event.key in doing)) { return; }
    event.preventDefault();
    doing[event.key]();
  });

  // A form is sent once, however often the button is pressed.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || "again" in event.target.dataset) { return; }
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) { delete form.dataset.sent; }
  });
})();
