"use strict";
(() => {
  const form = JSON.parse(document.getElementById("form").textContent);
  const at = (id) => document.getElementById(id);
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  // ---- What is asked

  const items = form.pages.flatMap((page) => page.items);
  const starts = [];
  form.pages.reduce((start, page) => (starts.push(start), start + page.items.length), 0);
  const steps = [{ kind: "start" }];
  form.people.forEach((_, person) => {
    form.pages.forEach((_, page) => steps.push({ kind: "items", person, page }));
    if (form.questions.length) steps.push({ kind: "questions", person });
  });
  steps.push({ kind: "end" });

  // ---- What was answered, and the draft of it

  const key = "sandtable-" + form.form;
  const blank = () => form.people.map(() => ({ answers: items.map(() => "."), comments: {} }));
  let state = { id: random(6), edition: 0, given: "", lang: form.lang, step: 0, people: blank() };
  let keepsDraft = true;

  function recall() {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      if (!draft) return;
      const people = blank();
      people.forEach((person, n) => {
        const old = draft.people[form.people[n].tag];
        if (!old) return;
        [...old.answers].slice(0, items.length).forEach((answer, n) => (person.answers[n] = answer));
        form.questions.forEach(({ id }) => {
          if (typeof old.comments[id] === "string") person.comments[id] = old.comments[id];
        });
      });
      const step = Math.min(Math.max(0, Math.trunc(draft.step) || 0), steps.length - 1);
      state = { id: String(draft.id), edition: Number(draft.edition), given: String(draft.given), lang: draft.lang, step, people };
    } catch (error) {
      keepsDraft = storageWorks();
    }
  }

  function storageWorks() {
    try {
      localStorage.setItem(key + "-try", "");
      localStorage.removeItem(key + "-try");
      return true;
    } catch (error) {
      return false;
    }
  }

  function keep() {
    const people = {};
    form.people.forEach(({ tag }, n) => (people[tag] = { answers: state.people[n].answers.join(""), comments: state.people[n].comments }));
    try {
      localStorage.setItem(key, JSON.stringify({ ...state, people }));
      keepsDraft = true;
    } catch (error) {
      keepsDraft = false;
    }
  }

  // ---- What goes back: written exactly as the program writes it

  function random(length) {
    return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => ALPHABET[byte & 31]).join("");
  }

  function tidy(text) {
    const clean = text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu, "");
    return Array.from(clean.trim()).slice(0, form.longest_comment).join("").trimEnd();
  }

  function entries() {
    const all = form.people.map(({ tag }, n) => {
      const { answers, comments } = state.people[n];
      const written = form.questions.map(({ id }) => ({ question: id, text: tidy(comments[id] || "") }));
      return { tag, answers: answers.join("").replace(/\.+$/, ""), comments: written.filter(({ text }) => text) };
    });
    return all.filter(({ answers, comments }) => answers || comments.length);
  }

  // Answers that differ from those given last are a new edition.
  function give() {
    const now = JSON.stringify(entries());
    if (now === "[]" || now === state.given) return;
    state.edition = Math.min(state.edition + 1, form.last_edition);
    state.given = now;
    keep();
  }

  function answerFile() {
    const file = {
      sandtable: "answers",
      format: 1,
      form: form.form,
      instrument: form.instrument,
      version: form.version,
      id: state.id,
      edition: state.edition,
      entries: entries(),
    };
    return JSON.stringify(file, null, 2) + "\n";
  }

  // Thirty answers in about sixty characters: see src/exchange/codes.rs.
  function code(tag, answers) {
    const base = form.points + 2;
    let perChunk = 0;
    for (let values = base; values <= 1 << 20; values *= base) perChunk++;
    let text = "ST1" + form.form + tag + ALPHABET[state.edition >> 5] + ALPHABET[state.edition & 31] + state.id;
    for (let start = 0; start < items.length; start += perChunk) {
      let number = 0;
      let values = 1;
      for (let n = start; n < Math.min(start + perChunk, items.length); n++) {
        const answer = answers[n] || ".";
        number = number * base + (answer === "X" ? 11 : answer === "." ? 0 : answer === "-" ? 1 : Number(answer) + 1);
        values *= base;
      }
      let packed = "";
      for (let room = 1; room < values; room *= 32) {
        packed = ALPHABET[number % 32] + packed;
        number = Math.floor(number / 32);
      }
      text += packed;
    }
    return (text + check(text)).match(/.{1,5}/g).join("-");
  }

  // The check of Bech32m (BIP 350).
  function check(text) {
    const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
    let state = 1;
    for (const value of [...Array.from(text, (c) => ALPHABET.indexOf(c)), 0, 0, 0, 0, 0, 0]) {
      const top = state >>> 25;
      state = ((state & 0x1ffffff) << 5) ^ value;
      generator.forEach((word, bit) => (state ^= (top >> bit) & 1 ? word : 0));
    }
    state ^= 0x2bc830a3;
    return [25, 20, 15, 10, 5, 0].map((shift) => ALPHABET[(state >>> shift) & 31]).join("");
  }

  // ---- The page

  const pick = (text) => text[state.lang] || text.zh || text.en;
  const say = (word, facts = {}) => pick(form.words[word]).replace(/\{(\w+)\}/g, (_, name) => facts[name]);

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  const status = (text) => (at("status").textContent = text);
  const isOpen = (person, item) => state.people[person].answers[item] === ".";
  const itemsOf = (page) => form.pages[page].items.map((_, n) => starts[page] + n);
  const nameOf = (person) => (form.people[person].oneself ? say("yourself") : form.people[person].name);

  function progress() {
    const all = form.people.length * items.length;
    const done = state.people.reduce((sum, { answers }) => sum + answers.filter((answer) => answer !== ".").length, 0);
    const bar = at("progress");
    const text = say("progress", { done, all });
    bar.setAttribute("aria-valuemax", all);
    bar.setAttribute("aria-valuenow", done);
    bar.setAttribute("aria-valuetext", text);
    bar.setAttribute("aria-label", say("title"));
    bar.firstElementChild.style.transform = "scaleX(" + (all ? done / all : 0) + ")";
    status(text);
  }

  function show(step, focus = true) {
    state.step = step;
    const { kind } = steps[step];
    if (kind === "end") give();
    keep();
    document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
    document.title = form.round + " · " + say("title");
    at("round").textContent = form.round + " · " + say("title");
    at("language").textContent = say("otherLanguage");
    at("back").textContent = say("back");
    at("back").hidden = step === 0;
    const touched = state.people.some(({ answers, comments }) => answers.some((a) => a !== ".") || Object.keys(comments).length);
    at("next").textContent = say(kind === "start" ? (touched ? "goOn" : "start") : step === steps.length - 2 ? "lastPage" : "next");
    at("next").hidden = kind === "end";
    const page = at("page");
    page.replaceChildren(...pages[kind](steps[step]));
    progress();
    if (focus) {
      window.scrollTo(0, 0);
      page.querySelector("h1").focus({ preventScroll: true });
    }
  }

  const heading = (text) => make("h1", { tabindex: "-1" }, text);
  const draftNote = () => make("p", { class: "draft" }, say(keepsDraft ? "draftKept" : "draftNotKept"));

  function personHeading(person, part) {
    const head = [heading(nameOf(person))];
    if (!form.people[person].oneself) head.push(make("p", { class: "soft" }, pick(form.people[person].asked)));
    head.push(make("p", { class: "role" }, part));
    return head;
  }

  const pages = {
    start() {
      const people = form.people.map((person, n) => {
        const asked = person.oneself ? "" : " · " + pick(person.asked);
        return make("li", {}, nameOf(n), make("span", { class: "soft" }, asked));
      });
      const due = form.due ? [make("p", { class: "role" }, say("due", { day: pick(form.due) }))] : [];
      return [
        heading(say("greeting", { name: form.rater })),
        ...due,
        make("p", {}, say("purpose")),
        make("p", { class: "soft" }, say("length", { items: items.length, questions: form.questions.length })),
        make("h2", {}, say("whom")),
        make("ul", {}, ...people),
        make("h2", {}, say("whoSees")),
        make("p", { class: "soft" }, say("whoSeesWhat")),
        draftNote(),
      ];
    },

    items({ person, page }) {
      const { name, activities } = form.pages[page];
      const oneself = form.people[person].oneself;
      const content = personHeading(person, pick(name));
      if (activities) content.push(make("p", {}, say(oneself ? "activitiesAskSelf" : "activitiesAsk")));
      if (form.labels.length) {
        content.push(make("ul", { class: "key" }, ...form.labels.map((label, n) => make("li", {}, n + 1 + " " + pick(label)))));
      }
      content.push(...itemsOf(page).map((item) => question(person, item, oneself)));
      content.push(make("p", { class: "small keys" }, say("keys")), make("p", { class: "small" }, say("draft")));
      return content;
    },

    questions({ person }) {
      const { oneself } = form.people[person];
      const { comments } = state.people[person];
      const ask = ({ id, text, own }, n) => {
        const field = make("textarea", { id: "c" + n, maxlength: form.longest_comment, rows: "4" });
        field.value = comments[id] || "";
        field.addEventListener("input", () => {
          if (field.value) comments[id] = field.value;
          else delete comments[id];
          keep();
        });
        return make("div", {}, make("h3", {}, make("label", { for: "c" + n }, pick(oneself ? own : text))), field);
      };
      const space = state.lang === "zh" ? "" : " ";
      const note = make("p", { class: "soft" }, say("questionsNote") + (oneself ? "" : space + say("questionsCare")));
      return [...personHeading(person, say("questions")), note, ...form.questions.map(ask), make("p", { class: "small" }, say("draft"))];
    },

    end() {
      const content = [heading(say("sendBack")), ...whatIsOpen()];
      if (!state.edition) return [...content, make("p", {}, say("nothingYet"))];
      const file = new File([answerFile()], form.file, { type: "text/plain" });
      const ways = [make("button", { id: "save", type: "button", class: "primary", onclick: () => save(file) }, say("save"))];
      if (navigator.canShare && navigator.canShare({ files: [file] })) {
        ways.push(make("button", { id: "share", type: "button", onclick: () => share(file) }, say("share")));
      }
      const given = entries().filter(({ answers }) => answers);
      const codes = given.map(({ tag, answers }) => ({ tag, text: code(tag, answers) }));
      const blocks = codes.map(({ tag, text }) => {
        const name = nameOf(form.people.findIndex((person) => person.tag === tag));
        const shown = make("code", { class: "code", id: "code-" + tag }, text);
        const copied = () => copy(text, shown);
        return make("div", {}, make("h3", {}, name), shown, make("button", { type: "button", "aria-label": say("copy") + " · " + name, onclick: copied }, say("copy")));
      });
      const all = codes.map(({ text }) => text).join("\n");
      const copyAll = make("button", { id: "copy-all", type: "button", onclick: () => copy(all) }, say("copyAll"));
      return [
        ...content,
        make("div", { class: "ways" }, ...ways),
        make("h2", {}, say("codes")),
        make("p", { class: "soft" }, say("codesNote")),
        ...(codes.length > 1 ? [copyAll] : []),
        ...blocks,
      ];
    },
  };

  function question(person, item, oneself) {
    const { text, own } = items[item];
    const { answers } = state.people[person];
    const choose = (value) => {
      answers[item] = value;
      keep();
      progress();
    };
    const radio = (value, shown, label, none) => {
      const input = make("input", { type: "radio", name: "q" + item, value, "aria-label": label });
      input.checked = answers[item] === value;
      input.addEventListener("change", () => choose(value));
      return make("label", none ? { class: "none" } : {}, input, make("span", { "aria-hidden": "true" }, shown));
    };
    const points = Array.from({ length: form.points }, (_, n) => {
      const label = form.labels[n] ? n + 1 + " " + pick(form.labels[n]) : String(n + 1);
      return radio(n === 9 ? "X" : String(n + 1), String(n + 1), label, false);
    });
    const none = radio("-", say("notObserved"), say("notObserved"), true);
    const legend = make("legend", {}, pick(oneself ? own : text));
    return make("fieldset", { "data-item": item }, legend, make("div", { class: "scale" }, ...points, none));
  }

  function whatIsOpen() {
    const open = [];
    const list = (step, text) => open.push(make("li", {}, make("button", { type: "button", class: "link", onclick: () => show(step) }, text)));
    form.people.forEach((_, person) => {
      const name = nameOf(person);
      const own = steps.map((step, n) => ({ ...step, n })).filter((step) => step.kind === "items" && step.person === person);
      if (own.length && items.every((_, item) => isOpen(person, item))) {
        list(own[0].n, say("openWholly", { name, n: items.length }));
        return;
      }
      for (const { page, n } of own) {
        const left = itemsOf(page).filter((item) => isOpen(person, item)).length;
        if (left) list(n, say("openAt", { name, page: pick(form.pages[page].name), n: left }));
      }
    });
    if (!open.length) return [make("p", {}, say("allAnswered"))];
    return [make("p", {}, say("mayBeOpen")), make("h2", {}, say("open")), make("ul", { class: "plain" }, ...open)];
  }

  // ---- Three ways back

  function save(file) {
    const url = URL.createObjectURL(file);
    const link = make("a", { href: url, download: file.name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    status(say("saved", { file: file.name }));
  }

  async function share(file) {
    try {
      await navigator.share({ files: [file] });
      status(say("shared"));
    } catch (error) {
      if (error.name !== "AbortError") status(say("notShared"));
    }
  }

  async function copy(text, shown) {
    try {
      await navigator.clipboard.writeText(text);
      status(say("copied"));
    } catch (error) {
      status(say(copyTheOldWay(text) ? "copied" : "notCopied"));
      if (shown) getSelection().selectAllChildren(shown);
    }
  }

  function copyTheOldWay(text) {
    const field = make("textarea", {});
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }

  // ---- Keys

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || steps[state.step].kind !== "items") return;
    const questions = [...document.querySelectorAll("fieldset")];
    const focused = document.activeElement.closest("fieldset");
    const { person } = steps[state.step];
    const firstOpen = questions.find((question) => isOpen(person, Number(question.dataset.item)));
    const current = focused || firstOpen || questions[0];
    const go = (place) => {
      const next = questions[place];
      if (!next) return at("next").focus();
      (next.querySelector("input:checked") || next.querySelector("input")).focus();
      next.scrollIntoView({ block: "nearest" });
    };
    const place = questions.indexOf(current);
    const value = /^[1-9]$/.test(event.key) ? event.key : /^[0nN]$/.test(event.key) ? "-" : "";
    if (value) {
      const input = current.querySelector('input[value="' + value + '"]');
      if (!input) return;
      event.preventDefault();
      input.click();
      go(place + 1);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      go(focused ? Math.max(0, place + (event.key === "ArrowDown" ? 1 : -1)) : place);
    }
  });

  at("back").addEventListener("click", () => show(state.step - 1));
  at("next").addEventListener("click", () => show(state.step + 1));
  at("language").addEventListener("click", () => {
    state.lang = state.lang === "zh" ? "en" : "zh";
    show(state.step, false);
  });

  recall();
  show(state.step);
})();
