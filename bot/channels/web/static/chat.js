// The conversation without page loads. Everything here also works as plain forms; this only makes it smoother.
"use strict";
(() => {
  const LONGEST = 4000;
  const at = (id) => document.getElementById(id);
  const chat = at("chat"), log = at("log"), replies = at("replies"), rows = at("rows"), field = at("tekst");
  const status = at("status"), typing = at("typing");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const waiting = new Map(); // message id -> {typed, line}: sent, and not yet shown by the conversation itself
  let after = Number(chat.dataset.after);
  let flight = null; // {id, fromField} of the message that is on its way to the server
  let eager = false; // Enter was pressed while another message was on its way
  let turn = null; // where the latest turn begins on the page

  const said = JSON.parse(chat.dataset.words);
  const t = (words) => said[words] ?? words; // the page's own words in the visitor's language

  // ---- showing ----

  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  const run = ([text, bold, call]) => {
    if (!call) return bold ? make("strong", "", text) : document.createTextNode(text);
    const link = make("a", "", text);
    link.href = `tel:${call}`;
    return link;
  };

  const fill = (bubble, paragraphs) => {
    bubble.replaceChildren(...paragraphs.map((runs) => {
      const p = make("p");
      p.append(...runs.map(run));
      return p;
    }));
  };

  const bubble = (own, paragraphs) => {
    const line = make("div", `line new ${own ? "own" : "bot"}`);
    const box = make("div", "bubble");
    fill(box, paragraphs);
    line.append(make("span", "unseen", own ? t("Jij:") : t("Antwoord:")), box);
    log.append(line);
    if (own || !turn) turn = line;
    return line;
  };

  const showReplies = (buttons) => {
    rows.replaceChildren(...buttons.map((row) => {
      const box = make("div", "row");
      box.append(...row.map(([label, data]) => {
        const button = make("button", "", label);
        button.name = "press";
        button.value = data;
        return button;
      }));
      return box;
    }));
    replies.hidden = !buttons.length;
  };

  const showProgress = (progress) => {
    if (!progress) return;
    at("progress").hidden = false;
    at("progress-words").textContent = t("Vraag %(at)s van ongeveer %(of)s")
      .replace("%(at)s", progress[0]).replace("%(of)s", progress[1]);
    at("progress-bar").max = progress[1];
    at("progress-bar").value = progress[0];
  };

  let scrolling = 0;
  const scroll = () => {
    cancelAnimationFrame(scrolling);
    scrolling = requestAnimationFrame(() => {
      if (!turn?.isConnected) return; // nothing yet, or the page was left
      const room = innerHeight - at("top").offsetHeight - at("bottom").offsetHeight;
      const height = chat.getBoundingClientRect().bottom - turn.getBoundingClientRect().top;
      const behavior = calm.matches ? "auto" : "smooth";
      // A turn that fits is shown to its end; a longer one is read from its beginning.
      if (height <= room) scrollTo({ top: document.documentElement.scrollHeight, behavior });
      else turn.scrollIntoView({ block: "start", behavior });
    });
  };

  const say = (words, wrong = false) => {
    status.textContent = words;
    field.setAttribute("aria-invalid", String(wrong));
  };

  const SOON = t("Het antwoord komt eraan.");
  let dots = 0;
  const stopTyping = () => {
    clearTimeout(dots);
    typing.hidden = true;
    if (status.textContent === SOON) say("");
  };
  const startTyping = () => {
    stopTyping();
    dots = setTimeout(() => {
      typing.hidden = calm.matches;
      scroll();
      dots = setTimeout(() => {
        typing.hidden = true;
        say(SOON);
      }, 1300);
    }, 200);
  };

  // ---- what the conversation says ----

  const own = (line) => {
    // A choice comes back with its message's id, typed words without one, in the order in which they were sent.
    const id = line.ref ?? [...waiting.keys()].find((key) => waiting.get(key).typed);
    const early = waiting.get(id)?.line;
    waiting.delete(id);
    landed(id); // the conversation can be faster than the server's tick
    if (early) fill(early.querySelector(".bubble"), line.paragraphs);
    else bubble(true, line.paragraphs);
  };

  const take = (line) => {
    if (line.seq <= after || !chat.isConnected) return;
    after = line.seq;
    if (line.kind === "message" && line.language !== document.documentElement.dataset.language) {
      location.reload(); // the conversation goes on in another language, and so does the page around it
      return;
    }
    at("begin")?.remove();
    if (line.kind === "remove") {
      waiting.get(line.ref)?.line?.remove();
      waiting.delete(line.ref);
      return;
    }
    if (line.kind === "chosen") own(line);
    else {
      stopTyping();
      bubble(false, line.paragraphs);
    }
    showReplies(line.buttons);
    showProgress(line.progress);
    scroll();
  };

  let polling = 0;
  const poll = async () => {
    try {
      const response = await fetch(`/messages?after=${after}`);
      if (response.ok) (await response.json()).lines.forEach(take);
      polling += 1;
    } catch {
      polling = 0;
    }
    if (polling > 4) listen(); // the server is there again: try a stream
    else setTimeout(poll, 3000);
  };

  const listen = () => {
    polling = 0;
    if (!("EventSource" in window)) return void poll();
    const source = new EventSource(`/events?after=${after}`);
    const instead = () => {
      source.close();
      setTimeout(poll, 1000);
    };
    source.onmessage = (event) => take(JSON.parse(event.data));
    source.addEventListener("bye", instead);
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) instead();
    };
  };

  // ---- what the visitor says ----

  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

  const pause = (ms) => new Promise((done) => {
    setTimeout(done, ms);
    addEventListener("online", done, { once: true });
  });

  // Posts until the server has answered. The same id every time, so that nothing is said twice.
  const post = async (path, body) => {
    for (let attempt = 0; ; attempt += 1) {
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), 15000);
      try {
        const response = await fetch(path, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ shared: chat.dataset.shared, ...body }),
          signal: patience.signal,
        });
        if (response.status < 500) return { ok: response.ok, ...(await response.json()) };
      } catch { /* no network, or no answer in time: again */ }
      finally { clearTimeout(timer); }
      say(t("Nog niet verstuurd, ik probeer het opnieuw."));
      await pause(Math.min(1000 * 2 ** attempt, 8000));
    }
  };

  const takeOff = (id, fromField) => {
    flight = { id, fromField };
    field.readOnly = fromField; // what is being sent stays as it is until it is safe
    document.body.classList.add("sending");
    say("");
  };

  const standStill = () => {
    flight = null;
    field.readOnly = false;
    document.body.classList.remove("sending");
  };

  // A message is safe with the server: told by its tick or by the conversation itself, whichever comes first.
  const landed = (id) => {
    if (flight?.id !== id) return;
    if (flight.fromField) field.value = "";
    standStill();
    say("");
    fit();
    if (eager) send();
  };

  const deliver = async (message, words, fromField) => {
    const id = newId();
    takeOff(id, fromField);
    waiting.set(id, { typed: "text" in message });
    const answer = await post("/say", { id, ...message });
    if (!answer.ok) {
      waiting.delete(id);
      if (flight?.id === id) standStill();
      say(answer.error ?? t("Dat lukte niet. Probeer het nog eens."), true);
      return;
    }
    landed(id);
    if (answer.fresh) location.reload();
    const sent = waiting.get(id); // gone when the conversation was faster
    if (!sent) return;
    sent.line = bubble(true, [[[words, false, ""]]]);
    showReplies([]);
    startTyping();
    scroll();
  };

  const send = async () => {
    eager = flight !== null;
    const text = field.value;
    if (!text.trim() || flight) return;
    if ([...text].length > LONGEST) {
      say(t("Je bericht is te lang: %(many)s tekens, %(most)s mag. Maak het korter, of stuur het in twee delen.")
        .replace("%(many)s", [...text].length).replace("%(most)s", LONGEST), true);
      return;
    }
    field.focus({ preventScroll: true });
    await deliver({ text }, text, true);
  };

  const press = async (button, byKeyboard) => {
    if (flight) return; // a second press while the first is on its way
    const message = button.name === "press" ? { press: button.value } : { text: button.value };
    if (byKeyboard) field.focus({ preventScroll: true });
    await deliver(message, button.textContent, false);
  };

  const comeBack = async () => {
    at("code-error").textContent = "";
    const answer = await post("/return", { code: at("code").value });
    if (answer.ok) return location.reload();
    at("code-error").textContent = answer.error ?? "";
    at("code").focus();
  };

  let byKeyboard = false;
  document.addEventListener("click", (event) => { byKeyboard = event.detail === 0; }, true);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-say], #return")) return;
    event.preventDefault();
    if (event.target.id === "return") comeBack();
    else if (event.target.id === "composer") send();
    else if (event.submitter) press(event.submitter, byKeyboard);
  });

  const fit = () => {
    field.rows = 1;
    while (field.scrollHeight > field.clientHeight && field.rows < 6) field.rows += 1;
  };
  field.addEventListener("input", fit);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });

  // ---- beginning ----

  const begin = async () => {
    at("begin").hidden = true;
    startTyping();
    const answer = await post("/begin", { source: chat.dataset.source, language: document.documentElement.dataset.language });
    say(answer.ok ? "" : answer.error ?? "");
    if (answer.ok) return listen();
    stopTyping();
    at("begin").hidden = false;
  };

  const shared = chat.dataset.shared === "ja";
  const home = shared ? "/?gedeeld=1" : "/";
  if (location.search) history.replaceState(null, "", home); // where somebody came from is nobody's business
  if (chat.dataset.begun === "ja") {
    const last = log.querySelectorAll(".line.own");
    turn = last.length ? last[last.length - 1] : log.firstElementChild;
    scroll();
    listen();
  } else if (!shared) begin(); // on a device that people share, only when somebody is there
})();
