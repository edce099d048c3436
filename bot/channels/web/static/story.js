// The page on which somebody tells more. The token never leaves this script but in a post, and never stays in the address.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  window.addEventListener("hashchange", () => location.reload()); // the link again, in the same tab
  const said = JSON.parse(at("chat").dataset.words);
  const t = (words) => said[words] ?? words;
  const say = (text) => { at("status").textContent = text; };
  let busy = false;

  const post = async (path, body) => {
    if (busy) return {};
    busy = true;
    say(t("Een ogenblik."));
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ token, ...body }),
      });
      const answer = await response.json();
      say(answer.error ?? "");
      return { ok: response.ok, ...answer };
    } catch {
      say(t("Er is nu geen verbinding. Probeer het zo nog eens. Je tekst staat er nog."));
      return {};
    } finally {
      busy = false;
    }
  };

  const show = (id) => {
    for (const part of ["telling", "check", "kept"]) at(part).hidden = part !== id;
    const heading = at(id).querySelector("h2, textarea");
    if (heading.tagName === "H2") heading.tabIndex = -1;
    heading.focus();
  };

  const paragraph = (runs) => {
    const p = document.createElement("p");
    for (const [text, bold, call] of runs) {
      const node = document.createElement(call ? "a" : bold ? "strong" : "span");
      if (call) node.href = `tel:${call}`;
      node.textContent = text;
      p.append(node);
    }
    return p;
  };

  const keep = async (sure) => {
    const answer = await post("/vertel/bewaar", { text: at("story").value, sure });
    if (!answer.ok) return;
    if (!answer.kept) {
      at("check-text").textContent = answer.text;
      show("check");
      return;
    }
    at("story").value = "";
    at("first").replaceChildren(...answer.first.map(paragraph));
    show("kept");
  };

  at("telling").addEventListener("submit", (event) => {
    event.preventDefault();
    keep("nee");
  });
  at("check-yes").addEventListener("click", () => keep("ja"));
  at("check-no").addEventListener("click", () => show("telling"));

  post("/vertel/open", {}).then((answer) => {
    if (!answer.ok) return;
    at("story").value = answer.text;
    show("telling");
  });
})();
